import type { AnswerOf } from '@linli/shared/api/types.ts';
import { bulletinStateLabels } from '@linli/shared/bulletins.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { open, pages } from '../../platform/navigation';
import { randomId } from '../../platform/random-id';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { useVisits } from '../../platform/use-page-shown';
import { usePagedList } from '../../platform/use-paged-list';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { PeriodChoice, type PeriodName, periodOf } from '../period-choice';
import { UnitChoice } from '../unit-choice';
import { copy } from './copy';

type BulletinRow = AnswerOf<'listBulletins'>['items'][number];

/** The bulletins one may read, and for supervisors the way to write one. */
function Bulletins() {
  const person = useStaff();
  const [drafting, setDrafting] = useState(false);
  // Whoever comes back from one may have published it.
  const visits = useVisits();
  if (person === null) return null;
  return (
    <Stack>
      {person.roles.includes('supervisor') && <Button label={copy.draft} onPress={() => setDrafting(true)} />}
      <BulletinList key={visits} />
      {drafting && <DraftSheet onClose={() => setDrafting(false)} />}
    </Stack>
  );
}

function BulletinList() {
  const list = usePagedList('bulletins', (cursor) =>
    call('listBulletins', { query: cursor ? { cursor } : {} }),
  );
  useSignInAgain(list.state === 'failed' ? list.error : null);
  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) return <StateView kind="empty" title={copy.empty} text={copy.emptyText} />;
  return (
    <>
      <List label={copy.list}>
        {list.rows.map((bulletin) => (
          <BulletinRowView key={bulletin.id} bulletin={bulletin} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </>
  );
}

function BulletinRowView({ bulletin }: { bulletin: BulletinRow }) {
  const { id, title, unit, state, at } = bulletin;
  const facts = [unit.name, timeInWords(at)];
  const label = bulletinStateLabels[state];
  return (
    <Row label={[title, ...facts, label].join('，')} onPress={() => open(pages.bulletin(id))}>
      <View className="row-title">{title}</View>
      <View className="row-note row-facts">
        {facts.map((fact) => (
          <View key={fact}>{fact}</View>
        ))}
      </View>
      <View className="row-badges">
        <Badge tone={state === 'draft' ? 'waiting' : 'done'}>{label}</Badge>
      </View>
    </Row>
  );
}

function DraftSheet({ onClose }: { onClose: () => void }) {
  const [period, setPeriod] = useState<PeriodName>('month');
  // One key for one sheet: pressed again after a lost answer, it leads to the same draft.
  const [idempotencyKey] = useState(randomId);
  const { busy, error, start } = useAction(async (unit: string) => {
    const { id } = await call('draftBulletin', { body: { ...periodOf(period), unit, idempotencyKey } });
    onClose();
    open(pages.bulletin(id));
  });
  return (
    <Sheet title={copy.draft} onClose={onClose}>
      <View>{copy.draftHint}</View>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <PeriodChoice value={period} onChange={setPeriod} />
      <UnitChoice label={copy.unit}>
        {({ code, name }) => (
          <>
            <View className="row-note">{copy.of(name)}</View>
            <Button
              label={copy.make}
              busyLabel={busy ? copy.making : undefined}
              onPress={() => void start(code)}
            />
          </>
        )}
      </UnitChoice>
    </Sheet>
  );
}

export default definePage({ title: copy.title }, Bulletins);
