import type { AnswerOf } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { call } from '../../platform/api';
import { timeInWords } from '../../platform/time-words';
import { usePagedList } from '../../platform/use-paged-list';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { AppealSheet } from './appeal-sheet';
import { copy } from './copy';

export type Appeal = AnswerOf<'listAppeals'>['items'][number];

const sets = [
  { value: 'pending' as const, label: copy.pending },
  { value: 'decided' as const, label: copy.decided },
];

/** What staff say against entries of theirs, for those who decide. */
function AppealsPage() {
  const person = useStaff();
  const [set, setSet] = useState<'pending' | 'decided'>('pending');
  if (person === null) return null;
  return (
    <Stack>
      <Tabs label={copy.states} options={sets} value={set} onChange={setSet} />
      <AppealList key={set} set={set} />
    </Stack>
  );
}

function AppealList({ set }: { set: 'pending' | 'decided' }) {
  const [open, setOpen] = useState<Appeal | null>(null);
  const list = usePagedList(set, (cursor) =>
    call('listAppeals', { query: { state: set, ...(cursor ? { cursor } : {}) } }),
  );
  useSignInAgain(list.state === 'failed' ? list.error : null);

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) return <StateView kind="empty" title={copy.empty} />;
  return (
    <>
      <List label={copy.list}>
        {list.rows.map((appeal) => {
          const title = copy.of(appeal.by, gradeLabels[appeal.grade]);
          const time = timeInWords(appeal.madeAt);
          return (
            <Row
              key={appeal.id}
              label={[title, appeal.reason, time].join('，')}
              onPress={() => setOpen(appeal)}
            >
              <View className="row-title">{title}</View>
              <View>{appeal.reason}</View>
              <View className="row-note">{time}</View>
            </Row>
          );
        })}
      </List>
      <Pager list={list} {...copy.pager} />
      {open && (
        <AppealSheet
          appeal={open}
          onClose={() => setOpen(null)}
          onDecided={() => {
            setOpen(null);
            list.reload();
          }}
        />
      )}
    </>
  );
}

export default definePage({ title: copy.title }, AppealsPage);
