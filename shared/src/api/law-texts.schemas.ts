import { z } from 'zod';
import { lawHeadingKinds } from '../law-articles.ts';
import type { SchemasFor } from './endpoint.ts';
import { dayField, idField } from './fields.ts';
import type { lawTextRoutes } from './law-texts.routes.ts';

const params = z.strictObject({ id: idField });

/** One version of a law. */
const lawVersion = z.strictObject({
  id: idField,
  /** The day from which it holds. */
  effectiveFrom: dayField,
  /** Holds today: it has begun, was not repealed, and no later version has begun. */
  inForce: z.boolean(),
  articleCount: z.int(),
});

const law = z.strictObject({
  ...lawVersion.shape,
  /** As it is cited: 民法典. */
  name: z.string(),
  /** In full: 中华人民共和国民法典. */
  title: z.string(),
});

/** An article by its number, as `lawArticleLabel` reads it: `1043`, `120-1`. */
const lawArticle = z.strictObject({ id: idField, number: z.string() });

/** A piece of a text; `hit` is what was searched for. */
const excerpt = z.array(z.strictObject({ text: z.string(), hit: z.boolean() }));

/** The headings above an article, from the outermost: 第五编 婚姻家庭, 第一章 一般规定. */
const path = z.array(z.string());

export const lawTextSchemas = {
  listLaws: {
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          name: z.string(),
          title: z.string(),
          /** Newest first. */
          versions: z.array(lawVersion),
        }),
      ),
    }),
  },
  getLaw: {
    params,
    answer: z.strictObject({
      ...law.shape,
      /** By whom and when it was made and changed. */
      promulgation: z.array(z.string()),
      preamble: z.array(z.string()),
      /** In the law's order; empty for a law without chapters. */
      contents: z.array(
        z.strictObject({
          kind: z.enum(lawHeadingKinds),
          heading: z.string(),
          /** The first article below it. */
          first: lawArticle,
        }),
      ),
      first: lawArticle,
      appendix: z.array(z.string()),
      /** All versions that are loaded, newest first. */
      versions: z.array(lawVersion),
    }),
    errors: ['not-found'],
  },
  searchLawArticles: {
    query: z.strictObject({
      q: z.string().trim().min(1, '请写要找的词').max(60, '最多 60 个字'),
      /** Keep to one version of a law; else those in force. */
      law: idField.optional(),
    }),
    answer: z.strictObject({
      /** Laws whose name was asked for. */
      laws: z.array(law),
      /** At most twenty. */
      items: z.array(z.strictObject({ ...lawArticle.shape, law, path, excerpt })),
    }),
    errors: ['not-found'],
  },
  getLawArticle: {
    params,
    answer: z.strictObject({
      ...lawArticle.shape,
      law,
      path,
      paragraphs: z.array(z.string()),
      previous: lawArticle.nullable(),
      next: lawArticle.nullable(),
      /** The version that holds today, where this one does not. */
      current: law.nullable(),
    }),
    errors: ['not-found'],
  },
} as const satisfies SchemasFor<typeof lawTextRoutes>;
