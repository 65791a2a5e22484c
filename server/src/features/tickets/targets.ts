import type { StaffActor } from '../../platform/http/actor.ts';
import type { Directory, Staff } from '../organization/index.ts';
import { candidatesFor, type IsAbsent, whyNot } from './routing/candidates.ts';
import type { Ticket } from './ticket.ts';

export interface TargetNeeds {
  directory: Directory;
  isAbsent: IsAbsent;
}

/** Whom its handler can pass a ticket on to: the department's other handlers, and the rest of the duty group. */
export function targetsOfHandler(ticket: Ticket, needs: TargetNeeds): Staff[] {
  const { directory, isAbsent } = needs;
  const { match } = candidatesFor(directory, isAbsent, ticket, ticket.handlerId);
  const group = match?.group.memberIds.flatMap((id) => directory.staffMember(id) ?? []) ?? [];
  return possible(ticket, [...directory.staffWithRole(ticket.departmentId, 'handler'), ...group], needs);
}

/** Whom a supervisor can give it to: handlers and supervisors of every unit in their reach. */
export function targetsOfSupervisor(ticket: Ticket, actor: StaffActor, needs: TargetNeeds): Staff[] {
  const { directory } = needs;
  const people = directory
    .unitsBelow(actor.departmentId)
    .flatMap((unitId) => [
      ...directory.staffWithRole(unitId, 'handler'),
      ...directory.staffWithRole(unitId, 'supervisor'),
    ]);
  return possible(ticket, people, needs);
}

/** Departments in the supervisor's reach that handle tickets, but for the one that has it. */
export function departmentsFor(ticket: Ticket, actor: StaffActor, { directory }: TargetNeeds) {
  return directory
    .unitsBelow(actor.departmentId)
    .filter((id) => !id.equals(ticket.departmentId) && directory.staffWithRole(id, 'handler').length > 0)
    .flatMap((id) => directory.unit(id) ?? []);
}

function possible(ticket: Ticket, people: readonly Staff[], { directory, isAbsent }: TargetNeeds): Staff[] {
  const question = { directory, isAbsent, source: ticket, without: ticket.handlerId };
  return [...new Set(people)].filter((member) => whyNot(member, question) === null);
}
