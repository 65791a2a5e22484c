import type { ConsentStatus } from '@linli/shared/api/types.ts';
import { purposeTexts } from '@linli/shared/consent.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { announce } from '../../platform/announce';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

interface ConsentCardProps {
  consent: ConsentStatus;
  onChanged: (consent: ConsentStatus) => void;
}

/** The consent to one purpose: what it stands for now, and the way to take it back. */
export function ConsentCard({ consent, onChanged }: ConsentCardProps) {
  const [asking, setAsking] = useState(false);
  const { purpose } = consent;
  const text = purposeTexts[purpose];
  const withdrawing = useAction(async () => {
    onChanged(await call('withdrawConsent', { params: { purpose } }));
    setAsking(false);
    announce(copy.withdrawn);
  });

  return (
    <Card>
      <Heading>{text.title}</Heading>
      <View>{standing(consent)}</View>
      {consent.held > 0 && (
        <Button
          kind="secondary"
          label={copy.withdraw}
          name={copy.withdrawOf(text.title)}
          onPress={() => setAsking(true)}
        />
      )}
      {asking && (
        <Sheet title={copy.withdraw} onClose={() => setAsking(false)}>
          <View>{text.withdrawal}</View>
          {withdrawing.error && <Notice tone="error" text={failureWords(withdrawing.error)} />}
          <Button
            label={copy.confirmWithdraw}
            busyLabel={withdrawing.busy ? copy.withdrawing : undefined}
            onPress={withdrawing.start}
          />
          <Button kind="secondary" label={copy.keep} onPress={() => setAsking(false)} />
        </Sheet>
      )}
    </Card>
  );
}

/** What the consent stands for now, in words. */
function standing({ givenAt, held, waiting }: ConsentStatus): string {
  if (held === 0) return waiting === 0 ? copy.nothingHeld : copy.onlyWaiting(waiting);
  const since = givenAt === null ? '' : timeInWords(givenAt);
  return copy.held(held, since) + (waiting === 0 ? '' : copy.waiting(waiting));
}
