import type { BodyOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import { call } from '../platform/api';
import { failureWords } from '../platform/call-error';
import { open, pages } from '../platform/navigation';
import { randomId } from '../platform/random-id';
import { useAction } from '../platform/use-action';
import { copy } from './copy';

/** What is waited for. */
export type WaitWish = Omit<BodyOf<'joinWaitlist'>, 'idempotencyKey'>;

/** Waits for a seat to be freed, and says how many wait longer. */
export function QueueButton({ wish }: { wish: WaitWish }) {
  const [ahead, setAhead] = useState<number | null>(null);
  // One key for all tries, so that a lost answer does not become a second place in the queue.
  const [idempotencyKey] = useState(randomId);
  const joining = useAction(async () => {
    const wait = await call('joinWaitlist', { body: { ...wish, idempotencyKey } });
    setAhead(wait.ahead ?? 0);
  });
  const mine = { label: copy.mine, onPress: () => open(pages.myAppointments()) };
  if (ahead !== null) return <Notice tone="done" text={copy.queued(ahead)} action={mine} />;
  const waiting = joining.error?.code === 'already-waiting';
  return (
    <>
      {joining.error && (
        <Notice
          tone={waiting ? 'info' : 'error'}
          text={failureWords(joining.error)}
          action={waiting ? mine : undefined}
        />
      )}
      <View className="row-note">{copy.queueNote}</View>
      <Button
        kind="secondary"
        label={copy.queue}
        busyLabel={joining.busy ? copy.queueing : undefined}
        onPress={joining.start}
      />
    </>
  );
}
