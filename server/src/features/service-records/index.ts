import { randomBytes } from 'node:crypto';
import { type Connection, Schema, Types } from 'mongoose';
import { batched } from '../../platform/batched.ts';
import { type Clock, dayMs, later } from '../../platform/clock.ts';

/** One service given to one person at one counter: what a dynamic code on the counter's screen stands for. */
export interface ServiceRecord {
  _id: Types.ObjectId;
  /** Stands in the dynamic code; whoever has it may rate this service. */
  token: string;
  counterId: Types.ObjectId;
  serviceItemId: Types.ObjectId;
  /** Who served; never leaves the server. */
  staffId: Types.ObjectId;
  servedAt: Date;
  expiresAt: Date;
}

/** Services given at one counter by one person. */
export interface ServiceTally {
  counterId: Types.ObjectId;
  staffId: Types.ObjectId;
  count: number;
}

export interface ServiceRecords {
  /** Counts the services of a period: those at counters, or those of one person. */
  tally(
    scope: { counterIds: readonly Types.ObjectId[] } | { staffId: Types.ObjectId },
    from: Date,
    until: Date,
  ): Promise<ServiceTally[]>;
  add(record: Pick<ServiceRecord, 'counterId' | 'serviceItemId' | 'staffId'>): Promise<ServiceRecord>;
  /** Also finds expired ones. */
  findByToken(token: string): Promise<ServiceRecord | null>;
}

/** How long after the service its rating stays open (default of the field, see the domain rules). */
const ratingOpenMs = 30 * dayMs;

/** 128 bits in 22 characters: not to be guessed, and with its prefix well inside a code's 32 characters. */
const tokenBytes = 16;

const reference = { type: Types.ObjectId, required: true };

const schema = new Schema<ServiceRecord>(
  {
    token: { type: String, required: true },
    counterId: reference,
    serviceItemId: reference,
    staffId: reference,
    servedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'serviceRecords' },
)
  .index({ token: 1 }, { unique: true })
  .index({ counterId: 1, servedAt: 1 })
  .index({ staffId: 1, servedAt: 1 });

export function createServiceRecords(connection: Connection, clock: Clock): ServiceRecords {
  const records = connection.model<ServiceRecord>('ServiceRecord', schema);
  return {
    async add(record) {
      const servedAt = clock.now();
      const stored: ServiceRecord = {
        ...record,
        _id: new Types.ObjectId(),
        token: randomBytes(tokenBytes).toString('base64url'),
        servedAt,
        expiresAt: later(servedAt, ratingOpenMs),
      };
      await records.create(stored);
      return stored;
    },
    async tally(scope, from, until) {
      const of = 'staffId' in scope ? { staffId: scope.staffId } : { counterId: { $in: scope.counterIds } };
      const groups = await records.aggregate<{ _id: Omit<ServiceTally, 'count'>; count: number }>([
        { $match: { ...of, servedAt: { $gte: from, $lt: until } } },
        { $group: { _id: { counterId: '$counterId', staffId: '$staffId' }, count: { $sum: 1 } } },
      ]);
      return groups.map(({ _id, count }) => ({ ..._id, count }));
    },
    // With each scan and each rating, so by the bare driver (docs/decisions/0009) and together (docs/decisions/0011).
    findByToken: batched(
      (tokens) => records.collection.find<ServiceRecord>({ token: { $in: [...tokens] } }).toArray(),
      ({ token }) => token,
    ),
  };
}
