import type { BodyOf, CheckedComment } from '@linli/shared/api/types.ts';
import { type DecidableCheckState, decidableCheckStates } from '@linli/shared/content-check.ts';
import { type QueryFilter, Types } from 'mongoose';
import type { Audit } from '../../../platform/audit.ts';
import { ApiError } from '../../../platform/errors.ts';
import type { StaffActor } from '../../../platform/http/actor.ts';
import { afterCursor, cutPage } from '../../../platform/paging.ts';
import type { Organization } from '../../organization/index.ts';
import type { Tickets } from '../../tickets/index.ts';
import type { Rating, RatingModels } from '../model.ts';

export interface DecidingNeeds {
  models: RatingModels;
  organization: Organization;
  tickets: Pick<Tickets, 'maskedForEveryone'>;
  audit: Audit;
  /** Tells the writer that it is hidden. */
  tell(rating: Pick<Rating, '_id'>): Promise<void>;
}

interface ListQuery {
  state: DecidableCheckState;
  cursor?: string | undefined;
  limit: number;
}

const isDecidable = (state: string | undefined): state is DecidableCheckState =>
  decidableCheckStates.some((one) => one === state);

/** What people do about comments that everyone may, or may not, read. */
export function createDeciding({ models, organization, tickets, audit, tell }: DecidingNeeds) {
  const { ratings } = models;

  /** Of the actor's unit and those below it; never a comment about oneself. */
  const inReach = (actor: StaffActor): QueryFilter<Rating> => ({
    departmentId: { $in: organization.directory().unitsBelow(actor.departmentId) },
    ratedStaffIds: { $ne: new Types.ObjectId(actor.id) },
    comment: { $ne: null },
  });

  /** Empty for what has lost its comment or its check meanwhile. */
  function present(rating: Rating, actor: StaffActor): CheckedComment[] {
    const { check } = rating;
    const text = tickets.maskedForEveryone(rating);
    if (!check || !isDecidable(check.state) || text === null) return [];
    const directory = organization.directory();
    const counter = directory.counter(rating.counterId);
    return [
      {
        id: rating._id.toHexString(),
        text,
        grade: rating.grade,
        counter: { code: counter?.code ?? '', name: counter?.name ?? '' },
        ratedAt: rating.createdAt.toISOString(),
        state: check.state,
        reason: check.reason ?? null,
        decidedBy: (check.decidedBy && directory.staffMember(check.decidedBy)?.name) ?? null,
        decidable: actor.roles.includes('supervisor'),
      },
    ];
  }

  return {
    async list(actor: StaffActor, { state, cursor, limit }: ListQuery) {
      const rows = await ratings
        .find({
          ...inReach(actor),
          'check.state': state,
          ...afterCursor('createdAt', 'ascending', cursor),
        })
        .sort({ createdAt: 1, _id: 1 })
        .limit(limit + 1)
        .lean<Rating[]>();
      const { page, nextCursor } = cutPage(rows, limit, (row) => row.createdAt);
      return { items: page.flatMap((rating) => present(rating, actor)), nextCursor };
    },

    /** @throws not-found, comment-check-changed when it is not as the person has seen it */
    async decide(
      actor: StaffActor,
      id: string,
      body: BodyOf<'decideComment'>,
      ip: string,
    ): Promise<CheckedComment> {
      const which = { ...inReach(actor), _id: new Types.ObjectId(id) };
      const hide = body.verdict === 'hidden';
      const after = await ratings
        .findOneAndUpdate(
          { ...which, 'check.state': body.seen },
          {
            $set: {
              'check.state': body.verdict,
              'check.decidedBy': new Types.ObjectId(actor.id),
              ...(hide && { 'check.reason': body.reason, 'check.tellDue': true }),
            },
            $unset: hide ? {} : { 'check.reason': 1, 'check.tellDue': 1 },
          },
          { returnDocument: 'after' },
        )
        .lean<Rating>();
      if (!after) throw new ApiError((await ratings.exists(which)) ? 'comment-check-changed' : 'not-found');
      await audit.record({
        chain: 'settings',
        actor: { kind: 'staff', id: actor.id },
        action: hide ? 'comment-hide' : 'comment-show',
        subject: { kind: 'rating', id },
        outcome: 'done',
        ip,
        ...(hide && { reason: body.reason }),
      });
      if (hide) await tell(after);
      const [answer] = present(after, actor);
      if (!answer) throw new ApiError('not-found');
      return answer;
    },
  };
}
