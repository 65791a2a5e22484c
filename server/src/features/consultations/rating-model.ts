import type { Grade } from '@linli/shared/grades.ts';
import type { ConsultMode } from '@linli/shared/legal-service.ts';
import { type Connection, Schema, Types } from 'mongoose';
import { type PersonalParts, personalFields } from '../personal-data/index.ts';

/**
 * What a resident said of a consultation: grades and reasons as of a counter, in a collection of their own, so that
 * no figure of a counter can ever count one.
 */
export interface ConsultationRating extends PersonalParts {
  idempotencyKey: string;
  /** The appointment. */
  consultationId: Types.ObjectId;
  lawyerId: Types.ObjectId;
  stationId: Types.ObjectId;
  mode: ConsultMode;
  /** The unit that runs the station. */
  departmentId: Types.ObjectId;
  /** The lawyer's account: who neither handles nor sees the ticket. */
  ratedStaffIds: Types.ObjectId[];
  servedAt: Date;
  grade: Grade;
  tags: string[];
  tagEdition: number;
}

const id = { type: Types.ObjectId, required: true };

const schema = new Schema<ConsultationRating>(
  {
    ...personalFields,
    idempotencyKey: { type: String, required: true },
    consultationId: id,
    lawyerId: id,
    stationId: id,
    mode: { type: String, required: true },
    departmentId: id,
    ratedStaffIds: [Types.ObjectId],
    servedAt: { type: Date, required: true },
    grade: { type: Number, required: true },
    tags: [String],
    tagEdition: { type: Number, required: true },
  },
  { collection: 'consultationRatings' },
)
  // One consultation, one rating (一事一评).
  .index({ consultationId: 1 }, { unique: true })
  .index({ residentId: 1, createdAt: -1, _id: -1 })
  .index({ stationId: 1, servedAt: 1 })
  .index({ ticketDue: 1, createdAt: 1 }, { partialFilterExpression: { ticketDue: true } });

export function consultationRatingModel(connection: Connection) {
  return connection.model<ConsultationRating>('ConsultationRating', schema);
}

export type ConsultationRatingModel = ReturnType<typeof consultationRatingModel>;
