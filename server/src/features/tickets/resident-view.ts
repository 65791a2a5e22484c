import { residentStateOf } from '@linli/shared/resident-view.ts';
import { findingLabels, needsReview, type TicketEventKind } from '@linli/shared/ticket-life-cycle.ts';
import type { TicketProgress } from './index.ts';
import type { TicketEvent } from './model.ts';

/** What the resident is told of each step; internal notes are not among them. */
const toldAs = {
  opened: 'assigned',
  accept: 'accepted',
  contact: null,
  note: null,
  conclude: 'concluded',
  confirm: 'concluded',
  'send-back': null,
  reply: 'replied',
  close: 'closed',
  'evidence-added': null,
  'evidence-removed': null,
} as const satisfies Record<TicketEventKind, string | null>;

/** Where the ticket stands, as its resident reads it. A finding that nobody has confirmed yet is not one. */
export function presentForResident({ number, state, finding, reply }: TicketProgress) {
  return {
    number,
    state: residentStateOf(state),
    finding: state === 'reviewing' ? null : finding,
    reply,
  };
}

/** What has happened, oldest first, without internal words and names of staff. */
export function timelineForResident(ticket: TicketProgress) {
  return ticket.history.flatMap((event) => {
    const kind = toldOf(event);
    if (!kind) return [];
    return [{ kind, at: event.at.toISOString(), text: wordsOf(kind, event) }];
  });
}

type Told = (typeof toldAs)[keyof typeof toldAs] | 'verifying';

function toldOf({ kind, finding }: TicketEvent): Told {
  return kind === 'conclude' && finding && needsReview(finding) ? 'verifying' : toldAs[kind];
}

function wordsOf(kind: Told, { text, finding }: TicketEvent): string | null {
  if (kind === 'replied') return text;
  return kind === 'concluded' && finding ? findingLabels[finding] : null;
}
