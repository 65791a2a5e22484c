import type { AnswerOf, QueryOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Fact, List, Row } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { PeriodChoice, type PeriodName, periodOf } from '../../oversight/period-choice';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { useAnswer } from '../../platform/use-answer';
import { type StaffPerson, useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy } from './copy';
import { ExportCard } from './export-card';
import { SearchGaps } from './search-gaps';

export type Figures = AnswerOf<'listPublicityFigures'>;
type FigureRow = Figures['rows'][number];
type Subject = NonNullable<QueryOf<'listPublicityFigures'>['by']>;

const subjects = (['department', 'campaign', 'article'] as const).map((value) => ({
  value,
  label: copy.subjects[value],
}));

/** What an old phone draws at once. */
const rowsMax = 20;

/** What came of articles, for the yearly list of duties; and what residents looked for and did not find. */
function FiguresPage() {
  const person = useStaff();
  return person && <Shown person={person} />;
}

function Shown({ person }: { person: StaffPerson }) {
  const [period, setPeriod] = useState<PeriodName>('month');
  const [by, setBy] = useState<Subject>('department');
  const { answer, reload } = useAnswer(`${period} ${by}`, () =>
    call('listPublicityFigures', { query: { ...periodOf(period), by } }),
  );
  useSignInAgain(answer.state === 'failed' ? answer.error : null);
  const writes = person.roles.some((role) => role === 'editor' || role === 'supervisor');
  return (
    <Stack>
      <PeriodChoice value={period} onChange={setPeriod} />
      <Tabs label={copy.by} options={subjects} value={by} onChange={setBy} quiet />
      {answer.state === 'loading' && <Skeleton cards={3} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && (
        <Result
          key={`${period} ${by}`}
          figures={answer.value}
          verdictsOf={writes && by === 'article' ? pages.articleVerdicts : null}
        />
      )}
      {writes && <SearchGaps />}
    </Stack>
  );
}

interface ResultProps {
  figures: Figures;
  /** Where a row's verdicts stand; null where rows are no articles, or not for the reader. */
  verdictsOf: ((id: string) => string) | null;
}

function Result({ figures, verdictsOf }: ResultProps) {
  const [opened, setOpened] = useState<FigureRow | null>(null);
  const [at, setAt] = useState(0);
  const { rows, total } = figures;
  if (rows.length === 0) return <StateView kind="empty" title={copy.empty} />;
  return (
    <>
      <Card>
        <Heading>{copy.total}</Heading>
        <Facts of={total} />
        <View className="row-note">{copy.note}</View>
      </Card>
      <List label={copy.list}>
        {rows.slice(at, at + rowsMax).map((row) => (
          <FigureRowView key={row.key} row={row} onPress={() => setOpened(row)} />
        ))}
      </List>
      {at + rowsMax < rows.length && (
        <Button kind="secondary" label={copy.next} onPress={() => setAt(at + rowsMax)} />
      )}
      {at > 0 && <Button kind="secondary" label={copy.previous} onPress={() => setAt(at - rowsMax)} />}
      <ExportCard figures={figures} />
      {opened && (
        <Sheet title={nameOf(opened)} onClose={() => setOpened(null)}>
          <Facts of={opened} />
          {verdictsOf && (
            <Button kind="secondary" label={copy.verdicts} onPress={() => open(verdictsOf(opened.key))} />
          )}
        </Sheet>
      )}
    </>
  );
}

/** What belongs to no campaign has no name of its own. */
const nameOf = ({ name }: Pick<FigureRow, 'name'>) => name || copy.noCampaign;

function FigureRowView({ row, onPress }: { row: FigureRow; onPress: () => void }) {
  const brief = copy.brief(row.views, row.consultations);
  return (
    <Row label={`${nameOf(row)}，${brief}`} onPress={onPress}>
      <View className="row-title">{nameOf(row)}</View>
      <View className="row-note">{brief}</View>
    </Row>
  );
}

function Facts({ of }: { of: Figures['total'] }) {
  return (
    <>
      <Fact label={copy.published}>{copy.count(of.published)}</Fact>
      <Fact label={copy.live}>{copy.count(of.live)}</Fact>
      <Fact label={copy.views}>{copy.count(of.views)}</Fact>
      <Fact label={copy.useful}>{copy.usefulRate(of.useful, of.useful + of.notUseful)}</Fact>
      <Fact label={copy.consultations}>{copy.count(of.consultations)}</Fact>
      <Fact label={copy.quizAnswers}>{copy.count(of.quizAnswers)}</Fact>
    </>
  );
}

export default definePage({ title: copy.title }, FiguresPage);
