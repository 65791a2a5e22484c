import type { Notice, NoticeSubjectKind } from '@linli/shared/notifications.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** A message to one person. */
export interface Notification {
  _id: Types.ObjectId;
  personId: Types.ObjectId;
  /** Names what happened; the same person is told of it once. */
  occasion: string;
  notice: Notice;
  subject: { kind: NoticeSubjectKind; id: Types.ObjectId };
  at: Date;
  unread: boolean;
  expiresAt: Date;
}

const schema = new Schema<Notification>(
  {
    personId: { type: Types.ObjectId, required: true },
    occasion: { type: String, required: true },
    notice: { type: Schema.Types.Mixed, required: true },
    subject: {
      type: new Schema({ kind: String, id: Types.ObjectId }, { _id: false }),
      required: true,
    },
    at: { type: Date, required: true },
    unread: { type: Boolean, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'notifications' },
)
  .index({ personId: 1, occasion: 1 }, { unique: true })
  .index({ personId: 1, at: -1, _id: -1 })
  .index({ personId: 1, unread: 1, at: 1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function notificationModel(connection: Connection) {
  return connection.model<Notification>('Notification', schema);
}
