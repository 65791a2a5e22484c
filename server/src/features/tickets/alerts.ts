import type { Types } from 'mongoose';
import type { ChangeLog } from '../../platform/changes.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Absences } from '../absences/index.ts';
import type { Calendars } from '../calendar/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Directory, Organization } from '../organization/index.ts';
import { endPause } from './actions/pause.ts';
import { alertsDue, nextAlertAt, type TicketAlert } from './clocks.ts';
import type { TicketModel } from './model.ts';
import { headOf, supervisorsOf } from './routing/candidates.ts';
import type { Ticket } from './ticket.ts';
import { ticketChanges } from './topics.ts';

export interface AlertNeeds {
  tickets: TicketModel;
  organization: Organization;
  absences: Absences;
  calendars: Calendars;
  notifications: Notifications;
  changes: ChangeLog;
  clock: Clock;
}

type AlertedTicket = Pick<
  Ticket,
  | '_id'
  | 'number'
  | 'version'
  | 'handlerId'
  | 'departmentId'
  | 'ratedStaffIds'
  | 'clocks'
  | 'alerts'
  | 'pause'
>;

const alertFields = {
  number: 1,
  version: 1,
  handlerId: 1,
  departmentId: 1,
  ratedStaffIds: 1,
  clocks: 1,
  alerts: 1,
  pause: 1,
} as const;

/** Tickets looked at in one round; the rest wait for the next. */
const sweepSize = 500;

/**
 * Tells people of the steps that clocks have reached since the last round, and lets tickets go on that have waited
 * for their resident as long as they may. People are told first and the ticket is marked after: a process that dies in
 * between tells them again, which changes nothing. However many processes run, each alert is marked once. A ticket
 * that someone changes meanwhile is left to the next round, which sees its clocks as they are then.
 */
export async function raiseAlerts(needs: AlertNeeds): Promise<void> {
  const { tickets, notifications } = needs;
  const now = needs.clock.now();
  const due = await tickets
    .find({ nextAlertAt: { $lte: now } }, alertFields)
    .sort({ nextAlertAt: 1 })
    .limit(sweepSize)
    .lean<AlertedTicket[]>();
  for (const seen of due) {
    const ticket = seen.pause && seen.pause.until <= now ? await endPause(seen._id, needs) : seen;
    if (!ticket) continue;
    const raised = alertsDue(ticket.clocks, ticket.alerts, now);
    for (const alert of raised) {
      await notifications.tell(
        recipientsOf(alert, ticket, needs),
        occasionOf(alert, ticket),
        noticeOf(alert, ticket),
        { kind: 'ticket', id: ticket._id },
      );
    }
    const alerts = [...ticket.alerts, ...raised];
    await tickets.updateOne(
      { _id: ticket._id, version: ticket.version, alerts: { $size: ticket.alerts.length } },
      { $set: { alerts, nextAlertAt: nextAlertAt(ticket.clocks, alerts, ticket.pause) } },
    );
    await needs.changes.tell(ticketChanges(ticket));
  }
}

/** A clock that starts anew, or has more time, tells again. */
function occasionOf({ clock, step }: TicketAlert, { _id, clocks }: AlertedTicket): string {
  const dueAt = clocks.find(({ kind }) => kind === clock)?.dueAt;
  return `${_id.toHexString()}:${clock}:${step}:${dueAt?.getTime()}`;
}

function noticeOf({ clock, step }: TicketAlert, { number: ticketNumber }: AlertedTicket) {
  if (step === 'head') return { kind: 'ticket-escalated' as const, ticketNumber, clock };
  return { kind: 'ticket-alert' as const, ticketNumber, clock, colour: step };
}

/**
 * Yellow is for the handler, red also for who oversees it, and the last step for who leads the department. Who stands
 * in for somebody who is away is told with them.
 */
function recipientsOf(
  { step }: TicketAlert,
  ticket: AlertedTicket,
  { organization, absences }: AlertNeeds,
): Types.ObjectId[] {
  const directory = organization.directory();
  const supervisors = () => supervisorsOf(directory, absences.isAbsent, ticket).map(({ _id }) => _id);
  const handler = ticket.handlerId ? [ticket.handlerId] : [];
  const told =
    step === 'head'
      ? [headOf(directory, ticket)?._id ?? []].flat()
      : step === 'yellow' && handler.length > 0
        ? handler
        : [...handler, ...supervisors()];
  return withDeputies(told, ticket, directory, absences);
}

function withDeputies(
  staffIds: readonly Types.ObjectId[],
  { ratedStaffIds }: AlertedTicket,
  directory: Directory,
  absences: Absences,
): Types.ObjectId[] {
  const deputies = staffIds
    .flatMap((id) => absences.deputyOf(id) ?? [])
    .filter((id) => directory.staffMember(id)?.active && !ratedStaffIds.some((rated) => rated.equals(id)));
  return [...staffIds, ...deputies].filter(
    (id, index, all) => all.findIndex((other) => other.equals(id)) === index,
  );
}
