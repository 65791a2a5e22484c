import type { AppealState } from '@linli/shared/appeals.ts';
import type { Grade } from '@linli/shared/grades.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** What a member of staff says against an entry of their own figures, and what was decided. */
export interface Appeal {
  _id: Types.ObjectId;
  ratingId: Types.ObjectId;
  staffId: Types.ObjectId;
  /** The department they were in: supervisors there and above decide. */
  departmentId: Types.ObjectId;
  grade: Grade;
  ratedAt: Date;
  reason: string;
  createdAt: Date;
  state: AppealState;
  decidedBy: Types.ObjectId | null;
  decidedAt: Date | null;
  decision: string | null;
  /** Decided, and the appellant may not have been told. */
  tellDue?: true;
}

const reference = { type: Types.ObjectId, required: true };
const time = { type: Date, required: true };
const text = { type: String, required: true };

const appealSchema = new Schema<Appeal>(
  {
    ratingId: reference,
    staffId: reference,
    departmentId: reference,
    grade: { type: Number, required: true },
    ratedAt: time,
    reason: text,
    createdAt: time,
    state: text,
    decidedBy: { type: Types.ObjectId, default: null },
    decidedAt: { type: Date, default: null },
    decision: { type: String, default: null },
    tellDue: Boolean,
  },
  { collection: 'appeals' },
)
  .index({ ratingId: 1 }, { unique: true })
  .index({ tellDue: 1 }, { partialFilterExpression: { tellDue: true } })
  .index({ departmentId: 1, state: 1, createdAt: 1, _id: 1 });

export function appealModel(connection: Connection) {
  return connection.model<Appeal>('Appeal', appealSchema);
}
