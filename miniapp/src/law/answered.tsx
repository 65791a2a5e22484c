import type { ReactNode } from 'react';
import { Stack } from '../components/card';
import { Skeleton } from '../components/skeleton';
import { FailedView, StateView } from '../components/state-view';
import { seen } from '../platform/seen';
import { useAnswer } from '../platform/use-answer';
import { AgeNotice } from '../reception/age-notice';

interface AnsweredProps<Value> {
  /** The name it is kept by on this device, e.g. `article.` with its id. */
  as: string;
  ask: () => Promise<Value>;
  /** How many cards stand in while it is loading. */
  cards: number;
  /** What is said where there is no such thing, and the way on from there. */
  lost: { title: string; text: string; action: { label: string; onPress: () => void } };
  /** @param isNew false when it is what was kept of an earlier visit */
  children: (value: Value, isNew: boolean) => ReactNode;
}

/** What one page shows of what everyone may read: on its way, not there, failed, or as it is or was last seen. */
export function Answered<Value>({ as, ask, cards, lost, children }: AnsweredProps<Value>) {
  const { answer, reload } = useAnswer(as, ask, { shelf: seen.resident, as });
  if (answer.state === 'loading') return <Skeleton cards={cards} />;
  if (answer.state === 'failed') {
    if (answer.error.code !== 'not-found') return <FailedView error={answer.error} onRetry={reload} />;
    return <StateView kind="lost" title={lost.title} text={lost.text} actions={[lost.action]} />;
  }
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      {children(answer.value, answer.dated === null)}
    </Stack>
  );
}
