import type { FeedbackKind } from './feedback.ts';
import { type TicketRequestKind, transfersMax } from './ticket-requests.ts';

/**
 * The life of a ticket as a table: 接受 → 调查 → 结论 → 反馈 → 办结.
 * The server refuses what the table does not allow; screens offer only what it allows.
 */
export const ticketStates = ['assigned', 'accepted', 'reviewing', 'concluded', 'replied', 'closed'] as const;
export type TicketState = (typeof ticketStates)[number];

export const ticketStateLabels: Record<TicketState, string> = {
  assigned: '待接单',
  accepted: '办理中',
  reviewing: '待复核',
  concluded: '已有结论',
  replied: '已答复',
  closed: '已办结',
};

/** What staff do. */
export const ticketActions = [
  'accept',
  'contact',
  'note',
  'conclude',
  'confirm',
  'send-back',
  'reply',
  'transfer',
  'ask-return',
  'ask-extension',
  'grant',
  'refuse',
  'pause',
  'resume',
  'reassign',
  'remind',
] as const;
export type TicketAction = (typeof ticketActions)[number];

export function isTicketAction(text: string): text is TicketAction {
  return ticketActions.some((action) => action === text);
}

export const ticketActionLabels: Record<TicketAction, string> = {
  accept: '接单',
  contact: '联系居民',
  note: '记一笔',
  conclude: '下结论',
  confirm: '同意结论',
  'send-back': '退回重查',
  reply: '答复居民',
  transfer: '转办',
  'ask-return': '申请退回',
  'ask-extension': '申请延期',
  grant: '同意申请',
  refuse: '不同意申请',
  pause: '等居民补充',
  resume: '继续办理',
  reassign: '改派',
  remind: '提醒办理人',
};

/** What moves an answered ticket without staff: the resident judges the handling (回访), or lets the time for it pass. */
export const ticketTurns = ['solved', 'not-solved', 'lapse'] as const;
export type TicketTurn = (typeof ticketTurns)[number];

export const ticketTurnLabels: Record<TicketTurn, string> = {
  solved: '居民确认：解决了',
  'not-solved': '居民表示：没有解决',
  lapse: '居民到期未评判，自动办结',
};

/** A move of the ticket, whoever makes it. */
export type TicketMove = TicketAction | TicketTurn;

/**
 * What the history knows: the opening, each move, and what happens to the evidence. Evidence is no action of the
 * life cycle: it can come and go as long as the ticket is open, and changes nothing that others have to see first.
 */
export const ticketEventKinds = [
  'opened',
  ...ticketActions,
  ...ticketTurns,
  'evidence-added',
  'evidence-removed',
  'hand-over',
  // From before residents judged.
  'close',
] as const;
export type TicketEventKind = (typeof ticketEventKinds)[number];

/** What the history calls each of them. */
export const ticketEventLabels: Record<TicketEventKind, string> = {
  opened: '系统建立工单',
  ...ticketActionLabels,
  ...ticketTurnLabels,
  close: '办结',
  'hand-over': '不在岗移交',
  'evidence-added': '添加证据',
  'evidence-removed': '移除证据',
};

/**
 * Who stands how to a ticket. `handler` is the one named person it is assigned to, `reviewer` a supervisor who neither
 * handles it nor drew the conclusion.
 */
export type TicketParty = 'handler' | 'supervisor' | 'reviewer' | 'resident' | 'system';

interface TicketStep {
  from: readonly TicketState[];
  /** The state after the action; absent when the action leaves it as it is. */
  to?: TicketState;
  /** The state instead, when somebody else has to look at the finding. */
  toForReview?: TicketState;
  /** The state instead, when it was reopened before. */
  toWhenReopened?: TicketState;
  /** The state instead, where it is this one: who gets the ticket accepts it anew. */
  toFrom?: Partial<Record<TicketState, TicketState>>;
  by: readonly TicketParty[];
}

