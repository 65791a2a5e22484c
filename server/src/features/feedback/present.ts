import type { AnswerOf, FeedbackDetail, FeedbackRow } from '@linli/shared/api/types.ts';
import { residentStateOf } from '@linli/shared/resident-view.ts';
import type { TicketState } from '@linli/shared/ticket-life-cycle.ts';
import { excerptOf } from '../../platform/text.ts';
import { presentForResident, type TicketProgress, timelineForResident } from '../tickets/index.ts';
import type { Feedback } from './model.ts';

export function presentFeedback(feedback: Feedback): AnswerOf<'submitFeedback'> {
  return {
    id: feedback._id.toHexString(),
    kind: feedback.kind,
    text: feedback.comment,
    createdAt: feedback.createdAt.toISOString(),
  };
}

/** What the list of one's own feedback needs. */
export const rowFields = { kind: 1, comment: 1, createdAt: 1 } as const;

export type FeedbackRowFields = Pick<Feedback, '_id' | keyof typeof rowFields>;

export function presentRow(feedback: FeedbackRowFields, ticketState: TicketState | null): FeedbackRow {
  return {
    id: feedback._id.toHexString(),
    kind: feedback.kind,
    excerpt: excerptOf(feedback.comment),
    createdAt: feedback.createdAt.toISOString(),
    ticketState: ticketState && residentStateOf(ticketState),
  };
}

export function presentOwnFeedback(feedback: Feedback, ticket: TicketProgress | null): FeedbackDetail {
  return {
    ...presentFeedback(feedback),
    ticket: ticket && presentForResident(ticket),
    timeline: [
      { kind: 'sent', at: feedback.createdAt.toISOString(), text: null },
      ...(ticket ? timelineForResident(ticket) : []),
    ],
  };
}
