import { Types } from 'mongoose';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import type { Rating, RatingModels } from './model.ts';

const fields = {
  supplementTo: 1,
  counterId: 1,
  departmentId: 1,
  serviceRecordId: 1,
  serviceItemId: 1,
  servedAt: 1,
  grade: 1,
  tags: 1,
  tagEdition: 1,
  channel: 1,
  createdAt: 1,
} as const;

/** A rating as other systems get it: no words, no contact, nothing of who gave it. */
export type ExchangedRating = Pick<Rating, '_id' | keyof typeof fields>;

/** A write that began earlier than this has landed or failed, in whichever process. */
const settledAfterMs = minuteMs;

const beforeAll = new Types.ObjectId('0'.repeat(24));

/**
 * The ratings of these departments in the order of their ids, oldest first, from after `cursor`. It stops before the first
 * that is so young that an older one may still be on its way in: whoever reads on by the last id misses none.
 */
export async function exchangedRatings(
  { models, clock }: { models: RatingModels; clock: Clock },
  departmentIds: readonly Types.ObjectId[],
  cursor: string | undefined,
  limit: number,
): Promise<ExchangedRating[]> {
  const after = cursor === undefined ? beforeAll : new Types.ObjectId(cursor);
  const rows = await models.ratings
    .find({ _id: { $gt: after }, departmentId: { $in: departmentIds } }, fields)
    .sort({ _id: 1 })
    .limit(limit)
    .lean<ExchangedRating[]>();
  const settled = later(clock.now(), -settledAfterMs);
  const young = rows.findIndex(({ createdAt }) => createdAt > settled);
  return young < 0 ? rows : rows.slice(0, young);
}
