import { z } from 'zod';
import { articleCategories, audiences, verdictReasons, verdictWordMaxLength } from '../articles.ts';
import { matters } from '../legal-service.ts';
import { type RichNode, richElements } from '../rich-text.ts';
import type { articleRoutes } from './articles.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { dayField, idField, pageOf, pageQuery, timeField } from './fields.ts';

const params = z.strictObject({ id: idField });

/** The code of a campaign, as its file names it. */
export const campaignCode = z.string().regex(/^[0-9a-z-]{1,40}$/, '专题编号格式不正确');

const richNode: z.ZodType<RichNode> = z
  .lazy(() =>
    z.union([
      z.strictObject({ type: z.literal('text'), text: z.string() }),
      z.strictObject({
        name: z.enum(richElements),
        attrs: z.strictObject({
          class: z.string(),
          src: z.string().exactOptional(),
          alt: z.string().exactOptional(),
          start: z.string().exactOptional(),
          colspan: z.string().exactOptional(),
          rowspan: z.string().exactOptional(),
        }),
        children: z.array(richNode).exactOptional(),
      }),
    ]),
  )
  .meta({ id: 'RichNode', type: 'object' });

/** A body as the mini-program's `rich-text` takes it; pictures' addresses begin with `/api/v1/` (see `placeImages`). */
export const richNodes = z.array(richNode);

/** Addresses that the body names, in its order: `rich-text` passes no tap on. `https:` and `tel:` only. */
export const articleLinks = z.array(z.strictObject({ text: z.string(), url: z.string() }));

/** A law that an article rests on. */
export const legalBasisCard = z.strictObject({
  law: z.string(),
  /** The day from which the cited version holds; null where the article does not say. */
  version: dayField.nullable(),
  inForce: z.boolean(),
  articles: z.array(
    z.strictObject({
      /** As in `lawArticlePattern`. */
      number: z.string(),
      /** 第一千零四十三条 */
      label: z.string(),
      /** Where its text can be read here; null while that law's text is not loaded. */
      lawArticleId: z.string().nullable(),
    }),
  ),
});

/** A piece of an excerpt; `hit` is what was searched for. */
const excerpt = z.array(z.strictObject({ text: z.string(), hit: z.boolean() }));

export const articleRow = z.strictObject({
  id: idField,
  title: z.string(),
  summary: z.string(),
  category: z.enum(articleCategories),
  /** What to book a lawyer on. */
  matter: z.enum(matters),
  audiences: z.array(z.enum(audiences)),
  /** Who answers for it (谁执法谁普法). */
  department: z.string(),
  /** An address from `/api/v1/` on. */
  cover: z.string().nullable(),
  campaign: campaignCode.nullable(),
  readingMinutes: z.int().min(1),
  publishedAt: timeField,
});

const articleDetail = z.strictObject({
  ...articleRow.shape,
  /** When what is read last changed. */
  updatedAt: timeField,
  nodes: richNodes,
  links: articleLinks,
  steps: z.array(z.string()),
  legalBasis: z.array(legalBasisCard),
  /** What was corrected since it was first published, newest first. */
  corrections: z.array(z.strictObject({ at: timeField, note: z.string() })),
  related: z.array(articleRow),
});

/** What a resident said of an article, and whether they keep it. */
const mine = z.strictObject({
  favourite: z.boolean(),
  verdict: z
    .strictObject({
      useful: z.boolean(),
      reasons: z.array(z.enum(verdictReasons)),
      word: z.string().nullable(),
    })
    .nullable(),
});

export const articleSchemas = {
  listArticles: {
    query: z.strictObject({
      ...pageQuery,
      category: z.enum(articleCategories).optional(),
      /** Also lists what is for everyone. */
      audience: z.enum(audiences).optional(),
      matter: z.enum(matters).optional(),
      campaign: campaignCode.optional(),
      /** Everyday words; the list is then in the order of how well they fit. */
      q: z.string().trim().min(1, '请写要找的词').max(60, '最多 60 个字').optional(),
    }),
    answer: z.strictObject({
      ...pageOf(
        z.strictObject({
          ...articleRow.shape,
          /** Where the words of a search stand; null without a search. */
          excerpt: excerpt.nullable(),
        }),
      ).shape,
      /** Other words to search for where nothing fits. */
      suggestions: z.array(z.string()),
    }),
  },
  getArticle: { params, answer: articleDetail, errors: ['not-found'] },
  getArticleImage: { params, errors: ['not-found', 'file-lost'] },
  countArticleView: {
    params,
    body: z.strictObject({
      /** Made up by the app anew each day: tells visitors of one day apart, and nothing else. */
      visitor: z.string().regex(/^[0-9A-Za-z_-]{16,64}$/, '访问编号格式不正确'),
    }),
    errors: ['not-found', 'too-many-requests'],
  },
  getMyArticle: { params, answer: mine, errors: ['not-found'] },
  judgeArticle: {
    params,
    body: z.strictObject({
      verdict: z
        .strictObject({
          useful: z.boolean(),
          /** Why it was not useful. */
          reasons: z.array(z.enum(verdictReasons)).max(verdictReasons.length).optional(),
          word: z.string().trim().max(verdictWordMaxLength, `最多 ${verdictWordMaxLength} 个字`).optional(),
        })
        .nullable(),
    }),
    answer: mine,
    errors: ['not-found'],
  },
  addFavourite: { params, answer: mine, errors: ['not-found'] },
  removeFavourite: { params, answer: mine },
  listFavourites: { query: z.strictObject(pageQuery), answer: pageOf(articleRow) },
} as const satisfies SchemasFor<typeof articleRoutes>;
