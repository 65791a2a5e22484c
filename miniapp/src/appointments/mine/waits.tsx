import type { Wait } from '@linli/shared/api/types.ts';
import { consultModeLabels, matterLabels } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { TellMe } from '../../messages/tell-me';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { open, pages } from '../../platform/navigation';
import { useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { dayNamed, lawyerNamed } from '../appointment-words';
import { copy } from './copy';

/** What the resident waits for, and the seat that is kept when it is their turn; nothing when they wait for nothing. */
export function Waits() {
  const { answer, reload } = useAnswer('waits', () => call('listMyWaits', {}));
  useShownAgain(reload);
  if (answer.state !== 'ready') return null;
  const waits = answer.value.items.filter(({ state }) => state === 'waiting' || state === 'offered');
  return (
    <>
      {waits.map((wait) => (
        <WaitCard key={wait.id} wait={wait} onLeft={reload} />
      ))}
    </>
  );
}

function WaitCard({ wait, onLeft }: { wait: Wait; onLeft: () => void }) {
  const { id, offerId, matter } = wait;
  const leavingIt = useAction(async () => {
    await call('leaveWaitlist', { params: { id } });
    onLeft();
  });
  const what = [
    wait.lawyer ? lawyerNamed(wait.lawyer) : copy.anyLawyer,
    wait.mode && consultModeLabels[wait.mode],
    matterLabels[matter],
  ];
  return (
    <Card tone={offerId ? 'brand' : 'plain'}>
      <Heading>{`${copy.waits}：${dayNamed(wait.day)}`}</Heading>
      <View>{what.filter(Boolean).join('，')}</View>
      {offerId && <Notice tone="info" text={copy.offered} />}
      {!offerId && wait.ahead !== null && <View>{copy.ahead(wait.ahead)}</View>}
      {leavingIt.error && <Notice tone="error" text={failureWords(leavingIt.error)} />}
      {offerId && <Button label={copy.take} onPress={() => open(pages.book(offerId, matter))} />}
      {!offerId && <TellMe kind="wait" id={id} />}
      <Button
        kind="secondary"
        label={offerId ? copy.decline : copy.leave}
        busyLabel={leavingIt.busy ? copy.leaving : undefined}
        onPress={leavingIt.start}
      />
    </Card>
  );
}
