import type { TicketDetailOf } from '@linli/shared/api/types.ts';
import { feedbackKindLabels } from '@linli/shared/feedback.ts';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Fact } from '../../components/row';
import { timeInWords } from '../../platform/time-words';
import { ContactFacts } from './contact-facts';
import { copy } from './copy';

interface FeedbackCardProps {
  ticket: TicketDetailOf<'feedback'>;
  /** The reader may ask for the contact in full. */
  contactReadable: boolean;
}

/** What a resident said about the app itself. */
export function FeedbackCard({ ticket, contactReadable }: FeedbackCardProps) {
  return (
    <Card>
      <Heading>{copy.feedback(feedbackKindLabels[ticket.feedbackKind])}</Heading>
      <Fact label={copy.department}>{ticket.department.name}</Fact>
      <Fact label={copy.sentAt}>{timeInWords(ticket.sentAt)}</Fact>
      <Fact label={copy.feedbackText}>{ticket.comment ?? copy.textErased}</Fact>
      <ContactFacts ticket={ticket} readable={contactReadable} />
    </Card>
  );
}
