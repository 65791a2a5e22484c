import type { FeedbackKind } from '@linli/shared/feedback.ts';
import { type Connection, Schema } from 'mongoose';
import { type PersonalParts, personalFields } from '../personal-data/index.ts';

/** What a resident said about the app itself. The words are its `comment`. */
export interface Feedback extends PersonalParts {
  idempotencyKey: string;
  kind: FeedbackKind;
}

const schema = new Schema<Feedback>(
  {
    ...personalFields,
    idempotencyKey: { type: String, required: true },
    kind: { type: String, required: true },
  },
  { collection: 'feedback' },
)
  .index({ residentId: 1, idempotencyKey: 1 }, { unique: true })
  .index({ residentId: 1, createdAt: -1, _id: -1 })
  .index({ ticketDue: 1, createdAt: 1 }, { partialFilterExpression: { ticketDue: true } });

export function feedbackModel(connection: Connection) {
  return connection.model<Feedback>('Feedback', schema);
}

export type FeedbackModel = ReturnType<typeof feedbackModel>;
