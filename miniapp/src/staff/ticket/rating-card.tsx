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

interface RatingCardProps {
  ticket: TicketDetailOf<'rating'>;
  /** The reader may ask for the contact in full. */
  contactReadable: boolean;
}

/** The rating behind the ticket. Who gave it is shown masked, and in full only on request. */
export function RatingCard({ ticket, contactReadable }: RatingCardProps) {
  return (
    <Card>
      <View className="ticket-grade">
        <Face grade={ticket.grade} />
        <Heading>{gradeLabels[ticket.grade]}</Heading>
      </View>
      {ticket.firstRating && <Fact label={copy.supplementTo}>{firstInWords(ticket.firstRating)}</Fact>}
      <Fact label={copy.counter}>
        {ticket.counter.code} {ticket.counter.name}
      </Fact>
      <Fact label={copy.department}>{ticket.department.name}</Fact>
      {ticket.serviceItem && <Fact label={copy.item}>{ticket.serviceItem.name}</Fact>}
      <Fact label={copy.ratedAt}>{timeInWords(ticket.ratedAt)}</Fact>
      {ticket.tags.length > 0 && (
        <Fact label={copy.tags}>{ticket.tags.map((tag) => tag.label).join('\n')}</Fact>
      )}
      {ticket.comment && <Fact label={copy.comment}>{ticket.comment}</Fact>}
      <ContactFacts ticket={ticket} readable={contactReadable} />
    </Card>
  );
}

function firstInWords(first: NonNullable<RatingCardProps['ticket']['firstRating']>): string {
  const words = copy.first(gradeLabels[first.grade], timeInWords(first.ratedAt));
  return first.ticketNumber === null ? words : `${words}\n${copy.firstTicket(first.ticketNumber)}`;
}