/** While the investigation goes on: until the answer. */
const beforeReply = [
  'assigned',
  'accepted',
  'reviewing',
  'concluded',
] as const satisfies readonly TicketState[];

export const ticketLifeCycle: Record<TicketMove, TicketStep> = {
  accept: { from: ['assigned'], to: 'accepted', by: ['handler'] },
  contact: { from: ['accepted', 'reviewing', 'concluded', 'replied'], by: ['handler'] },
  note: {
    from: ['assigned', 'accepted', 'reviewing', 'concluded', 'replied'],
    by: ['handler', 'supervisor'],
  },
  conclude: { from: ['accepted'], to: 'concluded', toForReview: 'reviewing', by: ['handler'] },
  confirm: { from: ['reviewing'], to: 'concluded', by: ['reviewer'] },
  'send-back': { from: ['reviewing'], to: 'accepted', by: ['reviewer'] },
  reply: { from: ['concluded'], to: 'replied', by: ['handler'] },
  transfer: { from: ['assigned', 'accepted'], to: 'assigned', by: ['handler'] },
  'ask-return': { from: ['assigned', 'accepted'], by: ['handler'] },
  'ask-extension': { from: ['accepted', 'reviewing', 'concluded'], by: ['handler'] },
  grant: { from: beforeReply, by: ['reviewer'] },
  refuse: { from: beforeReply, by: ['reviewer'] },
  pause: { from: ['accepted', 'concluded'], by: ['handler'] },
  resume: { from: ['accepted', 'concluded'], by: ['handler', 'supervisor'] },
  reassign: { from: beforeReply, toFrom: { accepted: 'assigned' }, by: ['supervisor'] },
  remind: { from: beforeReply, by: ['reviewer'] },
  solved: { from: ['replied'], to: 'closed', by: ['resident'] },
  'not-solved': { from: ['replied'], to: 'assigned', toWhenReopened: 'closed', by: ['resident'] },
  lapse: { from: ['replied'], to: 'closed', by: ['system'] },
};

/** What of a ticket decides which actions it allows. */
export interface TicketStanding {
  state: TicketState;
  /** The resident left a number, and it has not been erased. */
  hasContact: boolean;
  /** The resident has found it not solved before. */
  reopened: boolean;
  /** What its handler has asked for and nobody has decided. */
  request: TicketRequestKind | null;
  /** How often it can still be passed on. */
  transfersLeft: number;
  /** The time to answer has not run out and was not extended before. */
  extendable: boolean;
  /** The time to answer stands still while the resident is waited for. */
  paused: boolean;
  /** It can stand still once more. */
  pausable: boolean;
}

/** A ticket as it stands before anything was asked for, passed on, put off or opened again. */
export const plainStanding = {
  reopened: false,
  request: null,
  transfersLeft: transfersMax,
  extendable: true,
  paused: false,
  pausable: true,
} as const satisfies Partial<TicketStanding>;

/** The actions open to these parties as the ticket stands, in the table's order. */
export function allowedTicketActions(
  ticket: TicketStanding,
  parties: readonly TicketParty[],
): TicketAction[] {
  return ticketActions.filter(
    (action) =>
      nextTicketState(ticket, action) !== null &&
      ticketLifeCycle[action].by.some((party) => parties.includes(party)),
  );
}

/**
 * The state that follows; null when the table does not allow the move as the ticket stands.
 * @param finding what it is concluded with, where it is
 */
export function nextTicketState(
  ticket: TicketStanding,
  move: TicketMove,
  finding: Finding | null = null,
): TicketState | null {
  const step = ticketLifeCycle[move];
  if (!step.from.includes(ticket.state)) return null;
  if (holdsBack(ticket, move)) return null;
  // Not ours: whoever it goes to accepts it anew.
  if (move === 'grant' && ticket.request === 'return') return 'assigned';
  if (step.toForReview && finding && needsReview(finding)) return step.toForReview;
  if (step.toWhenReopened && ticket.reopened) return step.toWhenReopened;
  return step.toFrom?.[ticket.state] ?? step.to ?? ticket.state;
}

