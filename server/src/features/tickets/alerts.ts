import type { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import type { Absences } from '../absences/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Directory, Organization } from '../organization/index.ts';
import { alertsDue, nextAlertAt, type TicketAlert } from './clocks.ts';
import type { Ticket, TicketModel } from './model.ts';
import { supervisorsOf } from './routing/candidates.ts';

export interface AlertNeeds {
  tickets: TicketModel;
  organization: Organization;
  absences: Absences;
  notifications: Notifications;
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
  | 'reopened'
>;

const alertFields = {
  reopened: 1,
  number: 1,
  version: 1,
  handlerId: 1,
  departmentId: 1,
  ratedStaffIds: 1,
  clocks: 1,
  alerts: 1,
} as const;

/** Tickets looked at in one round; the rest wait for the next. */
const sweepSize = 500;

/**
 * Tells people of the clocks that have turned yellow or red since the last round. People are told first and the
 * ticket is marked after: a process that dies in between tells them again, which changes nothing. However many
 * processes run, each alert is marked once. A ticket that someone changes meanwhile is left to the next round, which
 * sees its clocks as they are then.
 */
export async function raiseAlerts({
  tickets,
  organization,
  absences,
  notifications,
  clock,
}: AlertNeeds): Promise<void> {
  const now = clock.now();
  const due = await tickets
    .find({ nextAlertAt: { $lte: now } }, alertFields)
    .sort({ nextAlertAt: 1 })
    .limit(sweepSize)
    .lean<AlertedTicket[]>();
  for (const ticket of due) {
    const raised = alertsDue(ticket.clocks, ticket.alerts, now);
    for (const alert of raised) {
      await notifications.tell(
        recipientsOf(alert, ticket, organization.directory(), absences),
        `${ticket._id.toHexString()}:${ticket.reopened ? 'again:' : ''}${alert.clock}:${alert.colour}`,
        { kind: 'ticket-alert', ticketNumber: ticket.number, clock: alert.clock, colour: alert.colour },
        { kind: 'ticket', id: ticket._id },
      );
    }
    const alerts = [...ticket.alerts, ...raised];
    await tickets.updateOne(
      { _id: ticket._id, version: ticket.version, alerts: { $size: ticket.alerts.length } },
      { $set: { alerts, nextAlertAt: nextAlertAt(ticket.clocks, alerts) } },
    );
  }
}

/**
 * Yellow is for the handler, and for who stands in for them; red also for the supervisors of the department, or of
 * the nearest unit above.
 */
function recipientsOf(
  alert: TicketAlert,
  ticket: AlertedTicket,
  directory: Directory,
  absences: Absences,
): Types.ObjectId[] {
  const handler = ticket.handlerId
    ? [ticket.handlerId, ...deputiesOf(ticket.handlerId, ticket, absences)]
    : [];
  if (alert.colour === 'yellow' && handler.length > 0) return handler;
  const supervisors = supervisorsOf(directory, absences.isAbsent, ticket)
    .map(({ _id }) => _id)
    .filter((id) => !handler.some((one) => one.equals(id)));
  return [...handler, ...supervisors];
}

/** Who stands in for the handler, unless the ticket is about them. */
function deputiesOf(handlerId: Types.ObjectId, ticket: AlertedTicket, absences: Absences): Types.ObjectId[] {
  const deputy = absences.deputyOf(handlerId);
  return deputy && !ticket.ratedStaffIds.some((id) => id.equals(deputy)) ? [deputy] : [];
}
