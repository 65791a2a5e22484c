import { type Grade, grades, isBadGrade } from '@linli/shared/grades.ts';
import type { QueryFilter, Types } from 'mongoose';
import { afterCursor } from '../../platform/paging.ts';
import type { Rating, RatingModels } from './model.ts';

/** Ratings of one grade and channel, of one counter and, if they are about one person alone, of that person. */
export interface RatingTally {
  counterId: Types.ObjectId;
  /** Null for ratings of a counter where several people serve: they are nobody's own. */
  staffId: Types.ObjectId | null;
  grade: Grade;
  channel: number;
  /** They are supplements (追评) to earlier ratings. */
  supplementary: boolean;
  /** Given in the period. */
  count: number;
  /** Given for a service of the period, whenever they were given. */
  ofRecords: number;
}

/** Whose ratings are counted: those of counters, or those that are about one person alone. */
export type TallyScope = { counterIds: readonly Types.ObjectId[] } | { staffId: Types.ObjectId };

/** A rating as the person it is about may see it. */
export type RatingEntry = Pick<Rating, '_id' | 'grade' | 'tags' | 'counterId' | 'createdAt'>;

const entryFields = { grade: 1, tags: 1, counterId: 1, createdAt: 1 } as const;

const notSupplementary = { supplementTo: { $exists: false } };

const badGrades = grades.filter(isBadGrade);

/** About this person and nobody else. */
const aboutOnly = (staffId: Types.ObjectId): QueryFilter<Rating> => ({
  ratedStaffIds: staffId,
  'ratedStaffIds.1': { $exists: false },
});

export function createTallies({ ratings }: RatingModels) {
  const ofScope = (scope: TallyScope): QueryFilter<Rating> =>
    'staffId' in scope ? aboutOnly(scope.staffId) : { counterId: { $in: scope.counterIds } };

  interface Group {
    _id: Pick<RatingTally, 'counterId' | 'staffId' | 'grade' | 'channel' | 'supplementary'>;
    count: number;
  }

  const groups = (filter: QueryFilter<Rating>) =>
    ratings.aggregate<Group>([
      { $match: filter },
      {
        $group: {
          _id: {
            counterId: '$counterId',
            staffId: {
              $cond: [
                { $eq: [{ $size: '$ratedStaffIds' }, 1] },
                { $arrayElemAt: ['$ratedStaffIds', 0] },
                null,
              ],
            },
            grade: '$grade',
            channel: '$channel',
            supplementary: { $ne: [{ $ifNull: ['$supplementTo', null] }, null] },
          },
          count: { $sum: 1 },
        },
      },
    ]);

  return {
    /** Counts the ratings of a period, and those of its services. */
    async tally(scope: TallyScope, from: Date, until: Date): Promise<RatingTally[]> {
      const [given, ofServices] = await Promise.all([
        groups({ ...ofScope(scope), createdAt: { $gte: from, $lt: until } }),
        // Nothing is rated before it is served: that bounds the look-up by person.
        groups({ ...ofScope(scope), servedAt: { $gte: from, $lt: until }, createdAt: { $gte: from } }),
      ]);
      return [
        ...given.map(({ _id, count }) => ({ ..._id, count, ofRecords: 0 })),
        ...ofServices.map(({ _id, count }) => ({ ..._id, count: 0, ofRecords: count })),
      ];
    },

    /** The first ratings that are about this person alone, newest first. */
    entriesOf: (staffId: Types.ObjectId, cursor: string | undefined, limit: number): Promise<RatingEntry[]> =>
      ratings
        .find(
          { ...aboutOnly(staffId), ...notSupplementary, ...afterCursor('createdAt', 'descending', cursor) },
          entryFields,
        )
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean<RatingEntry[]>(),

    /** A bad first rating that is about this person alone; null when it is not. */
    badEntryOf: (staffId: Types.ObjectId, ratingId: Types.ObjectId): Promise<RatingEntry | null> =>
      ratings
        .findOne(
          { _id: ratingId, ...aboutOnly(staffId), ...notSupplementary, grade: { $in: badGrades } },
          entryFields,
        )
        .lean<RatingEntry>(),
  };
}

export type Tallies = ReturnType<typeof createTallies>;
