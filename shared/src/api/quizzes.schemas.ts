import { z } from 'zod';
import { optionsMax, questionKinds } from '../quizzes.ts';
import { campaignCode, legalBasisCard } from './articles.schemas.ts';
import type { SchemasFor } from './endpoint.ts';
import { idField, timeField } from './fields.ts';
import type { quizRoutes } from './quizzes.routes.ts';

const params = z.strictObject({ id: idField });

/** Names a question by what is asked. */
const questionKey = z.string().regex(/^[0-9a-f]{24}$/, '题目编号格式不正确');

const quizRow = z.strictObject({
  id: idField,
  title: z.string(),
  summary: z.string(),
  questions: z.int(),
  /** The article it belongs to, if it is published. */
  articleId: idField.nullable(),
  campaign: campaignCode.nullable(),
});

/** How far somebody has come; no points, no rank. */
const progress = { total: z.int(), answered: z.int(), right: z.int() };

export const quizSchemas = {
  listQuizzes: {
    query: z.strictObject({ article: idField.optional(), campaign: campaignCode.optional() }),
    answer: z.strictObject({ items: z.array(quizRow) }),
  },
  listMyQuizzes: {
    answer: z.strictObject({
      items: z.array(z.strictObject({ id: idField, title: z.string(), ...progress, at: timeField })),
    }),
  },
  eraseMyQuizzes: {},
  getQuiz: {
    params,
    answer: z.strictObject({
      ...quizRow.omit({ questions: true }).shape,
      questions: z.array(
        z.strictObject({
          key: questionKey,
          kind: z.enum(questionKinds),
          text: z.string(),
          options: z.array(z.string()),
        }),
      ),
    }),
    errors: ['not-found'],
  },
  answerQuestion: {
    params,
    body: z.strictObject({
      question: questionKey,
      /** Indexes of the chosen options. */
      chosen: z
        .array(
          z
            .int()
            .min(0)
            .max(optionsMax - 1),
        )
        .min(1, '请先选一个答案')
        .max(optionsMax),
    }),
    answer: z.strictObject({
      right: z.boolean(),
      /** Indexes of the right options. */
      answer: z.array(z.int()),
      explanation: z.string(),
      legalBasis: z.array(legalBasisCard),
      progress: z.strictObject(progress),
    }),
    errors: ['not-found', 'too-many-requests'],
  },
} as const satisfies SchemasFor<typeof quizRoutes>;
