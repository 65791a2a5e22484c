import type { BulletinState } from '@linli/shared/bulletins.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** One state of the text, and who left it so. */
export interface BulletinVersion {
  version: number;
  at: Date;
  staffId: Types.ObjectId;
  title: string;
  text: string;
}

export interface Bulletin {
  _id: Types.ObjectId;
  unitId: Types.ObjectId;
  /** The first and the last day it is about. */
  from: string;
  to: string;
  title: string;
  text: string;
  state: BulletinState;
  /** Rises with each change; who changes it names the one they saw. */
  version: number;
  /** Every text it has had, the first one drafted from the data. */
  versions: BulletinVersion[];
  authorId: Types.ObjectId;
  idempotencyKey: string;
  createdAt: Date;
  publishedAt: Date | null;
  /** Published, and its readers may not all have been told. */
  tellDue?: true;
}

const reference = { type: Types.ObjectId, required: true };
const time = { type: Date, required: true };
const text = { type: String, required: true };
const count = { type: Number, required: true };

const versionSchema = new Schema<BulletinVersion>(
  { version: count, at: time, staffId: reference, title: text, text },
  { _id: false },
);

const schema = new Schema<Bulletin>(
  {
    unitId: reference,
    from: text,
    to: text,
    title: text,
    text,
    state: text,
    version: count,
    versions: [versionSchema],
    authorId: reference,
    idempotencyKey: text,
    createdAt: time,
    publishedAt: { type: Date, default: null },
    tellDue: Boolean,
  },
  { collection: 'bulletins' },
)
  .index({ authorId: 1, idempotencyKey: 1 }, { unique: true })
  .index({ unitId: 1, createdAt: -1, _id: -1 })
  .index({ tellDue: 1 }, { partialFilterExpression: { tellDue: true } });

export function bulletinModel(connection: Connection) {
  return connection.model<Bulletin>('Bulletin', schema);
}
