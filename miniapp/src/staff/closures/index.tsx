import type { AnswerOf } from '@linli/shared/api/types.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../use-staff';
import { ClosureCard } from './closure-card';
import { copy } from './copy';
import { EnterSheet } from './enter-sheet';

/** When lawyers are on leave and stations closed, and the one action that closes a day. */
function Closures() {
  const person = useStaff();
  const { answer, reload } = useAnswer('closures', () => call('listClosures', {}));
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return <ClosureList {...answer.value} onChanged={reload} />;
}

type ClosureListProps = AnswerOf<'listClosures'> & { onChanged: () => void };

function ClosureList({ items, subjects, onChanged }: ClosureListProps) {
  const [entering, setEntering] = useState(false);
  const changed = () => {
    setEntering(false);
    onChanged();
  };
  if (subjects.length === 0) return <StateView kind="empty" title={copy.none} text={copy.nobody} />;
  return (
    <Stack>
      <Notice tone="info" text={copy.about} />
      {items.length === 0 && <StateView kind="empty" title={copy.none} />}
      {items.map((closure) => (
        <ClosureCard key={closure.id} closure={closure} onChanged={changed} />
      ))}
      <Button label={copy.enter} onPress={() => setEntering(true)} />
      {entering && <EnterSheet subjects={subjects} onEntered={changed} onClose={() => setEntering(false)} />}
    </Stack>
  );
}

export default definePage({ title: copy.title }, Closures);
