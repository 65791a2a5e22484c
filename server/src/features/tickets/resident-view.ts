import { residentStateOf } from '@linli/shared/resident-view.ts';
import { findingLabels, needsReview, type TicketEventKind } from '@linli/shared/ticket-life-cycle.ts';
import type { TicketProgress } from './index.ts';
import type { TicketEvent } from './ticket.ts';

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
  solved: 'solved',
  'not-solved': 'reopened',
  lapse: 'lapsed',
  close: 'closed',
  pause: 'paused',
  resume: 'resumed',
  transfer: null,
  'ask-return': null,
  'ask-extension': null,
  grant: null,
  refuse: null,
  reassign: null,
  remind: null,
  'evidence-added': null,
  'evidence-removed': null,
  'hand-over': null,
} as const satisfies Record<TicketEventKind, string | null>;

/** Where the ticket stands, as its resident reads it. A finding that nobody has confirmed yet is not one. */
export function presentForResident(ticket: TicketProgress) {
  const { number, state, finding, reply, privateNote, closesAt, reopened, outcome } = ticket;
  return {
    number,
    state: residentStateOf(state),
    finding: state === 'reviewing' ? null : finding,
    reply,
    privateNote,
    judgeBy: closesAt?.toISOString() ?? null,
    reopened,
    outcome,
  };
}

/** What has happened, oldest first, without internal words and names of staff. */
export function timelineForResident(ticket: TicketProgress) {
  return ticket.history.flatMap((event) => {
    const kind = toldOf(event, ticket);
    if (!kind) return [];
    return [{ kind, at: event.at.toISOString(), text: wordsOf(kind, event) }];
  });
}

type Told = (typeof toldAs)[keyof typeof toldAs] | 'verifying' | 'unsolved';

function toldOf(event: TicketEvent, { history, outcome }: TicketProgress): Told {
  const { kind, finding } = event;
  if (kind === 'conclude' && finding && needsReview(finding)) return 'verifying';
  if (kind === 'not-solved' && outcome === 'not-solved' && event === history.at(-1)) return 'unsolved';
  return toldAs[kind];
}

const ownWords: readonly Told[] = ['replied', 'paused', 'reopened', 'unsolved'];

function wordsOf(kind: Told, { text, finding }: TicketEvent): string | null {
  if (ownWords.includes(kind)) return text;
  return kind === 'concluded' && finding ? findingLabels[finding] : null;
}
