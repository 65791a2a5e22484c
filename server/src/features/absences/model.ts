import type { HandOver } from '@linli/shared/absences.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** From when to when someone is away. */
export interface Absence {
  _id: Types.ObjectId;
  staffId: Types.ObjectId;
  /** First and last day. */
  from: Day;
  to: Day;
  deputyId: Types.ObjectId | null;
  handOver: HandOver;
  enteredById: Types.ObjectId;
  idempotencyKey: string;
  /** Their tickets were given away. */
  handedOverAt: Date | null;
  /** They came back earlier, or it was taken back. */
  endedAt: Date | null;
}

const reference = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };

const schema = new Schema<Absence>(
  {
    staffId: reference,
    from: text,
    to: text,
    deputyId: { type: Types.ObjectId, default: null },
    handOver: text,
    enteredById: reference,
    idempotencyKey: text,
    handedOverAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
  },
  { collection: 'absences' },
)
  .index({ enteredById: 1, idempotencyKey: 1 }, { unique: true })
  .index({ endedAt: 1, to: 1 });

export function absenceModel(connection: Connection) {
  return connection.model<Absence>('Absence', schema);
}
