import type { AnswerOf, QueryOf } from '@linli/shared/api/types.ts';
import { type ClockColour, clockColours } from '@linli/shared/ticket-clocks.ts';
import { openTicketStates, type TicketState } from '@linli/shared/ticket-life-cycle.ts';
import { type QueryFilter, Types } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Directory } from '../organization/index.ts';
import type { TicketModel } from './model.ts';
import { type PresentNeeds, presentRow, rowFields, type TicketRowFields } from './present.ts';
import type { Ticket } from './ticket.ts';

type Overview = AnswerOf<'getOverview'>;
type OverviewQuery = QueryOf<'listOverviewTickets'> & { limit: number };

export interface OverviewNeeds extends PresentNeeds {
  tickets: TicketModel;
}

/** Tickets of one state, colour and handler. */
interface Counted {
  _id: { state: TicketState; colour: ClockColour; handlerId: Types.ObjectId | null };
  count: number;
}

/** What supervisors see of all open tickets of a unit and those below it, but those that are about themselves. */
export function createOverview(needs: OverviewNeeds) {
  const { tickets, organization, clock } = needs;

  /** @throws not-found for a unit that is not the actor's own or below it */
  function scope(actor: StaffActor, unitCode: string | undefined): QueryFilter<Ticket> {
    const directory = organization.directory();
    const unit = unitCode === undefined ? directory.unit(actor.departmentId) : directory.unitByCode(unitCode);
    if (!unit || !directory.lineage(unit._id).some(({ _id }) => _id.equals(actor.departmentId)))
      throw new ApiError('not-found');
    return {
      departmentId: { $in: directory.unitsBelow(unit._id) },
      open: true,
      ratedStaffIds: { $ne: new Types.ObjectId(actor.id) },
    };
  }

  return {
    /** One pass over the index of open tickets. */
    async counts(actor: StaffActor, unit: string | undefined): Promise<Overview> {
      const now = clock.now();
      const groups = await tickets.aggregate<Counted>([
        { $match: scope(actor, unit) },
        {
          $group: {
            _id: { state: '$state', colour: colourAt(now), handlerId: '$handlerId' },
            count: { $sum: 1 },
          },
        },
      ]);
      return {
        asOf: now.toISOString(),
        open: countsOf(groups),
        states: openTicketStates.map((state) => ({
          state,
          ...countsOf(groups.filter(({ _id }) => _id.state === state)),
        })),
        handlers: byHandler(groups, organization.directory()),
      };
    },

    /** The most urgent first; what waits for nobody comes last. */
    async list(actor: StaffActor, { unit, state, colour, handler, cursor, limit }: OverviewQuery) {
      const filter: QueryFilter<Ticket> = {
        ...scope(actor, unit),
        ...(state && { state }),
        ...(handler && { handlerId: handler === 'none' ? null : new Types.ObjectId(handler) }),
        $and: [colour ? ofColour(colour, clock.now()) : {}, afterCursor('turnsRedAt', 'ascending', cursor)],
      };
      const rows = await tickets
        .find(filter, { ...rowFields, turnsRedAt: 1 })
        .sort({ turnsRedAt: 1, _id: 1 })
        .limit(limit + 1)
        .lean<(TicketRowFields & Pick<Ticket, 'turnsRedAt'>)[]>();
      const { page, nextCursor } = cutPage(rows, limit, (row) => row.turnsRedAt);
      return { items: page.map((row) => presentRow(row, needs)), nextCursor };
    },
  };
}

/** The colour of a ticket is that of the running clock which is worst off. */
function colourAt(now: Date) {
  const yellowOrGreen = { $cond: [{ $lte: ['$turnsYellowAt', now] }, 'yellow', 'green'] };
  return { $cond: [{ $lte: ['$turnsRedAt', now] }, 'red', yellowOrGreen] };
}

function ofColour(colour: ClockColour, now: Date): QueryFilter<Ticket> {
  if (colour === 'red') return { turnsRedAt: { $lte: now } };
  if (colour === 'yellow') return { turnsRedAt: { $gt: now }, turnsYellowAt: { $lte: now } };
  return { turnsRedAt: { $gt: now }, turnsYellowAt: { $gt: now } };
}

function countsOf(groups: readonly Counted[]): Overview['open'] {
  const sum = (of: readonly Counted[]) => of.reduce((total, { count }) => total + count, 0);
  const [green, yellow, red] = clockColours.map((colour) =>
    sum(groups.filter(({ _id }) => _id.colour === colour)),
  );
  return { total: sum(groups), green: green ?? 0, yellow: yellow ?? 0, red: red ?? 0 };
}

/** Who has late tickets comes first, then who has the most. */
function byHandler(groups: readonly Counted[], directory: Directory): Overview['handlers'] {
  const byId = Map.groupBy(groups, ({ _id }) => _id.handlerId?.toHexString() ?? null);
  return [...byId]
    .map(([id, of]) => ({
      handler: id === null ? null : { id, name: directory.staffMember(id)?.name ?? '' },
      ...countsOf(of),
    }))
    .sort((a, b) => b.red - a.red || b.yellow - a.yellow || b.total - a.total);
}
