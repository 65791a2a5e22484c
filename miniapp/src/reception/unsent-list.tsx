import { gradeLabels } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../components/button';
import { Card } from '../components/card';
import { Heading } from '../components/heading';
import { Notice } from '../components/notice';
import { Fact } from '../components/row';
import { open, pages } from '../platform/navigation';
import { outbox, type Refused, useOutbox, type Waiting } from '../platform/outbox';
import { timeInWords } from '../platform/time-words';
import { useAction } from '../platform/use-action';
import { copy } from './copy';

/** What the resident has sent off and the server does not have yet, with what can be done about each. */
export function UnsentList() {
  return (
    <>
      {useOutbox().map((entry) =>
        entry.state === 'sent' ? null : <UnsentCard key={entry.key} entry={entry} />,
      )}
    </>
  );
}

function UnsentCard({ entry }: { entry: Waiting | Refused }) {
  const { title, body, madeAt, state } = entry;
  const sending = useAction(outbox.wake);

  return (
    <Card>
      <Heading>{title}</Heading>
      <View>
        {gradeLabels[body.grade]} · {copy.keptAt(timeInWords(madeAt))}
      </View>
      {body.comment !== undefined && <Fact label={copy.comment}>{body.comment}</Fact>}
      {state === 'refused' ? (
        <Notice tone="error" text={`${copy.stateRefused}：${entry.reason}`} />
      ) : (
        <Notice tone="info" text={`${copy.stateWaiting}。${copy.willBeSent}`} />
      )}
      {state === 'waiting' && (
        <Button
          label={copy.sendNow}
          busyLabel={sending.busy ? copy.sending : undefined}
          onPress={sending.start}
        />
      )}
      <Button kind="secondary" label={copy.change} onPress={() => open(pages.rate(body.scene))} />
      <Discard onDiscard={() => outbox.takeOut(entry)} />
    </Card>
  );
}

/** Asks once more, since what was typed cannot be brought back. */
function Discard({ onDiscard }: { onDiscard: () => Promise<unknown> }) {
  const [asking, setAsking] = useState(false);
  const discarding = useAction(onDiscard);
  if (!asking) return <Button kind="secondary" label={copy.discard} onPress={() => setAsking(true)} />;
  return (
    <>
      <Notice tone="info" text={copy.discardSure} />
      <Button kind="secondary" label={copy.discardNo} onPress={() => setAsking(false)} />
      <Button kind="secondary" label={copy.discardYes} onPress={discarding.start} />
    </>
  );
}
