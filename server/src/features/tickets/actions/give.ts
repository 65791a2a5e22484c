import type { Types } from 'mongoose';
import { ApiError } from '../../../platform/errors.ts';
import type { Staff } from '../../organization/index.ts';
import { leastBusy } from '../assignment.ts';
import { alertsStill, startAcceptClock } from '../clocks.ts';
import { candidatesFor, supervisorsBeside, whyNot } from '../routing/candidates.ts';
import { type TargetNeeds, targetsOfHandler, targetsOfSupervisor } from '../targets.ts';
import type { Ticket } from '../ticket.ts';
import { goOn } from './pause.ts';
import type { ActionContext, ActionEffect, ActionRule } from './rule.ts';

/** To a colleague, with a reason. @throws target-not-possible */
export const transfer: ActionRule<'transfer'> = {
  async apply(ticket, { to, text }, context) {
    const member = await memberAmong(ticket, to, targetsOfHandler(ticket, needsOf(context)), context);
    const effect = given(ticket, member, ticket.departmentId, context);
    return {
      ...effect,
      set: { ...effect.set, transfers: ticket.transfers + 1 },
      event: { ...effect.event, text },
    };
  },
};

/** By who oversees it, to anyone in their reach. @throws target-not-possible */
export const reassign: ActionRule<'reassign'> = {
  async apply(ticket, { to, text }, context) {
    const people = targetsOfSupervisor(ticket, context.actor, needsOf(context));
    const member = await memberAmong(ticket, to, people, context);
    const effect = given(ticket, member, departmentFor(member, ticket, needsOf(context)), context);
    const taken = ticket.handlerId && [
      {
        staffIds: [ticket.handlerId],
        notice: { kind: 'ticket-taken' as const, ticketNumber: ticket.number },
      },
    ];
    return { ...effect, event: { ...effect.event, text }, tell: [...(effect.tell ?? []), ...(taken ?? [])] };
  },
};

/**
 * A ticket that was not ours goes where the supervisor says: to a person, a department, or by the rules.
 * @throws target-not-possible
 */
export async function giveElsewhere(
  ticket: Ticket,
  { to, department }: { to?: string | undefined; department?: string | undefined },
  context: ActionContext,
): Promise<ActionEffect> {
  const needs = needsOf(context);
  if (department !== undefined) {
    const { member, departmentId } = await memberOf(ticket, department, context);
    return given(ticket, member, departmentId, context);
  }
  const people = targetsOfSupervisor(ticket, context.actor, needs);
  const member = await memberAmong(ticket, to, people, context);
  return given(ticket, member, departmentFor(member, ticket, needs), context);
}

/**
 * What becomes of a ticket when somebody else gets it: they accept it anew, with the time for it from now; the time
 * to answer goes on, also where it stood still; what was asked for is not any more.
 */
export function given(
  ticket: Ticket,
  member: Pick<Staff, '_id'>,
  departmentId: Types.ObjectId,
  { at, calendars, times }: Pick<ActionContext, 'at' | 'calendars' | 'times'>,
): ActionEffect {
  const toAccept = ticket.state === 'assigned' || ticket.state === 'accepted';
  const calendar = calendars.of(departmentId);
  const onTheWay = goOn(ticket, at, calendars.of(ticket.departmentId));
  const clocks = toAccept
    ? onTheWay.clocks.map((clock) =>
        clock.kind === 'accept' ? startAcceptClock(calendar, at, times) : clock,
      )
    : onTheWay.clocks;
  return {
    set: {
      ...onTheWay.set,
      handlerId: member._id,
      departmentId,
      request: null,
      alerts: alertsStill(clocks, ticket.alerts, at),
    },
    event: { toStaffId: member._id },
    clocks,
    tell: [
      {
        staffIds: [member._id],
        notice: { kind: 'ticket-handed', ticketNumber: ticket.number, toAccept },
      },
    ],
  };
}

function needsOf({ organization, absences }: ActionContext): TargetNeeds {
  return { directory: organization.directory(), isAbsent: absences.isAbsent };
}

/** The one who was named; nobody named: whom the rules give it to. @throws target-not-possible */
async function memberAmong(
  ticket: Ticket,
  to: string | undefined,
  people: readonly Staff[],
  context: ActionContext,
): Promise<Staff> {
  const { directory, isAbsent } = needsOf(context);
  const member =
    to === undefined
      ? await leastBusy(
          context.openCounts,
          candidatesFor(directory, isAbsent, ticket, ticket.handlerId).people,
        )
      : people.find(({ _id }) => _id.equals(to));
  if (!member) throw new ApiError('target-not-possible');
  return member;
}

/** Of a department in the supervisor's reach: a handler, or else who oversees it. @throws target-not-possible */
async function memberOf(ticket: Ticket, code: string, context: ActionContext) {
  const { directory, isAbsent } = needsOf(context);
  const unit = directory.unitByCode(code);
  const reach = directory.unitsBelow(context.actor.departmentId);
  if (!unit || !reach.some((id) => id.equals(unit._id))) throw new ApiError('target-not-possible');
  const source = { departmentId: unit._id, ratedStaffIds: ticket.ratedStaffIds };
  const question = { directory, isAbsent, source, without: ticket.handlerId };
  const handlers = directory
    .staffWithRole(unit._id, 'handler')
    .filter((one) => whyNot(one, question) === null);
  const people =
    handlers.length > 0 ? handlers : supervisorsBeside(directory, isAbsent, source, ticket.handlerId);
  const member = await leastBusy(context.openCounts, people);
  if (!member) throw new ApiError('target-not-possible');
  return { member, departmentId: unit._id };
}

/**
 * It stays with its department where the new handler belongs to it, oversees it or shares its duty; else it becomes
 * theirs.
 */
function departmentFor(member: Staff, ticket: Ticket, needs: TargetNeeds): Types.ObjectId {
  const own = needs.directory.lineage(ticket.departmentId).some(({ _id }) => _id.equals(member.departmentId));
  return own || targetsOfHandler(ticket, needs).includes(member) ? ticket.departmentId : member.departmentId;
}
