import { z } from 'zod';
import { noticeKinds, noticeSubjectKinds } from '../notifications.ts';
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
} as const satisfies SchemasFor<typeof notificationRoutes>;
