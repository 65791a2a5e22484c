import { randomBytes } from 'node:crypto';
import { type Connection, Schema, Types } from 'mongoose';
import { batched } from '../../platform/batched.ts';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';

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
  /** The system that told of it, and the number it has there (办件编号); absent for those made here. */
  partnerId?: Types.ObjectId;
  projectNo?: string;
}

/** Who served whom with what. */
export type ServedParts = Pick<ServiceRecord, 'counterId' | 'serviceItemId' | 'staffId'>;

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
  /** A service that ends now. */
  add(record: ServedParts): Promise<ServiceRecord>;
  /**
   * A service that another system tells of. The same number of the same system again answers with the record there is.
   * @throws project-number-reused when that one is about something else
   */
  addOfPartner(
    record: ServedParts & Required<Pick<ServiceRecord, 'servedAt' | 'partnerId' | 'projectNo'>>,
  ): Promise<ServiceRecord>;
  /** The numbers that other systems gave these records, by the record's id. */
  projectNumbersOf(recordIds: readonly Types.ObjectId[]): Promise<ReadonlyMap<string, string>>;
  /** Until when a service can be rated. */
  openUntil(servedAt: Date): Date;
  /** The last service that ended at a counter, not before `since`. */
  latestAt(counterId: Types.ObjectId, since: Date): Promise<ServiceRecord | null>;
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
    partnerId: Types.ObjectId,
    projectNo: String,
  },
  { collection: 'serviceRecords' },
)
  .index({ token: 1 }, { unique: true })
  .index(
    { partnerId: 1, projectNo: 1 },
    { unique: true, partialFilterExpression: { projectNo: { $exists: true } } },
  )
  .index({ counterId: 1, servedAt: 1 })
  .index({ staffId: 1, servedAt: 1 });

const openUntil = (servedAt: Date) => later(servedAt, ratingOpenMs);

function newRecord<Told extends ServedParts & Pick<ServiceRecord, 'servedAt'>>(told: Told) {
  return {
    ...told,
    _id: new Types.ObjectId(),
    token: randomBytes(tokenBytes).toString('base64url'),
    expiresAt: openUntil(told.servedAt),
  };
}

function sameService(one: ServiceRecord, other: ServiceRecord): boolean {
  return (
    one.counterId.equals(other.counterId) &&
    one.serviceItemId.equals(other.serviceItemId) &&
    one.staffId.equals(other.staffId) &&
    one.servedAt.getTime() === other.servedAt.getTime()
  );
}

/** @param onServed told of the counter of each service that is added */
export function createServiceRecords(
  connection: Connection,
  clock: Clock,
  onServed: (counterId: Types.ObjectId) => Promise<void>,
): ServiceRecords {
  const records = connection.model<ServiceRecord>('ServiceRecord', schema);
  return {
    openUntil,
    async add(parts) {
      const record = newRecord({ ...parts, servedAt: clock.now() });
      await records.create(record);
      await onServed(record.counterId);
      return record;
    },
    async addOfPartner(told) {
      const record = newRecord(told);
      try {
        await records.create(record);
        await onServed(record.counterId);
        return record;
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        const { partnerId, projectNo } = told;
        const first = await records.findOne({ partnerId, projectNo }).lean<ServiceRecord>();
        if (!first || !sameService(first, record)) throw new ApiError('project-number-reused');
        return first;
      }
    },
    async projectNumbersOf(recordIds) {
      const rows = await records.find({ _id: { $in: recordIds } }, { projectNo: 1 }).lean<ServiceRecord[]>();
      return new Map(
        rows.flatMap(({ _id, projectNo }) =>
          projectNo === undefined ? [] : [[_id.toHexString(), projectNo]],
        ),
      );
    },
    latestAt: (counterId, since) =>
      records
        .findOne({ counterId, servedAt: { $gte: since } })
        .sort({ servedAt: -1 })
        .lean<ServiceRecord>(),
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
