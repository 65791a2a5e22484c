import type { AnswerOf, TicketDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { call } from '../../platform/api';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

interface ContactFactsProps {
  ticket: TicketDetail;
  /** The reader may ask for the contact in full. */
  readable: boolean;
}

/** Who can be called about the ticket: masked, in full only on request, or why nobody. */
export function ContactFacts({ ticket, readable }: ContactFactsProps) {
  if (ticket.contact) return <Contact ticket={ticket} masked={ticket.contact} readable={readable} />;
  return (
    <Fact label={copy.contact}>{ticket.anonymous ? copy.anonymous[ticket.kind] : copy.contactErased}</Fact>
  );
}

type ContactDetails = AnswerOf<'getTicketContact'>;

interface ContactProps extends ContactFactsProps {
  masked: ContactDetails;
}

function Contact({ ticket, masked, readable }: ContactProps) {
  const [full, setFull] = useState<ContactDetails | null>(null);
  const { busy, error, start } = useAction(async () =>
    setFull(await call('getTicketContact', { params: { id: ticket.id } })),
  );

  const { name, phone } = full ?? masked;
  return (
    <>
      <Fact label={ticket.contactOfGuardian ? copy.guardian : copy.contact}>
        {name} {phone}
      </Fact>
      {readable && full === null && (
        <>
          <Button
            kind="secondary"
            label={copy.showContact}
            busyLabel={busy ? copy.showingContact : undefined}
            onPress={start}
          />
          <View className="ticket-note">{copy.contactAudited}</View>
        </>
      )}
      {error && <Notice tone="error" text={error.message} />}
    </>
  );
}
