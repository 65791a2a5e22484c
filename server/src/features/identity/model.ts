import { type Connection, Schema, Types } from 'mongoose';

/** A resident as WeChat knows them. Name and phone are not asked for here. */
export interface Resident {
  _id: Types.ObjectId;
  /** Keyed digest of the openid: finds the resident without keeping the openid readable. */
  openidDigest: string;
  openidSealed: string;
  createdAt: Date;
  /** The account is closed: nothing here leads to the person any more. */
  closedAt?: Date;
  /** True until everything that closing asks for is known to be done. */
  closingDue?: true;
  /** What the resident asked for when closing. */
  eraseComments?: boolean;
}

/** How a member of staff proves who they are; who they are is in the organization feature. */
export interface Credential {
  _id: Types.ObjectId;
  staffId: Types.ObjectId;
  username: string;
  passwordHash: string;
}

export interface Session {
  _id: Types.ObjectId;
  personKind: 'resident' | 'staff';
  personId: Types.ObjectId;
  /** Rises with each refresh; only the refresh token of the current one counts. */
  generation: number;
  refreshedAt: Date;
  createdAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

/** Wrong tries to sign in under one name, whether the name exists or not. */
export interface SignInTries {
  /** Keyed digest of the name. */
  _id: string;
  count: number;
  expiresAt: Date;
}

const residentSchema = new Schema<Resident>(
  {
    openidDigest: { type: String, required: true },
    openidSealed: { type: String, default: '' },
    createdAt: { type: Date, required: true },
    closedAt: Date,
    closingDue: Boolean,
    eraseComments: Boolean,
  },
  { collection: 'residents' },
)
  .index({ openidDigest: 1 }, { unique: true })
  .index({ closingDue: 1, closedAt: 1 }, { partialFilterExpression: { closingDue: true } });

const credentialSchema = new Schema<Credential>(
  {
    staffId: { type: Types.ObjectId, required: true },
    username: { type: String, required: true },
    passwordHash: { type: String, required: true },
  },
  { collection: 'credentials' },
).index({ username: 1 }, { unique: true });

const sessionSchema = new Schema<Session>(
  {
    personKind: { type: String, required: true },
    personId: { type: Types.ObjectId, required: true },
    generation: { type: Number, required: true },
    refreshedAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
  },
  { collection: 'sessions' },
)
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  .index({ personId: 1 });

const signInTriesSchema = new Schema<SignInTries>(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'signInTries' },
).index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function identityModels(connection: Connection) {
  return {
    residents: connection.model<Resident>('Resident', residentSchema),
    credentials: connection.model<Credential>('Credential', credentialSchema),
    sessions: connection.model<Session>('Session', sessionSchema),
    signInTries: connection.model<SignInTries>('SignInTries', signInTriesSchema),
  };
}

export type IdentityModels = ReturnType<typeof identityModels>;
