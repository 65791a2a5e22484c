import { z } from 'zod';
import { feedbackEventKinds, feedbackKinds } from '../feedback.ts';
import { feedbackTextMaxLength } from '../limits.ts';
import { residentTicketStates } from '../resident-view.ts';
import type { SchemasFor } from './endpoint.ts';
import type { feedbackRoutes } from './feedback.routes.ts';
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

const submitFeedbackBody = z.strictObject({
  kind: z.enum(feedbackKinds),
  text: z
    .string()
    .trim()
    .min(1, '请写明内容')
    .max(feedbackTextMaxLength, `最多 ${feedbackTextMaxLength} 个字`),
  /** Only if the resident wants to be called; needs `consent` to the purpose `feedback-contact`. */
  contact: contactField.optional(),
  consent: consentField.optional(),
  idempotencyKey: idempotencyKeyField,
});

const feedbackAnswer = z.strictObject({
  id: idField,
  kind: z.enum(feedbackKinds),
  /** Null once its writer has had it erased. */
  text: z.string().nullable(),
  createdAt: timeField,
});

const feedbackRow = z.strictObject({
  id: idField,
  kind: z.enum(feedbackKinds),
  /** The first characters of the text; null once erased. */
  excerpt: z.string().nullable(),
  createdAt: timeField,
  /** Null only for the moment until the ticket is open. */
  ticketState: z.enum(residentTicketStates).nullable(),
});

const feedbackDetail = z.strictObject({
  ...feedbackAnswer.shape,
  ticket: residentTicket.nullable(),
  /** What has happened, oldest first. Internal notes and names of staff are not in it. */
  timeline: z.array(
    z.strictObject({ kind: z.enum(feedbackEventKinds), at: timeField, text: z.string().nullable() }),
  ),
});

export const feedbackSchemas = {
  submitFeedback: {
    body: submitFeedbackBody,
    answer: feedbackAnswer,
    status: 201,
    errors: ['consent-needed', 'idempotency-key-reused', 'too-many-requests'],
  },
  listMyFeedback: { query: z.strictObject(pageQuery), answer: pageOf(feedbackRow) },
  getMyFeedback: { params: z.strictObject({ id: idField }), answer: feedbackDetail, errors: ['not-found'] },
  judgeFeedback: {
    params: z.strictObject({ id: idField }),
    body: judgementBody,
    answer: feedbackDetail,
    errors: ['not-found', 'judgement-not-open', 'idempotency-key-reused'],
  },
} as const satisfies SchemasFor<typeof feedbackRoutes>;
