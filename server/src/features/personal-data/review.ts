import type { ErasablePart, HoldingState } from '@linli/shared/consent.ts';
import { dayMs, later, minuteMs } from '../../platform/clock.ts';
import type { TicketProgress } from '../tickets/index.ts';
import type { PersonalParts } from './model.ts';
import { contactKeptMs } from './take.ts';

/** How soon after a case is closed what waited for it goes. */
const waitMs = 10 * minuteMs;

/** When the case of a document ended; null while it is open. A document without a ticket ends as it begins. */
export function caseEnd(
  parts: PersonalParts,
  ticket: Pick<TicketProgress, 'state' | 'closedAt'> | null,
): Date | null {
  if (parts.ticketDue) return null;
  if (ticket === null) return parts.createdAt;
  return ticket.state === 'closed' ? (ticket.closedAt ?? parts.createdAt) : null;
}

export function stateOf(parts: PersonalParts, part: ErasablePart): HoldingState {
  const erasure = part === 'contact' ? parts.contactErasure : parts.commentErasure;
  if (erasure?.doneAt) return 'erased';
  if (parts[part] === null) return 'none';
  return erasure?.askedAt ? 'leaves-when-closed' : 'held';
}

export interface Review {
  /** What must go now. */
  erase: ErasablePart[];
  /** When to look again; null: never, nothing is left that could have to go. */
  nextAt: Date | null;
}

/**
 * What has to happen to a document's personal parts now.
 * @param neededWhileOpen whether the law asks for the contact until the case is closed, whatever its owner asks
 */
export function reviewOf(
  parts: PersonalParts,
  ended: Date | null,
  neededWhileOpen: boolean,
  now: Date,
): Review {
  const contactIs = stateOf(parts, 'contact');
  const commentIs = stateOf(parts, 'comment');
  const erase: ErasablePart[] = [];
  const looks: Date[] = [];
  if (contactIs === 'leaves-when-closed') {
    if (ended || !neededWhileOpen) erase.push('contact');
    else looks.push(later(now, waitMs));
  }
  if (contactIs === 'held') {
    const until = ended && later(ended, contactKeptMs);
    if (until && until <= now) erase.push('contact');
    else looks.push(until ?? later(now, dayMs));
  }
  if (commentIs === 'leaves-when-closed') {
    if (ended) erase.push('comment');
    else looks.push(later(now, waitMs));
  }
  const nextAt = looks.length > 0 ? new Date(Math.min(...looks.map((look) => look.getTime()))) : null;
  return { erase, nextAt };
}
