import { findingLabels, type TicketAction } from '@linli/shared/ticket-life-cycle.ts';
import type { TicketProgress } from './index.ts';

/** What the resident is told of each step; internal notes are not among them. */
const toldAs = {
  opened: 'assigned',
  accept: 'accepted',
  contact: null,
  note: null,
  conclude: 'concluded',
  reply: 'replied',
  close: 'closed',
} as const satisfies Record<'opened' | TicketAction, string | null>;

/** Where the ticket stands, as its resident reads it. */
export function presentForResident({ number, state, finding, reply }: TicketProgress) {
  return { number, state, finding, reply };
}

/** What has happened, oldest first, without internal words and names of staff. */
export function timelineForResident(ticket: TicketProgress) {
  return ticket.history.flatMap(({ kind, at, text, finding }) => {
    const told = toldAs[kind];
    if (!told) return [];
    const words = told === 'replied' ? text : finding && findingLabels[finding];
    return [{ kind: told, at: at.toISOString(), text: words }];
  });
}
