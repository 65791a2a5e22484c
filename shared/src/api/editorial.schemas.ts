import { z } from 'zod';
import { articleActions, articleNoteMaxLength, articleStates } from '../article-life-cycle.ts';
import {
  articleBodyMaxLength,
  articleCategories,
  articleStepMaxLength,
  articleStepsMax,
  articleSummaryMaxLength,
  articleTitleMaxLength,
  audiences,
  lawArticlePattern,
  lawArticlesMax,
  lawNameMaxLength,
  legalBasisMax,
  relatedMax,
  slugMaxLength,
  slugPattern,
} from '../articles.ts';
import { matters } from '../legal-service.ts';
import { articleLinks, campaignCode, richNodes } from './articles.schemas.ts';
import type { editorialRoutes } from './editorial.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { dayField, idempotencyKeyField, idField, pageOf, pageQuery, timeField, unitCode } from './fields.ts';

const params = z.strictObject({ id: idField });

const words = (what: string, max: number) =>
  z.string().trim().min(1, `请写${what}`).max(max, `${what}最多 ${max} 个字`);

const slugField = z.string().max(slugMaxLength).regex(slugPattern, '文件名只能有小写字母、数字和 -');

const note = z.string().trim().min(1).max(articleNoteMaxLength, `最多 ${articleNoteMaxLength} 个字`);

/** What an editor writes. Pictures are named by the id that `addArticleImage` answered: `![what it shows](image:ID)`. */
const content = z.strictObject({
  title: words('标题', articleTitleMaxLength),
  summary: words('摘要', articleSummaryMaxLength),
  category: z.enum(articleCategories),
  matter: z.enum(matters),
  audiences: z.array(z.enum(audiences)).min(1, '至少选一类读者').max(audiences.length),
  department: unitCode,
  legalBasis: z
    .array(
      z.strictObject({
        law: words('法律名称', lawNameMaxLength),
        articles: z
          .array(z.string().regex(lawArticlePattern, '条号写成 1043 或 120-1'))
          .max(lawArticlesMax, `一部法律最多写 ${lawArticlesMax} 条`),
        version: dayField.nullable(),
        inForce: z.boolean(),
      }),
    )
    .max(legalBasisMax, `最多写 ${legalBasisMax} 部法律`),
  coverImageId: idField.nullable(),
  campaign: campaignCode.nullable(),
  steps: z.array(words('步骤', articleStepMaxLength)).max(articleStepsMax, `最多 ${articleStepsMax} 步`),
  /** Slugs of articles that are shown first among the related ones. */
  related: z.array(slugField).max(relatedMax),
  markdown: words('正文', articleBodyMaxLength),
});

const rendered = {
  nodes: richNodes,
  links: articleLinks,
  readingMinutes: z.int().min(1),
};

const editorialRow = z.strictObject({
  id: idField,
  slug: z.string(),
  title: z.string(),
  state: z.enum(articleStates),
  /** Residents read it: the newest text, or an earlier one while this one is worked on. */
  live: z.boolean(),
  department: z.string(),
  changedAt: timeField,
  publishAt: timeField.nullable(),
});

const editorialArticle = z.strictObject({
  ...editorialRow.shape,
  version: z.int().min(1),
  content,
  ...rendered,
  /** What the text under way corrects, in the words that readers will see. */
  correction: z.string().nullable(),
  corrections: z.array(z.strictObject({ at: timeField, note: z.string() })),
  publishedAt: timeField.nullable(),
  /** What the caller may do now. */
  editable: z.boolean(),
  actions: z.array(z.enum(articleActions)),
  /** Newest first. `by` is null for what was imported from a file. */
  versions: z.array(
    z.strictObject({ number: z.int(), at: timeField, by: z.string().nullable(), live: z.boolean() }),
  ),
  /** Newest first. */
  history: z.array(
    z.strictObject({
      kind: z.enum([...articleActions, 'create', 'edit', 'release', 'import']),
      at: timeField,
      by: z.string().nullable(),
      number: z.int(),
      note: z.string().nullable(),
    }),
  ),
});

export const editorialSchemas = {
  listEditorialArticles: {
    query: z.strictObject({ ...pageQuery, state: z.enum(articleStates).optional() }),
    answer: pageOf(editorialRow),
  },
  getEditorialArticle: { params, answer: editorialArticle, errors: ['not-found'] },
  createArticle: {
    body: z.strictObject({
      content,
      /** Made up where the editor names none. */
      slug: slugField.optional(),
      idempotencyKey: idempotencyKeyField,
    }),
    answer: editorialArticle,
    status: 201,
    errors: ['article-too-large', 'slug-taken'],
  },
  editArticle: {
    params,
    body: z.strictObject({
      version: z.int().min(1),
      content,
      /** What it corrects, for readers: when it takes the place of a published text. */
      correction: note.optional(),
    }),
    answer: editorialArticle,
    errors: ['not-found', 'article-changed', 'article-action-not-allowed', 'article-too-large'],
  },
  actOnArticle: {
    params,
    body: z.strictObject({
      version: z.int().min(1),
      action: z.enum(articleActions),
      /** Why: for `return` and `archive`. */
      note: note.optional(),
      /** With `approve`: when it is published; at once without it. */
      publishAt: timeField.optional(),
    }),
    answer: editorialArticle,
    errors: ['not-found', 'article-changed', 'article-action-not-allowed', 'own-article'],
  },
  getArticleVersion: {
    params: z.strictObject({ id: idField, number: z.coerce.number().int().min(1) }),
    answer: z.strictObject({
      number: z.int(),
      at: timeField,
      by: z.string().nullable(),
      content,
      ...rendered,
    }),
    errors: ['not-found'],
  },
  previewArticle: {
    body: z.strictObject({ markdown: content.shape.markdown }),
    answer: z.strictObject(rendered),
    errors: ['article-too-large'],
  },
  addArticleImage: {
    body: z.strictObject({}),
    /** `src` from `/api/v1/` on. */
    answer: z.strictObject({ id: idField, src: z.string() }),
    status: 201,
    errors: ['file-too-large', 'file-empty', 'file-kind-refused', 'photo-unreadable', 'image-kind-refused'],
  },
  listEditorialOptions: {
    answer: z.strictObject({
      departments: z.array(z.strictObject({ code: z.string(), name: z.string() })),
      campaigns: z.array(z.strictObject({ code: z.string(), title: z.string() })),
    }),
  },
} as const satisfies SchemasFor<typeof editorialRoutes>;
