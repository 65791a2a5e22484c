import type { AnswerOf } from '@linli/shared/api/types.ts';
import { figureLabels, rateInWords } from '@linli/shared/figures.ts';
import { gradeLabels, grades } from '@linli/shared/grades.ts';
import { consultModeLabels, consultModes } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { PeriodChoice, type PeriodName, periodOf } from '../../oversight/period-choice';
import { call } from '../../platform/api';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy } from './copy';

type Answer = AnswerOf<'getConsultationFigures'>;

/** How many were advised and how they rated it; a lawyer sees their own. */
function Figures() {
  const person = useStaff();
  const [period, setPeriod] = useState<PeriodName>('month');
  const { answer, reload } = useAnswer(period, () =>
    call('getConsultationFigures', { query: periodOf(period) }),
  );
  useSignInAgain(answer.state === 'failed' ? answer.error : null);
  if (person === null) return null;
  return (
    <Stack>
      <PeriodChoice value={period} onChange={setPeriod} />
      {answer.state === 'loading' && <Skeleton cards={2} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && <Rows figures={answer.value} />}
    </Stack>
  );
}

function Rows({ figures: { total, rows, minSample } }: { figures: Answer }) {
  if (rows.length === 0) return <StateView kind="empty" title={copy.nothing} />;
  return (
    <>
      {rows.length > 1 && <FigureCard title={copy.total} of={total} minSample={minSample} />}
      {rows.map(({ lawyer, ...of }) => (
        <FigureCard key={lawyer.id} title={lawyer.name} of={of} minSample={minSample} />
      ))}
    </>
  );
}

interface FigureCardProps {
  title: string;
  of: Answer['total'];
  minSample: number;
}

function FigureCard({
  title,
  of: { finished, missed, good, byGrade, excluded },
  minSample,
}: FigureCardProps) {
  const how = [
    ...consultModes.map((mode) => copy.how(consultModeLabels[mode], finished[mode])),
    copy.how(copy.walkIn, finished.walkIn),
  ];
  const given = grades.map((grade) => copy.how(gradeLabels[grade], byGrade[grade]));
  return (
    <Card>
      <Heading>{title}</Heading>
      <Fact label={copy.finished}>{how.join('\n')}</Fact>
      <Fact label={copy.missed}>{String(missed)}</Fact>
      <Fact label={figureLabels.good}>{`${rateInWords(good)}（${copy.sample(good.part, good.of)}）`}</Fact>
      <View className="row-note">{copy.formula}</View>
      {good.small && <View className="row-note">{copy.small(minSample)}</View>}
      <Fact label={copy.byGrade}>{given.join('\n')}</Fact>
      <Fact label={copy.excluded}>{String(excluded)}</Fact>
    </Card>
  );
}

export default definePage({ title: copy.title }, Figures);
