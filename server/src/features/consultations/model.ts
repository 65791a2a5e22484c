import type { ConsultationKind, ReferralKind, VisitState } from '@linli/shared/consultations.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** Somebody who came without an appointment, with a number of the station's day. */
export interface WalkIn {
  _id: Types.ObjectId;
  /** Rises with each change. */
  version: number;
  state: VisitState;
  stationId: Types.ObjectId;
  day: Day;
  number: number;
  /** Null until somebody takes them, unless they asked for one. */
  lawyerId: Types.ObjectId | null;
  matter: Matter;
  /** Sealed; null once erased. */
  name: string | null;
  phone: string | null;
  idempotencyKey: string;
  createdAt: Date;
  calledAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** The last number of a station's day. */
export interface WalkInCounter {
  /** `<station>:<day>` */
  _id: string;
  last: number;
}

/** What a lawyer wrote of one consultation; it has the id of its appointment or walk-in. Words are sealed. */
export interface ConsultationRecord {
  _id: Types.ObjectId;
  kind: ConsultationKind;
  lawyerId: Types.ObjectId;
  stationId: Types.ObjectId;
  version: number;
  record: string;
  advice: string;
  referral: { kind: ReferralKind; to: string; bring: string } | null;
  at: Date;
  /** True until the resident has been told that there is advice. */
  tellDue?: true;
}

const id = { type: Types.ObjectId, required: true };
const idOrNull = { type: Types.ObjectId, default: null };
const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const number = { type: Number, required: true };
const time = { type: Date, required: true };
const timeOrNull = { type: Date, default: null };

const walkInSchema = new Schema<WalkIn>(
  {
    version: number,
    state: text,
    stationId: id,
    day: text,
    number,
    lawyerId: idOrNull,
    matter: text,
    name: textOrNull,
    phone: textOrNull,
    idempotencyKey: text,
    createdAt: time,
    calledAt: timeOrNull,
    startedAt: timeOrNull,
    endedAt: timeOrNull,
  },
  { collection: 'walkIns' },
)
  .index({ stationId: 1, day: 1, number: 1 }, { unique: true })
  .index({ stationId: 1, idempotencyKey: 1 }, { unique: true })
  // What is still personal: its time runs out.
  .index({ createdAt: 1 }, { partialFilterExpression: { name: { $type: 'string' } } });

const counterSchema = new Schema<WalkInCounter>(
  { _id: text, last: number },
  { collection: 'walkInCounters' },
);

const referralSchema = new Schema<NonNullable<ConsultationRecord['referral']>>(
  { kind: text, to: text, bring: text },
  { _id: false },
);

const recordSchema = new Schema<ConsultationRecord>(
  {
    _id: id,
    kind: text,
    lawyerId: id,
    stationId: id,
    version: number,
    record: text,
    advice: text,
    referral: { type: referralSchema, default: null },
    at: time,
    tellDue: Boolean,
  },
  { collection: 'consultationRecords' },
).index({ tellDue: 1 }, { partialFilterExpression: { tellDue: true } });

export function consultationModels(connection: Connection) {
  return {
    walkIns: connection.model<WalkIn>('WalkIn', walkInSchema),
    counters: connection.model<WalkInCounter>('WalkInCounter', counterSchema),
    records: connection.model<ConsultationRecord>('ConsultationRecord', recordSchema),
  };
}

export type ConsultationModels = ReturnType<typeof consultationModels>;
