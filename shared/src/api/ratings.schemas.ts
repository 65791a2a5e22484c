import { z } from 'zod';
import { commentCheckStates } from '../content-check.ts';
import { grades } from '../grades.ts';
import { commentMaxLength, tagsMax } from '../limits.ts';
import { ratingEventKinds } from '../rating-timeline.ts';
import { residentTicketStates } from '../resident-view.ts';
import type { SchemasFor } from './endpoint.ts';
import {
  consentField,
  contactField,
  idempotencyKeyField,
  idField,
  pageOf,
  pageQuery,
  timeField,
} from './fields.ts';
import { judgementBody, residentTicket } from './judgement.ts';
import type { ratingRoutes } from './ratings.routes.ts';

export const gradeField = z.literal([...grades]);

/** A reason as it was chosen: the code, and its words in the edition it was chosen from. */
export const tagAnswer = z.strictObject({ code: z.string(), label: z.string() });

const saidCommon = {
  grade: gradeField,
  tags: z
    .array(z.string().max(8))
    .max(tagsMax)
    .refine((codes) => new Set(codes).size === codes.length, '同一个原因请只选一次'),
  comment: z.string().trim().max(commentMaxLength, `意见最多 ${commentMaxLength} 个字`).optional(),
  idempotencyKey: idempotencyKeyField,
};

const anonymousSaid = { ...saidCommon, anonymous: z.literal(true) };
const realNameSaid = {
  ...saidCommon,
  anonymous: z.literal(false),
  contact: contactField,
  /** To the purpose `rating-contact`. */
  consent: consentField.optional(),
};
const scene = z.string().min(1).max(96);

/** Anonymous, or with a name and number so that the department can call back. Never half of each. */
const submitRatingBody = z.discriminatedUnion('anonymous', [
  z.strictObject({ ...anonymousSaid, scene }),
  z.strictObject({ ...realNameSaid, scene }),
]);

/** The same of a rating that was given before. */
const supplementBody = z.discriminatedUnion('anonymous', [
  z.strictObject(anonymousSaid),
  z.strictObject(realNameSaid),
]);

const ratingAnswer = z.strictObject({
  id: idField,
  grade: gradeField,
  tags: z.array(tagAnswer),
  /** Null when none was written, or its writer has had it erased. */
  comment: z.string().nullable(),
  anonymous: z.boolean(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  department: z.strictObject({ name: z.string() }),
  serviceItem: z.strictObject({ name: z.string() }).nullable(),
  createdAt: timeField,
  /** A bad rating: somebody will look into it. */
  opensTicket: z.boolean(),
});

const ratingRow = z.strictObject({
  id: idField,
  grade: gradeField,
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  department: z.strictObject({ name: z.string() }),
  serviceItem: z.strictObject({ name: z.string() }).nullable(),
  createdAt: timeField,
  /** It is the supplement (追评) to an earlier one. */
  supplementary: z.boolean(),
  /** Where its ticket stands; null when it has none. */
  ticketState: z.enum(residentTicketStates).nullable(),
});

const otherRating = z.strictObject({ id: idField, grade: gradeField, createdAt: timeField });

const ratingDetail = z.strictObject({
  ...ratingAnswer.shape,
  /** The rating that this one supplements. */
  supplementTo: otherRating.nullable(),
  /** What was added to this one. */
  supplement: otherRating.nullable(),
  /** Until when a supplement can be added; null when it cannot: not yet, not any more, or it was. */
  supplementBy: timeField.nullable(),
  /** Whether everyone may read the comment, with a person's reason; null without one. */
  commentCheck: z
    .strictObject({ state: z.enum(commentCheckStates), reason: z.string().nullable() })
    .nullable(),
  ticket: residentTicket.nullable(),
  /** What has happened, oldest first. Internal notes and names of staff are not in it. */
  timeline: z.array(
    z.strictObject({ kind: z.enum(ratingEventKinds), at: timeField, text: z.string().nullable() }),
  ),
});

export const ratingSchemas = {
  submitRating: {
    body: submitRatingBody,
    answer: ratingAnswer,
    status: 201,
    errors: [
      'scan-code-unknown',
      'scan-code-revoked',
      'scan-code-expired',
      'already-rated',
      'rated-recently',
      'tags-not-of-grade',
      'consent-needed',
      'idempotency-key-reused',
    ],
  },
  listMyRatings: { query: z.strictObject(pageQuery), answer: pageOf(ratingRow) },
  getMyRating: { params: z.strictObject({ id: idField }), answer: ratingDetail, errors: ['not-found'] },
  supplementRating: {
    params: z.strictObject({ id: idField }),
    body: supplementBody,
    answer: ratingAnswer,
    status: 201,
    errors: [
      'not-found',
      'supplement-not-open',
      'already-supplemented',
      'tags-not-of-grade',
      'consent-needed',
      'idempotency-key-reused',
    ],
  },
  judgeRating: {
    params: z.strictObject({ id: idField }),
    body: judgementBody,
    answer: ratingDetail,
    errors: ['not-found', 'judgement-not-open', 'idempotency-key-reused'],
  },
} as const satisfies SchemasFor<typeof ratingRoutes>;
