import type { Closure } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { closedName } from './closed-name';
import { copy } from './copy';

interface ClosureCardProps {
  closure: Closure;
  onChanged: () => void;
}

/** One closure, and the way to take it back, which asks once. */
export function ClosureCard({ closure, onChanged }: ClosureCardProps) {
  const { id, of, from, to, reason, cancelled } = closure;
  const [asking, setAsking] = useState(false);
  const ending = useAction(async () => {
    await call('endClosure', { params: { id } });
    onChanged();
  });
  return (
    <Card>
      <Heading>{closedName(of)}</Heading>
      <View>{copy.span(timeInWords(from), timeInWords(to))}</View>
      <View>{copy.cancelled(cancelled)}</View>
      <Fact label={copy.reason}>{reason}</Fact>
      {ending.error && <Notice tone="error" text={failureWords(ending.error)} />}
      {asking ? (
        <>
          <Notice tone="info" text={copy.endSure} />
          <Button kind="secondary" label={copy.endNo} onPress={() => setAsking(false)} />
          <Button
            kind="secondary"
            label={copy.endYes}
            busyLabel={ending.busy ? copy.ending : undefined}
            onPress={ending.start}
          />
        </>
      ) : (
        <Button kind="secondary" label={copy.end} onPress={() => setAsking(true)} />
      )}
    </Card>
  );
}
