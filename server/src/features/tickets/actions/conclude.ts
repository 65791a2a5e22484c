import { findingsOf, needsReview } from '@linli/shared/ticket-life-cycle.ts';
import { ApiError } from '../../../platform/errors.ts';
import { supervisorsBeside } from '../routing/candidates.ts';
import type { ActionRule } from './rule.ts';

/**
 * A finding against the rating is only proposed: somebody else confirms it.
 * @throws finding-not-of-ticket: a feedback, for one, cannot be malicious
 * @throws no-reviewer
 * @throws invalid-request where another measure than those listed is not described
 */
export const conclude: ActionRule<'conclude'> = {
  apply(ticket, { finding, text, measures = [], measureText = '' }, { organization, absences }) {
    if (!findingsOf(ticket.subject).includes(finding)) throw new ApiError('finding-not-of-ticket');
    if (measures.includes('other') && measureText === '') {
      throw new ApiError('invalid-request', {
        details: [{ path: 'body.measureText', message: '选了“其他”，请写明措施' }],
      });
    }
    const effect = {
      set: { finding, excluded: false, measures, measureText: measureText || null },
      event: { finding, text },
    };
    if (!needsReview(finding)) return effect;
    const reviewers = supervisorsBeside(
      organization.directory(),
      absences.isAbsent,
      ticket,
      ticket.handlerId,
    );
    if (reviewers.length === 0) throw new ApiError('no-reviewer');
    return {
      ...effect,
      tell: [
        {
          staffIds: reviewers.map(({ _id }) => _id),
          notice: { kind: 'ticket-to-review', ticketNumber: ticket.number, finding },
        },
      ],
    };
  },
};
