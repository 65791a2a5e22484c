import { z } from 'zod';
import { noticeKinds, noticeSubjectKinds } from '../notifications.ts';
import { messageTemplates, subscribableKinds } from '../subscriptions.ts';
import type { SchemasFor } from './endpoint.ts';
import { idField, pageOf, pageQuery, timeField } from './fields.ts';
import type { notificationRoutes } from './notifications.routes.ts';

const notification = z.strictObject({
  id: idField,
  kind: z.enum(noticeKinds),
  title: z.string(),
  text: z.string(),
  /** What to open. */
  subject: z.strictObject({ kind: z.enum(noticeSubjectKinds), id: idField }),
  at: timeField,
  read: z.boolean(),
});

const failedDelivery = z.strictObject({
  id: idField,
  title: z.string(),
  text: z.string(),
  /** The member of staff it was for; null: a resident. */
  staffName: z.string().nullable(),
  at: timeField,
  failedAt: timeField,
  tries: z.int(),
  /** Why it was given up, in words. */
  reason: z.string(),
});

/** What a resident is asked about. */
const subscriptionSubject = { kind: z.enum(subscribableKinds), id: idField };

export const notificationSchemas = {
  listNotifications: {
    query: z.strictObject(pageQuery),
    answer: pageOf(notification).extend({
      /** At most `unreadMax`; more are not counted. */
      unread: z.int(),
    }),
  },
  readNotifications: {
    body: z.union([
      z.strictObject({ ids: z.array(idField).min(1).max(50) }),
      /** All up to this moment, so that what arrived meanwhile stays unread. */
      z.strictObject({ until: timeField }),
    ]),
  },
  listFailedDeliveries: {
    query: z.strictObject(pageQuery),
    answer: pageOf(failedDelivery),
  },
  deliverAgain: {
    params: z.strictObject({ id: idField }),
    errors: ['not-found'],
  },
  getSubscriptionOffer: {
    query: z.strictObject(subscriptionSubject),
    answer: z.strictObject({
      /** What to ask WeChat's question with: its id there, and what we call it. */
      templates: z.array(z.strictObject({ template: z.enum(messageTemplates), id: z.string() })),
    }),
  },
  answerSubscription: {
    body: z.strictObject({
      ...subscriptionSubject,
      answers: z
        .array(z.strictObject({ template: z.enum(messageTemplates), accepted: z.boolean() }))
        .min(1)
        .max(messageTemplates.length),
    }),
  },
} as const satisfies SchemasFor<typeof notificationRoutes>;
