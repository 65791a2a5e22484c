import { z } from 'zod';
import { decidableCheckStates, hidingReasonMaxLength } from '../content-check.ts';
import type { contentCheckRoutes } from './content-checks.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { idField, pageOf, pageQuery, timeField } from './fields.ts';
import { gradeField } from './ratings.schemas.ts';

/** Nothing of who wrote it; known names and numbers are masked, as everyone would read it. */
const checkedComment = z.strictObject({
  id: idField,
  text: z.string(),
  grade: gradeField,
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  ratedAt: timeField,
  state: z.enum(decidableCheckStates),
  reason: z.string().nullable(),
  /** Who decided; null while, or because, only the machine has. */
  decidedBy: z.string().nullable(),
  /** The reader may decide. */
  decidable: z.boolean(),
});

/** `seen` is the state it was decided from: somebody may have been quicker. */
const decisionBody = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('shown'), seen: z.enum(decidableCheckStates) }),
  z.strictObject({
    verdict: z.literal('hidden'),
    seen: z.enum(decidableCheckStates),
    reason: z
      .string()
      .trim()
      .min(1, '请写明原因')
      .max(hidingReasonMaxLength, `最多 ${hidingReasonMaxLength} 个字`),
  }),
]);

export const contentCheckSchemas = {
  listCheckedComments: {
    query: z.strictObject({ state: z.enum(decidableCheckStates), ...pageQuery }),
    answer: pageOf(checkedComment),
  },
  decideComment: {
    params: z.strictObject({ id: idField }),
    body: decisionBody,
    answer: checkedComment,
    errors: ['not-found', 'comment-check-changed'],
  },
} as const satisfies SchemasFor<typeof contentCheckRoutes>;
