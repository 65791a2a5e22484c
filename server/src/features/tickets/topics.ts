import { type Change, type Heard, type Listener, topic } from '../../platform/changes.ts';
import type { Directory } from '../organization/index.ts';
import type { Ticket } from './ticket.ts';

type Held = Pick<Ticket, 'handlerId' | 'departmentId' | 'ratedStaffIds'>;

/** Whose lists a change to a ticket concerns: those of its handler and unit, before and after. */
export function ticketChanges(after: Held, before: Held = after): Change[] {
  // That there is a ticket about them, the people it is about do not learn in this way either.
  const hiddenFrom = after.ratedStaffIds.map((id) => id.toHexString());
  return [before, after].flatMap(({ handlerId, departmentId }) => [
    ...(handlerId ? [{ topic: topic('handler', handlerId), hiddenFrom }] : []),
    { topic: topic('unit', departmentId), hiddenFrom },
  ]);
}

/** What somebody may hear of tickets: of those they handle, and of those in the team's list and the overview. */
export function ticketTopicsFor(listener: Listener, directory: Directory): Heard[] {
  if (listener.kind !== 'staff') return [];
  const { id, roles, departmentId } = listener;
  const reachesDown = roles.includes('supervisor') || roles.includes('auditor');
  if (!reachesDown && !roles.includes('handler')) return [];
  const units = reachesDown ? directory.unitsBelow(departmentId) : [departmentId];
  return [
    [topic('handler', id), 'own-tickets'],
    ...units.map((unit) => [topic('unit', unit), 'unit-tickets'] as const),
  ];
}
