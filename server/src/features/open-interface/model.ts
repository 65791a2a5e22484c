import type { RatingChannel } from '@linli/shared/exchange.ts';
import type { Grade } from '@linli/shared/grades.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** Another system that may call the open interface. */
export interface Partner {
  _id: Types.ObjectId;
  name: string;
  /** It may tell of, and read, the counters of this unit and those below. */
  unitId: Types.ObjectId;
  /** What it names itself by. */
  key: string;
  /** What its calls are signed with; sealed, as a signature is checked with the secret itself. */
  secret: string;
  idempotencyKey: string;
  createdAt: Date;
  createdById: Types.ObjectId;
  revokedAt: Date | null;
}

/** A call that was taken: the document is the guard against the same one coming again. */
export interface SeenCall {
  /** `<partner>:<nonce>` */
  _id: string;
  expiresAt: Date;
}

/** Counts of one month at one counter, as another system has them. Never mixed with what was rated here. */
export interface MonthlyCounts {
  _id: Types.ObjectId;
  partnerId: Types.ObjectId;
  /** 2026-11 */
  month: string;
  counterId: Types.ObjectId;
  /** Null: of all items together. */
  serviceItemId: Types.ObjectId | null;
  records: number;
  ratings: { channel: RatingChannel; grade: Grade; count: number }[];
  importedAt: Date;
}

const id = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };
const number = { type: Number, required: true };
const time = { type: Date, required: true };

const partnerSchema = new Schema<Partner>(
  {
    name: text,
    unitId: id,
    key: text,
    secret: text,
    idempotencyKey: text,
    createdAt: time,
    createdById: id,
    revokedAt: { type: Date, default: null },
  },
  { collection: 'partners' },
)
  .index({ key: 1 }, { unique: true })
  .index({ createdById: 1, idempotencyKey: 1 }, { unique: true });

const seenCallSchema = new Schema<SeenCall>(
  { _id: text, expiresAt: time },
  { collection: 'partnerCalls' },
).index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const monthlySchema = new Schema<MonthlyCounts>(
  {
    partnerId: id,
    month: text,
    counterId: id,
    serviceItemId: { type: Types.ObjectId, default: null },
    records: number,
    ratings: [new Schema({ channel: number, grade: number, count: number }, { _id: false })],
    importedAt: time,
  },
  { collection: 'monthlyFigures' },
)
  .index({ partnerId: 1, month: 1, counterId: 1, serviceItemId: 1 }, { unique: true })
  .index({ month: 1, counterId: 1 });

export function openModels(connection: Connection) {
  return {
    partners: connection.model<Partner>('Partner', partnerSchema),
    seenCalls: connection.model<SeenCall>('SeenPartnerCall', seenCallSchema),
    monthly: connection.model<MonthlyCounts>('MonthlyCounts', monthlySchema),
  };
}

export type OpenModels = ReturnType<typeof openModels>;
