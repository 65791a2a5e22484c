import type { Notice } from '@linli/shared/notifications.ts';
import type { TicketState } from '@linli/shared/ticket-life-cycle.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Move } from './change.ts';
import type { TicketModel } from './model.ts';
import type { Telling, Ticket } from './ticket.ts';

/** Tickets looked at in one round; the rest wait for the next. */
const sweepSize = 500;

type TellingTicket = Pick<Ticket, '_id' | 'sourceId' | 'subject' | 'tellings'>;

const tellingFields = { sourceId: 1, subject: 1, tellings: 1 };

/** What the resident is told of a move; null where it is the staff's own business, or the resident's own doing. */
export function noticeForResident(
  { number, subject }: Pick<Ticket, 'number' | 'subject'>,
  { kind, to }: Pick<Move, 'kind' | 'to'>,
): Notice | null {
  const common = { ticketNumber: number, of: subject.kind };
  if (kind === 'pause') return { kind: 'case-waiting', ...common };
  if (kind === 'reply') return { kind: 'case-answered', ...common };
  if (kind === 'not-solved' && isOpen(to)) return { kind: 'case-reopened', ...common };
  return kind === 'lapse' ? { kind: 'case-closed', ...common } : null;
}

const isOpen = (state: TicketState) => state !== 'closed';

/** Delivers what a ticket has to tell. Done again, it changes nothing. */
export async function deliverTellings(
  ticket: TellingTicket,
  { tickets, notifications }: { tickets: TicketModel; notifications: Notifications },
): Promise<void> {
  const { _id, tellings } = ticket;
  if (tellings.length === 0) return;
  for (const telling of tellings) await deliverOne(ticket, telling, notifications);
  const delivered = tellings.map(({ occasion }) => occasion);
  await tickets.updateOne({ _id }, { $pull: { tellings: { occasion: { $in: delivered } } } });
}

async function deliverOne(
  { _id, sourceId, subject }: TellingTicket,
  { occasion, staffIds, toResident, notice }: Telling,
  notifications: Notifications,
): Promise<void> {
  const named = `${_id.toHexString()}:${occasion}`;
  if (toResident) await notifications.tellResidentOf({ kind: subject.kind, id: sourceId }, named, notice);
  else await notifications.tell(staffIds, named, notice, { kind: 'ticket', id: _id });
}

/** Delivers what a process left behind that died between the change and its message. */
export async function sweepTellings(needs: {
  tickets: TicketModel;
  notifications: Notifications;
}): Promise<void> {
  const left = await needs.tickets
    .find({ 'tellings.at': { $gt: new Date(0) } }, tellingFields)
    .sort({ 'tellings.at': 1 })
    .limit(sweepSize)
    .lean<TellingTicket[]>();
  for (const ticket of left) await deliverTellings(ticket, needs);
}
