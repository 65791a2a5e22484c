import type { AnswerOf, TicketDetail } from '@linli/shared/api/types.ts';
import { nextTicketState, ticketLifeCycle } from '@linli/shared/ticket-life-cycle.ts';
import { type QueryFilter, Types } from 'mongoose';
import type { ChangeLog } from '../../platform/changes.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Absences } from '../absences/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Directory } from '../organization/index.ts';
import type { TicketAccess } from './access.ts';
import { type ActionBody, effectOf } from './actions/index.ts';
import { moveTicket } from './change.ts';
import type { TicketTimes } from './clocks.ts';
import { openContact } from './contact.ts';
import type { TicketModel } from './model.ts';
import type { OpenCounts } from './open-counts.ts';
import { partiesAmong, relationsTo } from './policy.ts';
import {
  type PresentNeeds,
  presentDetail,
  presentRow,
  rowFields,
  standingOf,
  type TicketRowFields,
} from './present.ts';
import { departmentsFor, targetsOfHandler, targetsOfSupervisor } from './targets.ts';
import { deliverTellings } from './tellings.ts';
import type { Ticket } from './ticket.ts';

interface QueueQuery {
  queue: 'mine' | 'team';
  state: 'open' | 'closed';
  cursor?: string | undefined;
  limit: number;
}

export interface TicketServiceNeeds extends PresentNeeds {
  tickets: TicketModel;
  openCounts: OpenCounts;
  absences: Absences;
  access: TicketAccess;
  notifications: Notifications;
  changes: ChangeLog;
  times: TicketTimes;
}

export function createTicketService(needs: TicketServiceNeeds) {
  const { tickets, openCounts, organization, absences, vault, clock, access } = needs;
  const { load, loadFor, record } = access;
  /** What a resident wrote is personal, so that each read of it is recorded. */
  async function read(actor: StaffActor, id: string, ip: string): Promise<TicketDetail> {
    const { ticket, relations } = await loadFor(id, actor, 'read', 'ticket-read', ip);
    await record(actor, 'ticket-read', id, ip, 'done');
    return presentDetail(ticket, partiesAmong(relations), needs);
  }

  async function change(actor: StaffActor, id: string, body: ActionBody, ip: string): Promise<TicketDetail> {
    const { ticket, relations } = await load(id, actor, 'read');
    const parties = partiesAmong(relations);
    const present = (current: Ticket) => presentDetail(current, parties, needs);
    if (!ticketLifeCycle[body.action].by.some((party) => parties.includes(party)))
      throw new ApiError('not-allowed');
    const finding = body.action === 'conclude' ? body.finding : null;
    const to = nextTicketState(standingOf(ticket, needs), body.action, finding);
    if (ticket.version !== body.version) {
      throw new ApiError('ticket-changed', { details: { current: present(ticket) } });
    }
    if (to === null)
      throw new ApiError('ticket-action-not-allowed', { details: { current: present(ticket) } });
    const context = { ...needs, actor, at: clock.now() };
    const effect = await effectOf(ticket, body, context);
    const move = { kind: body.action, to, at: context.at, staffId: new Types.ObjectId(actor.id) };
    const after = await moveTicket(needs, ticket, move, effect);
    if (!after) throw new ApiError('ticket-changed', { details: { current: await read(actor, id, ip) } });
    if (!after.open || !sameHandler(ticket, after)) openCounts.forget();
    await record(actor, `ticket-${body.action}`, id, ip, 'done');
    await deliverTellings(after, needs);
    // Who gave it away has no say in it any more.
    const now = partiesAmong(relationsTo(after, actor, organization.directory()));
    return presentDetail(after, now, needs);
  }

  return {
    async list(actor: StaffActor, { queue, state, cursor, limit }: QueueQuery) {
      const directory = organization.directory();
      const filter: QueryFilter<Ticket> = {
        ...queueFilter(queue, actor, directory),
        open: state === 'open',
        ratedStaffIds: { $ne: new Types.ObjectId(actor.id) },
        ...afterCursor('openedAt', 'ascending', cursor),
      };
      const rows = await tickets
        .find(filter, rowFields)
        .sort({ openedAt: 1, _id: 1 })
        .limit(limit + 1)
        .lean<TicketRowFields[]>();
      const { page, nextCursor } = cutPage(rows, limit, (row) => row.openedAt);
      return { items: page.map((row) => presentRow(row, needs)), nextCursor };
    },

    get: read,

    /** @throws not-allowed to those who can neither pass it on nor give it to somebody */
    async targets(actor: StaffActor, id: string): Promise<AnswerOf<'listTicketTargets'>> {
      const { ticket, relations } = await load(id, actor, 'read');
      const parties = partiesAmong(relations);
      const asked = { directory: organization.directory(), isAbsent: absences.isAbsent };
      const supervises = parties.includes('supervisor');
      if (!supervises && !parties.includes('handler')) throw new ApiError('not-allowed');
      const people = supervises ? targetsOfSupervisor(ticket, actor, asked) : targetsOfHandler(ticket, asked);
      const open = await openCounts.of(people.map(({ _id }) => _id));
      return {
        people: people.map(({ _id, name, departmentId }) => ({
          id: _id.toHexString(),
          name,
          department: asked.directory.unit(departmentId)?.name ?? '',
          openTickets: open(_id),
        })),
        departments: supervises
          ? departmentsFor(ticket, actor, asked).map(({ code, name }) => ({ code, name }))
          : [],
      };
    },

    /** @throws contact-not-given when none was given or it has been erased */
    async contact(actor: StaffActor, id: string, ip: string) {
      const { ticket } = await loadFor(id, actor, 'readContact', 'contact-read', ip);
      const { contact } = ticket.personal;
      if (!contact) throw new ApiError('contact-not-given');
      await record(actor, 'contact-read', id, ip, 'done');
      return openContact(contact, vault);
    },

    /**
     * What is refused stays on record, too.
     * @throws not-found, not-allowed, ticket-changed and ticket-action-not-allowed (both with the current ticket), and
     * what the action's rule throws
     */
    act(actor: StaffActor, id: string, body: ActionBody, ip: string): Promise<TicketDetail> {
      return change(actor, id, body, ip).catch(async (error: unknown) => {
        if (error instanceof ApiError) await record(actor, `ticket-${body.action}`, id, ip, 'refused');
        throw error;
      });
    },
  };
}

const sameHandler = (before: Ticket, after: Ticket) => String(before.handlerId) === String(after.handlerId);

/** Mine: assigned to me. Team: my department's, or those of every unit below mine for who oversees or audits. */
function queueFilter(queue: 'mine' | 'team', actor: StaffActor, directory: Directory): QueryFilter<Ticket> {
  if (queue === 'mine') return { handlerId: new Types.ObjectId(actor.id) };
  const reachesDown = actor.roles.includes('supervisor') || actor.roles.includes('auditor');
  const departments = reachesDown
    ? directory.unitsBelow(actor.departmentId)
    : [new Types.ObjectId(actor.departmentId)];
  return { departmentId: { $in: departments } };
}
