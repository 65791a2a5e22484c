import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { type Connection, type QueryFilter, Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import type { Ratings } from '../ratings/index.ts';
import type { Tickets } from '../tickets/index.ts';
import { type Appeal, appealModel } from './model.ts';

export type AppealAnswer = AnswerOf<'decideAppeal'>;

export interface AppealNeeds {
  connection: Connection;
  organization: Organization;
  ratings: Pick<Ratings, 'badEntryOf'>;
  tickets: Pick<Tickets, 'progressOfEach'>;
  notifications: Notifications;
  clock: Clock;
}

export interface Appeals {
  make(actor: StaffActor, body: BodyOf<'makeAppeal'>): Promise<AppealAnswer>;
  list(actor: StaffActor, query: AppealQuery): Promise<AnswerOf<'listAppeals'>>;
  decide(actor: StaffActor, id: string, body: BodyOf<'decideAppeal'>): Promise<AppealAnswer>;
  /** Tells what a process left untold that died after a decision. */
  sweep(): Promise<void>;
  /** The ids among these ratings whose appeals were upheld. */
  upheldAmong(ratingIds: readonly Types.ObjectId[]): Promise<Set<string>>;
  /** The appeals against these ratings, by the rating's id. */
  against(ratingIds: readonly Types.ObjectId[]): Promise<Map<string, AppealAnswer>>;
}

interface AppealQuery {
  state: 'pending' | 'decided';
  cursor?: string | undefined;
  limit: number;
}

/** Told in one round; the rest wait for the next. */
const sweepSize = 100;

export function createAppeals({
  connection,
  organization,
  ratings,
  tickets,
  notifications,
  clock,
}: AppealNeeds): Appeals {
  const appeals = appealModel(connection);

  /** @param ticketId for who decides; the person rated does not see the ticket */
  const present = (appeal: Appeal, ticketId: string | null = null): AppealAnswer => {
    const directory = organization.directory();
    const named = (id: Types.ObjectId | null) => (id && directory.staffMember(id)?.name) ?? null;
    return {
      id: appeal._id.toHexString(),
      ratingId: appeal.ratingId.toHexString(),
      by: named(appeal.staffId) ?? '',
      grade: appeal.grade,
      ratedAt: appeal.ratedAt.toISOString(),
      reason: appeal.reason,
      madeAt: appeal.createdAt.toISOString(),
      state: appeal.state,
      decision: appeal.decision,
      decidedBy: named(appeal.decidedBy),
      decidedAt: appeal.decidedAt?.toISOString() ?? null,
      ticketId,
    };
  };

  /** Those of the actor's unit and below it; never one's own. */
  const inReach = (actor: StaffActor): QueryFilter<Appeal> => ({
    departmentId: { $in: organization.directory().unitsBelow(actor.departmentId) },
    staffId: { $ne: new Types.ObjectId(actor.id) },
  });

  async function tellAppellant({ _id, staffId, state }: Appeal): Promise<void> {
    const notice = { kind: 'appeal-decided' as const, upheld: state === 'upheld' };
    await notifications.tell([staffId], `appeal:${_id.toHexString()}`, notice, { kind: 'appeal', id: _id });
    await appeals.updateOne({ _id }, { $unset: { tellDue: 1 } });
  }

  return {
    /** @throws not-found for what is no entry of one's own, already-appealed */
    async make(actor, { ratingId, reason }) {
      const entry = await ratings.badEntryOf(new Types.ObjectId(actor.id), new Types.ObjectId(ratingId));
      if (!entry) throw new ApiError('not-found');
      const appeal: Appeal = {
        _id: new Types.ObjectId(),
        ratingId: entry._id,
        staffId: new Types.ObjectId(actor.id),
        departmentId: new Types.ObjectId(actor.departmentId),
        grade: entry.grade,
        ratedAt: entry.createdAt,
        reason,
        createdAt: clock.now(),
        state: 'pending',
        decidedBy: null,
        decidedAt: null,
        decision: null,
      };
      await appeals.create(appeal).catch((error: unknown) => {
        throw duplicateKeyOf(error) ? new ApiError('already-appealed') : error;
      });
      return present(appeal);
    },

    async list(actor, { state, cursor, limit }) {
      const rows = await appeals
        .find({
          ...inReach(actor),
          state: state === 'pending' ? 'pending' : { $in: ['upheld', 'dismissed'] },
          ...afterCursor('createdAt', 'ascending', cursor),
        })
        .sort({ createdAt: 1, _id: 1 })
        .limit(limit + 1)
        .lean<Appeal[]>();
      const { page, nextCursor } = cutPage(rows, limit, (row) => row.createdAt);
      const progress = await tickets.progressOfEach(page.map(({ ratingId }) => ratingId));
      const ticketOf = ({ ratingId }: Appeal) =>
        progress.get(ratingId.toHexString())?._id.toHexString() ?? null;
      return { items: page.map((appeal) => present(appeal, ticketOf(appeal))), nextCursor };
    },

    /**
     * A supervisor of the appellant's department or of a unit above it, never the appellant.
     * @throws not-found, appeal-decided
     */
    async decide(actor, id, { verdict, reason }) {
      const decided = await appeals
        .findOneAndUpdate(
          { ...inReach(actor), _id: new Types.ObjectId(id), state: 'pending' },
          {
            $set: {
              state: verdict,
              decision: reason,
              decidedBy: new Types.ObjectId(actor.id),
              decidedAt: clock.now(),
              tellDue: true,
            },
          },
          { returnDocument: 'after' },
        )
        .lean<Appeal>();
      if (!decided) {
        const there = await appeals.exists({ ...inReach(actor), _id: new Types.ObjectId(id) });
        throw new ApiError(there ? 'appeal-decided' : 'not-found');
      }
      await tellAppellant(decided);
      return present(decided);
    },

    async sweep() {
      for (const appeal of await appeals.find({ tellDue: true }).limit(sweepSize).lean<Appeal[]>())
        await tellAppellant(appeal);
    },

    async upheldAmong(ratingIds) {
      const rows = await appeals
        .find({ ratingId: { $in: ratingIds }, state: 'upheld' }, { ratingId: 1 })
        .lean<Pick<Appeal, 'ratingId'>[]>();
      return new Set(rows.map(({ ratingId }) => ratingId.toHexString()));
    },

    async against(ratingIds) {
      const rows = await appeals.find({ ratingId: { $in: ratingIds } }).lean<Appeal[]>();
      return new Map(rows.map((row) => [row.ratingId.toHexString(), present(row)]));
    },
  };
}
