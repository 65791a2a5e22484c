import type { MyDataExport } from '@linli/shared/api/types.ts';
import { formatScene } from '@linli/shared/scenes.ts';
import { Types } from 'mongoose';
import { batched } from '../../platform/batched.ts';
import { later, secondMs } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { FollowUps } from '../../platform/follow-ups.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import {
  copyOf,
  createHoldings,
  type HoldingNeeds,
  type Holdings,
  presentForExport,
} from '../personal-data/index.ts';
import type { FirstRating, Tickets } from '../tickets/index.ts';
import { type CheckingNeeds, createChecking } from './comments/checking.ts';
import { createDeciding } from './comments/deciding.ts';
import { type ExchangedRating, exchangedRatings } from './exchange.ts';
import { type Rating, ratingModels } from './model.ts';
import {
  type OtherRating,
  presentOwnRating,
  presentRating,
  presentRow,
  presentScan,
  type RatingRowFields,
  rowFields,
} from './present.ts';
import { listCounterRatings } from './public-list.ts';
import { resolveScene } from './subject.ts';
import { type SubmitNeeds, submitRating } from './submit.ts';
import { supplementRating, supplementUntil } from './supplement.ts';
import { createTallies, type Tallies } from './tally.ts';

export type { ExchangedRating } from './exchange.ts';
export type { RatingTally } from './tally.ts';

type RatingEndpoints =
  | 'scan'
  | 'submitRating'
  | 'listMyRatings'
  | 'getMyRating'
  | 'supplementRating'
  | 'judgeRating'
  | 'listCounterRatings'
  | 'listCheckedComments'
  | 'decideComment';

export interface Ratings extends Tallies {
  handlers: Handlers<RatingEndpoints>;
  /** Opens the tickets that bad ratings are still owed, because a process died before it came to that. */
  openMissingTickets(): Promise<void>;
  /** Asks again about the comments whose check gave no verdict, and tells writers who were not told. */
  checkComments(): Promise<void>;
  /** Whether a service has been rated. */
  isRated(serviceRecordId: Types.ObjectId): Promise<boolean>;
  /** What other systems get of the ratings of these departments; see `exchangedRatings`. */
  exchanged(
    departmentIds: readonly Types.ObjectId[],
    cursor: string | undefined,
    limit: number,
  ): Promise<ExchangedRating[]>;
  /** Who gave it; null when there is none, or it is not known any more. */
  residentOf(ratingId: Types.ObjectId): Promise<Types.ObjectId | null>;
  /** The personal data in ratings. */
  holdings: Holdings;
  /** Everything a resident said in ratings, and what came of it, newest first. */
  exportOf(residentId: string): Promise<MyDataExport['ratings']>;
  jobs: RecurringJob[];
}

export interface RatingNeeds
  extends Omit<SubmitNeeds, 'models'>,
    HoldingNeeds,
    Omit<CheckingNeeds, 'models'> {
  tickets: Tickets;
  /** Told of the counter when a service by its code was rated; does not fail. */
  onServiceRated(counterId: Types.ObjectId): Promise<void>;
  followUps: FollowUps;
  /** How many days a rating can be supplemented once its case has ended. */
  supplementDays: number;
  /** Told of each scan of a counter's code, by its scene. */
  onScan(scene: string): void;
  /** Whether everyone reads who served. */
  publicStaffNames: boolean;
}

/** Ratings younger than this are still in the hands of the process that took them. */
const sweepAfterMs = 5 * secondMs;
/** Tickets opened in one round of the sweep; the rest wait for the next. */
const sweepSize = 500;
/** What stands before a counter's name where a supplement to its rating is meant. */
const supplementTitle = '追评：';

