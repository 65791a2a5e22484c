import type { TicketDetailOf } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Face } from '../../components/face-picker/face';
import { Heading } from '../../components/heading';
import { Fact } from '../../components/row';
import { timeInWords } from '../../platform/time-words';
import { ContactFacts } from './contact-facts';
import { copy } from './copy';

interface ConsultationCardProps {
  ticket: TicketDetailOf<'consultation'>;
  /** The reader may ask for the contact in full. */
  contactReadable: boolean;
}

/** The bad rating of a consultation. What was confided to the lawyer is no part of it. */
export function ConsultationCard({ ticket, contactReadable }: ConsultationCardProps) {
  return (
    <Card>
      <View className="ticket-grade">
        <Face grade={ticket.grade} />
        <Heading>{gradeLabels[ticket.grade]}</Heading>
      </View>
      <Fact label={copy.lawyer}>{ticket.lawyer}</Fact>
      <Fact label={copy.department}>{ticket.department.name}</Fact>
      <Fact label={copy.ratedAt}>{timeInWords(ticket.ratedAt)}</Fact>
      {ticket.tags.length > 0 && (
        <Fact label={copy.tags}>{ticket.tags.map((tag) => tag.label).join('\n')}</Fact>
      )}
      {ticket.comment && <Fact label={copy.comment}>{ticket.comment}</Fact>}
      <ContactFacts ticket={ticket} readable={contactReadable} />
    </Card>
  );
}
