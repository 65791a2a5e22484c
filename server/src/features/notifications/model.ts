import type { Notice, NoticeSubjectKind } from '@linli/shared/notifications.ts';
import type { MessageTemplate, SubscribableKind } from '@linli/shared/subscriptions.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** A message to one person: the entry in their inbox and, in the same document, its way to WeChat. */
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
  /** Absent where the inbox is all. */
  delivery?: Delivery;
}

/** How a message gets to WeChat (docs/decisions/0037). Due, sent, given up, or ended because it is not wanted. */
export interface Delivery {
  /** When it is tried next. Absent once it has ended. */
  dueAt?: Date;
  /** Who tries says so first by raising this, so that of many processes one does. */
  tries: number;
  sentAt?: Date;
  failedAt?: Date;
  /** Why the last try was not good. */
  fault: string | null;
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
    delivery: new Schema<Delivery>(
      { dueAt: Date, tries: Number, sentAt: Date, failedAt: Date, fault: String },
      { _id: false },
    ),
  },
  { collection: 'notifications' },
)
  .index({ personId: 1, occasion: 1 }, { unique: true })
  .index({ personId: 1, at: -1, _id: -1 })
  .index({ personId: 1, unread: 1, at: 1 })
  .index({ 'delivery.dueAt': 1 }, { partialFilterExpression: { 'delivery.dueAt': { $exists: true } } })
  .index(
    { 'delivery.failedAt': -1, _id: -1 },
    { partialFilterExpression: { 'delivery.failedAt': { $exists: true } } },
  )
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** What a resident said when they were asked about one subject. They are not asked about it again. */
export interface SubscriptionAnswer {
  _id: Types.ObjectId;
  residentId: Types.ObjectId;
  subject: { kind: SubscribableKind; id: Types.ObjectId };
  template: MessageTemplate;
  accepted: boolean;
  at: Date;
  expiresAt: Date;
}

const answerSchema = new Schema<SubscriptionAnswer>(
  {
    residentId: { type: Types.ObjectId, required: true },
    subject: {
      type: new Schema({ kind: String, id: Types.ObjectId }, { _id: false }),
      required: true,
    },
    template: { type: String, required: true },
    accepted: { type: Boolean, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'subscriptionAnswers' },
)
  .index({ residentId: 1, 'subject.id': 1, template: 1 }, { unique: true })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function notificationModels(connection: Connection) {
  return {
    notifications: connection.model<Notification>('Notification', schema),
    answers: connection.model<SubscriptionAnswer>('SubscriptionAnswer', answerSchema),
  };
}

export type NotificationModels = ReturnType<typeof notificationModels>;
