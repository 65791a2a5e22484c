import type { AnswerOf, ConsultationDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { callNumber } from '../../appointments/reach';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

/** Name and number, masked; in full only on request, and only while it is needed. */
export function ContactCard({ visit }: { visit: ConsultationDetail }) {
  const { kind, id, contactReadable } = visit;
  const [contact, setContact] = useState<AnswerOf<'getConsultationContact'> | null>(null);
  const { busy, error, start } = useAction(async () => {
    setContact(await call('getConsultationContact', { params: { kind, id } }));
  });
  const shown = contactReadable ? contact : null;
  const over = visit.state === 'finished' || visit.state === 'no-show';
  return (
    <Card>
      <Heading>{copy.contact}</Heading>
      <Fact label={copy.name}>{shown?.name ?? visit.name}</Fact>
      {(shown?.phone || visit.phone) && <Fact label={copy.phone}>{shown?.phone ?? visit.phone}</Fact>}
      {error && <Notice tone="error" text={failureWords(error)} />}
      {contactReadable && !shown && (
        <>
          <View className="row-note">{copy.contactNote}</View>
          <Button
            kind="secondary"
            label={copy.showContact}
            busyLabel={busy ? copy.showing : undefined}
            onPress={() => void start()}
          />
        </>
      )}
      {shown?.phone && <Button kind="secondary" label={copy.dial} onPress={() => callNumber(shown.phone)} />}
      {over && <View className="row-note">{copy.contactMasked}</View>}
    </Card>
  );
}
