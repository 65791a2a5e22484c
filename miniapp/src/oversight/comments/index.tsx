import type { CheckedComment } from '@linli/shared/api/types.ts';
import type { DecidableCheckState } from '@linli/shared/content-check.ts';
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
import { CommentSheet } from './comment-sheet';
import { copy } from './copy';

const sets = [
  { value: 'held' as const, label: copy.held },
  { value: 'hidden' as const, label: copy.hidden },
  { value: 'shown' as const, label: copy.shown },
];

/** Residents' comments by where their check stands, for those who decide what everyone may read. */
function CommentsPage() {
  const person = useStaff();
  const [set, setSet] = useState<DecidableCheckState>('held');
  if (person === null) return null;
  return (
    <Stack>
      <Tabs label={copy.states} options={sets} value={set} onChange={setSet} />
      <CommentList key={set} set={set} />
    </Stack>
  );
}

function CommentList({ set }: { set: DecidableCheckState }) {
  const [open, setOpen] = useState<CheckedComment | null>(null);
  const list = usePagedList(set, (cursor) =>
    call('listCheckedComments', { query: { state: set, ...(cursor ? { cursor } : {}) } }),
  );
  useSignInAgain(list.state === 'failed' ? list.error : null);

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0)
    return <StateView kind="empty" title={copy.empty[set]} text={copy.emptyText[set]} />;
  return (
    <>
      <List label={copy.list}>
        {list.rows.map((comment) => {
          const title = copy.of(comment.counter.code, gradeLabels[comment.grade]);
          const time = timeInWords(comment.ratedAt);
          return (
            <Row
              key={comment.id}
              label={[title, comment.text, time].join('，')}
              onPress={() => setOpen(comment)}
            >
              <View className="row-title">{title}</View>
              <View>{comment.text}</View>
              <View className="row-note">{time}</View>
            </Row>
          );
        })}
      </List>
      <Pager list={list} {...copy.pager} />
      {open && (
        <CommentSheet
          comment={open}
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

export default definePage({ title: copy.title }, CommentsPage);
