import type { Notifications } from '../notifications/index.ts';
import type { Ticket, TicketModel } from './model.ts';

/** Tickets looked at in one round; the rest wait for the next. */
const sweepSize = 500;

type TellingTicket = Pick<Ticket, '_id' | 'tellings'>;

/** Delivers what a ticket has to tell. Done again, it changes nothing. */
export async function deliverTellings(
  { _id, tellings }: TellingTicket,
  { tickets, notifications }: { tickets: TicketModel; notifications: Notifications },
): Promise<void> {
  if (tellings.length === 0) return;
  for (const { occasion, staffIds, notice } of tellings) {
    await notifications.tell(staffIds, `${_id.toHexString()}:${occasion}`, notice, {
      kind: 'ticket',
      id: _id,
    });
  }
  const delivered = tellings.map(({ occasion }) => occasion);
  await tickets.updateOne({ _id }, { $pull: { tellings: { occasion: { $in: delivered } } } });
}

/** Delivers what a process left behind that died between the change and its message. */
export async function sweepTellings(needs: {
  tickets: TicketModel;
  notifications: Notifications;
}): Promise<void> {
  const left = await needs.tickets
    .find({ 'tellings.at': { $gt: new Date(0) } }, { tellings: 1 })
    .sort({ 'tellings.at': 1 })
    .limit(sweepSize)
    .lean<TellingTicket[]>();
  for (const ticket of left) await deliverTellings(ticket, needs);
}