export function createRatings(needs: RatingNeeds): Ratings {
  const { organization, records, tickets, clock, followUps } = needs;
  const models = ratingModels(needs.connection);
  const checking = createChecking({ ...needs, models });
  const deciding = createDeciding({ ...needs, models, tell: checking.tell });
  const holdings = createHoldings<Rating>(
    {
      kind: 'rating',
      collection: models.ratings.collection.name,
      purpose: 'rating-contact',
      contactNeededWhileOpen: true,
      titleOf({ counterId, supplementTo }) {
        const counter = organization.directory().counter(counterId);
        return counter ? `${supplementTo ? supplementTitle : ''}${counter.code} ${counter.name}` : '';
      },
    },
    needs,
  );

  // With each scan of a dynamic code, so by the bare driver (docs/decisions/0009) and together (docs/decisions/0011).
  const findOfRecord = batched(
    (recordIds) =>
      models.ratings.collection
        .find<{ serviceRecordId: Types.ObjectId }>(
          { serviceRecordId: { $in: recordIds.map((id) => new Types.ObjectId(id)) } },
          { projection: { serviceRecordId: 1 } },
        )
        .toArray(),
    ({ serviceRecordId }) => serviceRecordId.toHexString(),
  );

  /** @throws not-found, also when it is somebody else's */
  async function loadOwn(residentId: string, id: string): Promise<Rating> {
    const rating = await models.ratings
      .findOne({ _id: id, residentId: new Types.ObjectId(residentId) })
      .lean<Rating>();
    if (!rating) throw new ApiError('not-found');
    return rating;
  }

  const otherFields = { grade: 1, createdAt: 1 };

  async function presentOwn(rating: Rating) {
    const [ticket, supplementTo, supplement] = await Promise.all([
      tickets.progressOf(rating._id),
      rating.supplementTo
        ? models.ratings.findById(rating.supplementTo, otherFields).lean<OtherRating>()
        : null,
      models.ratings.findOne({ supplementTo: rating._id }, otherFields).lean<OtherRating>(),
    ]);
    const until = supplementUntil(rating, ticket, needs);
    return presentOwnRating(
      rating,
      { ticket, supplementTo, supplement, supplementUntil: until },
      organization.directory(),
    );
  }

  /** Of a supplement: what the handler should know of the rating it belongs to. */
  async function firstOf({ supplementTo }: Rating): Promise<FirstRating | undefined> {
    if (!supplementTo) return undefined;
    const [first, ticket] = await Promise.all([
      models.ratings.findById(supplementTo, otherFields).lean<OtherRating>(),
      tickets.progressOf(supplementTo),
    ]);
    return first
      ? { grade: first.grade, ratedAt: first.createdAt, ticketNumber: ticket?.number ?? null }
      : undefined;
  }

  async function openTicketOf(rating: Rating): Promise<void> {
    const first = await firstOf(rating);
    await tickets.open({
      sourceId: rating._id,
      subject: {
        kind: 'rating',
        counterId: rating.counterId,
        serviceItemId: rating.serviceItemId ?? null,
        grade: rating.grade,
        tags: rating.tags,
        ...(first && { first }),
      },
      departmentId: rating.departmentId,
      ratedStaffIds: rating.ratedStaffIds,
      raisedAt: rating.createdAt,
      personal: copyOf(rating),
    });
    await models.ratings.updateOne({ _id: rating._id }, { $unset: { ticketDue: 1 } });
  }

  /** Answers with what was stored; the ticket it is owed, and the check of the comment, come after the answer. */
  function taken({ rating, isNew }: { rating: Rating; isNew: boolean }) {
    // The screen at the counter says thanks; nobody waits for that.
    if (isNew && rating.serviceRecordId) void needs.onServiceRated(rating.counterId);
    if (isNew && rating.ticketDue) followUps.start('open ticket', () => openTicketOf(rating));
    if (isNew && rating.check) followUps.start('check comment', () => checking.check(rating));
    return presentRating(rating, organization.directory());
  }

  async function openMissingTickets(): Promise<void> {
    const owed = await models.ratings
      .find({ ticketDue: true, createdAt: { $lte: later(clock.now(), -sweepAfterMs) } })
      .sort({ createdAt: 1 })
      .limit(sweepSize)
      .lean<Rating[]>();
    for (const rating of owed) await openTicketOf(rating);
  }

  return {
    handlers: {
      async scan({ params }) {
        const directory = organization.directory();
        const subject = await resolveScene(params.scene, directory, records, clock);
        if (subject.kind === 'service-record') {
          const rated = await findOfRecord(subject.record._id.toHexString());
          if (rated) throw new ApiError('already-rated');
        }
        if (subject.kind === 'counter') {
          needs.onScan(formatScene({ kind: 'counter', code: subject.counter.scanCode }));
        }
        return presentScan(params.scene, subject, directory);
      },

      async submitRating({ actor, body }) {
        return taken(await submitRating({ ...needs, models }, actor.id, body));
      },

      async supplementRating({ actor, params, body }) {
        const first = await loadOwn(actor.id, params.id);
        return taken(await supplementRating({ ...needs, models }, first, actor.id, body));
      },

      async listMyRatings({ actor, query }) {
        const rows = await models.ratings
          .find(
            {
              residentId: new Types.ObjectId(actor.id),
              ...afterCursor('createdAt', 'descending', query.cursor),
            },
            rowFields,
          )
          .sort({ createdAt: -1, _id: -1 })
          .limit(query.limit + 1)
          .lean<RatingRowFields[]>();
        const { page, nextCursor } = cutPage(rows, query.limit, (row) => row.createdAt);
        const states = await tickets.statesOf(page.map((row) => row._id));
        const directory = organization.directory();
        const items = page.map((row) =>
          presentRow(row, states.get(row._id.toHexString()) ?? null, directory),
        );
        return { items, nextCursor };
      },

      async getMyRating({ actor, params }) {
        return presentOwn(await loadOwn(actor.id, params.id));
      },

      listCounterRatings: ({ params, query }) => listCounterRatings({ ...needs, models }, params.code, query),

      listCheckedComments: ({ actor, query }) => deciding.list(actor, query),
      decideComment: ({ actor, params, body, ip }) => deciding.decide(actor, params.id, body, ip),

      async judgeRating({ actor, params, body }) {
        const rating = await loadOwn(actor.id, params.id);
        await tickets.judge(rating._id, { text: null, ...body });
        return presentOwn(rating);
      },
    },
    ...createTallies(models),
    openMissingTickets,
    checkComments: checking.sweep,
    isRated: async (serviceRecordId) => (await findOfRecord(serviceRecordId.toHexString())) !== null,
    exchanged: (departmentIds, cursor, limit) =>
      exchangedRatings({ models, clock }, departmentIds, cursor, limit),
    async residentOf(ratingId) {
      const rating = await models.ratings.findById(ratingId, { residentId: 1 }).lean<Rating>();
      return rating?.residentId ?? null;
    },
    holdings,
    async exportOf(residentId) {
      const ratings = await models.ratings
        .find({ residentId: new Types.ObjectId(residentId) })
        .sort({ createdAt: -1, _id: -1 })
        .lean<Rating[]>();
      const progress = await tickets.progressOfEach(ratings.map(({ _id }) => _id));
      const directory = organization.directory();
      return ratings.map((rating) => {
        const ticket = progress.get(rating._id.toHexString()) ?? null;
        const relations = {
          ticket,
          supplementTo: ratings.find(({ _id }) => rating.supplementTo?.equals(_id)) ?? null,
          supplement: ratings.find(({ supplementTo }) => supplementTo?.equals(rating._id)) ?? null,
          supplementUntil: supplementUntil(rating, ticket, needs),
        };
        return {
          ...presentOwnRating(rating, relations, directory),
          ...presentForExport(rating, needs.vault),
        };
      });
    },
    jobs: [
      { name: 'open missing tickets', every: '1 minute', run: openMissingTickets },
      { name: 'check comments', every: '1 minute', run: checking.sweep },
      { name: 'erase personal data in ratings', every: '1 minute', run: holdings.sweep },
    ],
  };
}
