import type { Ticket } from '../ticket.ts';
import type { ActionEffect, ActionRule } from './rule.ts';

/** The finding stands: the rating leaves the good rate. */
export const confirm: ActionRule<'confirm'> = {
  apply: (ticket, { text }) => ({
    set: { excluded: true },
    event: { finding: ticket.finding, text: text ?? null },
    tell: tellHandler(ticket, true),
  }),
};

/** The finding does not hold yet: the handler goes on, with the reviewer's reason. */
export const sendBack: ActionRule<'send-back'> = {
  apply: (ticket, { text }) => ({
    set: { finding: null, measures: [], measureText: null },
    event: { finding: ticket.finding, text },
    tell: tellHandler(ticket, false),
  }),
};

function tellHandler(
  { handlerId, finding, number }: Ticket,
  confirmed: boolean,
): NonNullable<ActionEffect['tell']> {
  if (!handlerId || !finding) return [];
  return [
    {
      staffIds: [handlerId],
      notice: { kind: 'ticket-reviewed', ticketNumber: number, finding, confirmed },
    },
  ];
}
