import type { AnswerOf, TicketDetail } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Face } from '../../components/face-picker/face';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { call } from '../../platform/api';
import { toCallError } from '../../platform/call-error';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';

interface RatingCardProps {
  ticket: TicketDetail;
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
      {ticket.contact ? (
        <Contact ticketId={ticket.id} masked={ticket.contact} readable={contactReadable} />
      ) : (
        <Fact label={copy.contact}>{copy.anonymous}</Fact>
      )}
    </Card>
  );
}

type ContactDetails = AnswerOf<'getTicketContact'>;

interface ContactProps {
  ticketId: string;
  masked: ContactDetails;
  readable: boolean;
}

function Contact({ ticketId, masked, readable }: ContactProps) {
  const [full, setFull] = useState<ContactDetails | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const show = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setFull(await call('getTicketContact', { params: { id: ticketId } }));
    } catch (thrown) {
      setProblem(toCallError(thrown).message);
    }
    setBusy(false);
  };

  const { name, phone } = full ?? masked;
  return (
    <>
      <Fact label={copy.contact}>
        {name} {phone}
      </Fact>
      {readable && full === null && (
        <>
          <Button
            kind="secondary"
            label={copy.showContact}
            busyLabel={busy ? copy.showingContact : undefined}
            onPress={show}
          />
          <View className="ticket-note">{copy.contactAudited}</View>
        </>
      )}
      {problem !== null && <Notice tone="error" text={problem} />}
    </>
  );
}
