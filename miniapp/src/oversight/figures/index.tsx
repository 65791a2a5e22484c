import type { AnswerOf, QueryOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { List, Row } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { call } from '../../platform/api';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { FigureFacts, figureInWords } from '../figure-facts';
import { PeriodChoice, type PeriodName, periodOf } from '../period-choice';
import { UnitChoice } from '../unit-choice';
import { copy } from './copy';

type Figures = AnswerOf<'listFigures'>;
type FigureRow = Figures['rows'][number];
type Subject = NonNullable<QueryOf<'listFigures'>['by']>;

const subjects = (['department', 'counter', 'staff'] as const).map((value) => ({
  value,
  label: copy.subjects[value],
}));

/** What an old phone draws at once. */
const rowsMax = 20;

/** How a unit is rated in a period: altogether, and by department, counter or person. */
function FiguresPage() {
  const person = useStaff();
  return (
    person && <UnitChoice label={copy.unit}>{({ code }) => <OfUnit key={code} unit={code} />}</UnitChoice>
  );
}

function OfUnit({ unit }: { unit: string }) {
  const [period, setPeriod] = useState<PeriodName>('month');
  const [by, setBy] = useState<Subject>('counter');
  const { answer, reload } = useAnswer(`${period} ${by}`, () =>
    call('listFigures', { query: { ...periodOf(period), unit, by } }),
  );
  useSignInAgain(answer.state === 'failed' ? answer.error : null);
  return (
    <Stack>
      <PeriodChoice value={period} onChange={setPeriod} />
      <Tabs label={copy.by} options={subjects} value={by} onChange={setBy} quiet />
      {answer.state === 'loading' && <Skeleton cards={3} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && <Result key={`${period} ${by}`} figures={answer.value} />}
    </Stack>
  );
}

function Result({ figures }: { figures: Figures }) {
  const [open, setOpen] = useState<FigureRow | null>(null);
  const [at, setAt] = useState(0);
  const { rows, total, minSample } = figures;
  if (rows.length === 0) return <StateView kind="empty" title={copy.empty} />;
  return (
    <>
      <List label={copy.list}>
        {rows.slice(at, at + rowsMax).map((row) => (
          <FigureRowView key={row.id} row={row} onPress={() => setOpen(row)} />
        ))}
      </List>
      {at + rowsMax < rows.length && (
        <Button kind="secondary" label={copy.next} onPress={() => setAt(at + rowsMax)} />
      )}
      {at > 0 && <Button kind="secondary" label={copy.previous} onPress={() => setAt(at - rowsMax)} />}
      <Card>
        <Heading>{copy.total}</Heading>
        <FigureFacts of={total} minSample={minSample} />
      </Card>
      {open && (
        <Sheet title={open.name} onClose={() => setOpen(null)}>
          <FigureFacts of={open} minSample={minSample} />
        </Sheet>
      )}
    </>
  );
}

function FigureRowView({ row, onPress }: { row: FigureRow; onPress: () => void }) {
  const good = copy.good(figureInWords(row.figures.good));
  const rank = row.rank === null ? copy.unranked : copy.rank(row.rank);
  const leftOut = copy.leftOut(row.excluded, row.upheld);
  return (
    <Row label={[row.name, good, rank, leftOut].filter(Boolean).join('，')} onPress={onPress}>
      <View className="row-title">{row.name}</View>
      <View>{good}</View>
      <View className="row-note row-facts">
        <View>{rank}</View>
        {leftOut !== '' && <View>{leftOut}</View>}
      </View>
    </Row>
  );
}

export default definePage({ title: copy.title }, FiguresPage);
