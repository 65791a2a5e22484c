import type { AnswerOf } from '@linli/shared/api/types.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { UnitChoice } from '../../oversight/unit-choice';
import { call } from '../../platform/api';
import { monthAfter } from '../../platform/moment';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy as shared } from '../copy';
import { copy } from './copy';
import { CountsSheet } from './counts-sheet';
import { ratingsOf } from './ratings-of';

export type Counts = AnswerOf<'listMonthlyFigures'>['rows'][number];

/** What an old phone draws at once. */
const rowsMax = 20;

/** What other systems have told of a month; kept apart from what is counted here. */
function MonthlyPage() {
  const person = useStaff();
  return (
    person && (
      <Stack>
        <Notice tone="info" text={copy.intro} />
        <UnitChoice label={copy.unit}>{({ code }) => <OfUnit key={code} unit={code} />}</UnitChoice>
      </Stack>
    )
  );
}

function OfUnit({ unit }: { unit: string }) {
  const thisMonth = dayOf(new Date()).slice(0, 7);
  const [month, setMonth] = useState(() => monthAfter(thisMonth, -1));
  const { answer, reload } = useAnswer(month, () => call('listMonthlyFigures', { query: { month, unit } }));
  useSignInAgain(answer.state === 'failed' ? answer.error : null);
  return (
    <>
      <Card>
        <View className="row-title">{copy.showing(month)}</View>
        <Button kind="secondary" label={copy.earlier} onPress={() => setMonth(monthAfter(month, -1))} />
        {month < thisMonth && (
          <Button kind="secondary" label={copy.later} onPress={() => setMonth(monthAfter(month, 1))} />
        )}
      </Card>
      {answer.state === 'loading' && <Skeleton cards={2} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && <Rows key={month} rows={answer.value.rows} />}
    </>
  );
}

function Rows({ rows }: { rows: readonly Counts[] }) {
  const [opened, setOpened] = useState<Counts | null>(null);
  const [at, setAt] = useState(0);
  if (rows.length === 0) return <StateView kind="empty" title={copy.empty} />;
  return (
    <>
      <List label={copy.list}>
        {rows.slice(at, at + rowsMax).map((row) => (
          <CountsRow
            key={`${row.partner} ${row.counter.code} ${row.serviceItem?.code ?? ''}`}
            row={row}
            onPress={() => setOpened(row)}
          />
        ))}
      </List>
      {at + rowsMax < rows.length && (
        <Button kind="secondary" label={shared.next} onPress={() => setAt(at + rowsMax)} />
      )}
      {at > 0 && <Button kind="secondary" label={shared.previous} onPress={() => setAt(at - rowsMax)} />}
      {opened && <CountsSheet counts={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function CountsRow({ row, onPress }: { row: Counts; onPress: () => void }) {
  const title = `${row.counter.code} ${row.counter.name}`;
  const facts = [row.serviceItem?.name ?? copy.allItems, copy.brief(row.records, ratingsOf(row))];
  return (
    <Row label={[title, ...facts].join('，')} onPress={onPress}>
      <View className="row-title">{title}</View>
      <View className="row-note row-facts">
        {facts.map((fact) => (
          <View key={fact}>{fact}</View>
        ))}
      </View>
    </Row>
  );
}

export default definePage({ title: copy.title }, MonthlyPage);
