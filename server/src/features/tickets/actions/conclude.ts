import { findingsOf } from '@linli/shared/ticket-life-cycle.ts';
import { ApiError } from '../../../platform/errors.ts';
import type { ActionRule } from './rule.ts';

/** @throws finding-not-of-ticket: a feedback, for one, cannot be malicious */
export const conclude: ActionRule<'conclude'> = {
  apply(ticket, { finding, text }) {
    if (!findingsOf(ticket.subject).includes(finding)) throw new ApiError('finding-not-of-ticket');
    return { set: { finding }, event: { finding, text } };
  },
};
