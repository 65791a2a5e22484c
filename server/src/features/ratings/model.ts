import type { Grade } from '@linli/shared/grades.ts';
import { type Connection, Schema, Types } from 'mongoose';
import { type PersonalParts, personalFields } from '../personal-data/index.ts';
import { type CommentCheck, commentCheckField } from './comments/model.ts';

/**
 * What a resident said about a service. Staff neither edit nor delete it; its personal parts are their owner's, the
 * figure stays. Absent rather than null where a partial index asks whether a field is there.
 */
export interface Rating extends PersonalParts {
  idempotencyKey: string;
  counterId: Types.ObjectId;
  departmentId: Types.ObjectId;
  /** Given by a dynamic code. */
  serviceRecordId?: Types.ObjectId;
  serviceItemId?: Types.ObjectId;
  /** When the service was given; ratings of older versions lack it. */
  servedAt?: Date;
  /** The people it is about; for a static code everyone who serves at the counter. */
  ratedStaffIds: Types.ObjectId[];
  /** The rating that this one supplements (追评). */
  supplementTo?: Types.ObjectId;
  grade: Grade;
  tags: string[];
  tagEdition: number;
  /** 评价渠道 of the national exchange format. */
  channel: number;
  /** Whether everyone may read the comment; absent without one, and in ratings of older versions. */
  check?: CommentCheck;
}

/**
 * Holds a resident off a counter for a while after rating it by its static code: the document is the guard,
 * one for each pair of counter and resident.
 */
export interface RatingPause {
  /** `<counter>:<resident>` */
  _id: string;
  /** The rating it was taken for: a repeated submit of the same rating passes. */
  idempotencyKey: string;
  until: Date;
}

const reference = { type: Types.ObjectId, required: true };

const ratingSchema = new Schema<Rating>(
  {
    ...personalFields,
    idempotencyKey: { type: String, required: true },
    counterId: reference,
    departmentId: reference,
    serviceRecordId: Types.ObjectId,
    serviceItemId: Types.ObjectId,
    servedAt: Date,
    ratedStaffIds: [Types.ObjectId],
    supplementTo: Types.ObjectId,
    grade: { type: Number, required: true },
    tags: [String],
    tagEdition: { type: Number, required: true },
    channel: { type: Number, required: true },
    check: commentCheckField,
  },
  { collection: 'ratings' },
)
  .index({ residentId: 1, idempotencyKey: 1 }, { unique: true })
  .index(
    { serviceRecordId: 1 },
    { unique: true, partialFilterExpression: { serviceRecordId: { $exists: true } } },
  )
  .index({ supplementTo: 1 }, { unique: true, partialFilterExpression: { supplementTo: { $exists: true } } })
  .index({ residentId: 1, createdAt: -1, _id: -1 })
  .index({ counterId: 1, createdAt: -1, _id: -1 })
  .index({ counterId: 1, servedAt: 1 })
  .index({ ratedStaffIds: 1, createdAt: -1, _id: -1 })
  .index({ ticketDue: 1, createdAt: 1 }, { partialFilterExpression: { ticketDue: true } })
  .index({ 'check.dueAt': 1 }, { partialFilterExpression: { 'check.dueAt': { $exists: true } } })
  .index({ 'check.tellDue': 1 }, { partialFilterExpression: { 'check.tellDue': true } })
  .index(
    { departmentId: 1, 'check.state': 1, createdAt: 1, _id: 1 },
    { partialFilterExpression: { 'check.state': { $exists: true } } },
  );

const ratingPauseSchema = new Schema<RatingPause>(
  {
    _id: { type: String, required: true },
    idempotencyKey: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { collection: 'ratingPauses' },
).index({ until: 1 }, { expireAfterSeconds: 0 });

export function ratingModels(connection: Connection) {
  return {
    ratings: connection.model<Rating>('Rating', ratingSchema),
    pauses: connection.model<RatingPause>('RatingPause', ratingPauseSchema),
  };
}

export type RatingModels = ReturnType<typeof ratingModels>;