/** Whether a fact beside the state forbids it. */
function holdsBack(ticket: TicketStanding, move: TicketMove): boolean {
  switch (move) {
    case 'contact':
      return !ticket.hasContact;
    case 'transfer':
      return ticket.transfersLeft === 0 || ticket.request !== null;
    case 'ask-return':
      return ticket.request !== null;
    case 'ask-extension':
      return ticket.request !== null || !ticket.extendable;
    case 'grant':
    case 'refuse':
      return ticket.request === null;
    case 'pause':
      // Without a number there is nobody to wait for.
      return ticket.paused || !ticket.pausable || !ticket.hasContact;
    case 'resume':
      return !ticket.paused;
    case 'conclude':
      // Who says it is not theirs does not draw the conclusion.
      return ticket.paused || ticket.request === 'return';
    case 'reply':
      // What is answered does not wait for the resident any more: go on first.
      return ticket.paused;
    default:
      return false;
  }
}

/** How a ticket ended: as its resident judged it, or without a word from them. */
export const ticketOutcomes = ['solved', 'not-solved', 'unanswered'] as const;
export type TicketOutcome = (typeof ticketOutcomes)[number];

export const ticketOutcomeLabels: Record<TicketOutcome, string> = {
  solved: '居民确认已解决',
  'not-solved': '居民认为没有解决',
  unanswered: '居民到期未评判',
};

/** States in which the ticket still waits for someone. */
export const openTicketStates = ticketStates.filter((state) => state !== 'closed');

/** What a ticket is about: a bad rating of a counter or of a consultation, or a feedback about the app itself. */
export const ticketKinds = ['rating', 'feedback', 'consultation'] as const;
export type TicketKind = (typeof ticketKinds)[number];

/** Every finding there is; which of them a ticket can have is `findingsOf`. */
export const findings = [
  'substantiated',
  'partly-substantiated',
  'mistaken',
  'malicious',
  'no-legal-basis',
  'unsubstantiated',
  'adopted',
  'partly-adopted',
  'not-adopted',
] as const;
export type Finding = (typeof findings)[number];

export const findingLabels: Record<Finding, string> = {
  substantiated: '属实',
  'partly-substantiated': '部分属实',
  mistaken: '误评',
  malicious: '恶意差评',
  'no-legal-basis': '缺乏法定依据',
  unsubstantiated: '未发现所述问题',
  adopted: '采纳',
  'partly-adopted': '部分采纳',
  'not-adopted': '暂不采纳',
};

/** What the investigation of a bad rating can find (domain rule: five findings). */
const ratingFindings = [
  'substantiated',
  'partly-substantiated',
  'mistaken',
  'malicious',
  'no-legal-basis',
] as const satisfies readonly Finding[];

/**
 * Findings against the rating need a reason and a second reviewer; confirmed, they take it out of the good rate and
 * into a column of its own (domain rule). The rating itself stays as it was given.
 */
const findingsAgainstRating: readonly Finding[] = ['mistaken', 'malicious', 'no-legal-basis'];

export function needsReview(finding: Finding): boolean {
  return findingsAgainstRating.includes(finding);
}

const factFindings = [
  'substantiated',
  'partly-substantiated',
  'unsubstantiated',
] as const satisfies readonly Finding[];

/** A feedback is nobody's rating: it cannot be mistaken or malicious. */
const feedbackFindings: Record<FeedbackKind, readonly Finding[]> = {
  complaint: factFindings,
  fault: factFindings,
  suggestion: ['adopted', 'partly-adopted', 'not-adopted'],
};

/** The findings a ticket can be concluded with. */
export function findingsOf(
  about: { kind: 'rating' | 'consultation' } | { kind: 'feedback'; feedbackKind: FeedbackKind },
): readonly Finding[] {
  return about.kind === 'feedback' ? feedbackFindings[about.feedbackKind] : ratingFindings;
}
