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
import { AbsenceCard } from './absence-card';
import { copy } from './copy';
import { EnterSheet } from './enter-sheet';

/** When I am away, and for supervisors when their people are. */
function AbsencePage() {
  const person = useStaff();
  const { answer, reload } = useAnswer('absences', () => call('listAbsences', {}));
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return <Absences {...answer.value} onChanged={reload} />;
}

type AbsencesProps = AnswerOf<'listAbsences'> & { onChanged: () => void };

function Absences({ items, people, onChanged }: AbsencesProps) {
  const [entering, setEntering] = useState(false);
  const changed = () => {
    setEntering(false);
    onChanged();
  };
  return (
    <Stack>
      <Notice tone="info" text={copy.about} />
      {items.length === 0 && <StateView kind="empty" title={copy.none} />}
      {items.map((absence) => (
        <AbsenceCard key={absence.id} absence={absence} onChanged={changed} />
      ))}
      <Button label={copy.enter} onPress={() => setEntering(true)} />
      {entering && <EnterSheet people={people} onEntered={changed} onClose={() => setEntering(false)} />}
    </Stack>
  );
}

export default definePage({ title: copy.title }, AbsencePage);
