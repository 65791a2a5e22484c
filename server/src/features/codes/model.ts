import { type Connection, Schema, Types } from 'mongoose';

/** A small screen at a counter that may show its codes. */
export interface Screen {
  _id: Types.ObjectId;
  name: string;
  counterId: Types.ObjectId;
  /** A keyed hash of its token: the token itself is told once and kept nowhere. */
  tokenDigest: string;
  /** The same token again for the same request, until the screen has used it; sealed. */
  token: string | null;
  idempotencyKey: string;
  createdAt: Date;
  createdById: Types.ObjectId;
  seenAt: Date | null;
  revokedAt: Date | null;
}

const id = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };
const timeOrNull = { type: Date, default: null };

const schema = new Schema<Screen>(
  {
    name: text,
    counterId: id,
    tokenDigest: text,
    token: { type: String, default: null },
    idempotencyKey: text,
    createdAt: { type: Date, required: true },
    createdById: id,
    seenAt: timeOrNull,
    revokedAt: timeOrNull,
  },
  { collection: 'screens' },
)
  .index({ tokenDigest: 1 }, { unique: true })
  .index({ createdById: 1, idempotencyKey: 1 }, { unique: true });

export function screenModel(connection: Connection) {
  return connection.model<Screen>('Screen', schema);
}
