import { View } from '@tarojs/components';
import { useState } from 'react';
import { Card, Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { FigureFacts } from '../figure-facts';
import { PeriodChoice, type PeriodName, periodOf } from '../period-choice';
import { copy } from './copy';
import { EntryList } from './entry-list';

/** How the signed-in member of staff is rated, and what they can say against it. */
function MyFigures() {
  const person = useStaff();
  return person && <Mine />;
}

function Mine() {
  const [period, setPeriod] = useState<PeriodName>('month');
  const { answer, reload } = useAnswer(period, () => call('getMyFigures', { query: periodOf(period) }));
  useSignInAgain(answer.state === 'failed' ? answer.error : null);
  return (
    <Stack>
      <View>{copy.about}</View>
      <PeriodChoice value={period} onChange={setPeriod} />
      {answer.state === 'loading' && <Skeleton cards={2} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && (
        <Card>
          <FigureFacts of={answer.value} minSample={answer.value.minSample} />
        </Card>
      )}
      <EntryList />
    </Stack>
  );
}

export default definePage({ title: copy.title }, MyFigures);
