import type { AnswerOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { usePagedList } from '../../platform/use-paged-list';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy } from './copy';

type Failed = AnswerOf<'listFailedDeliveries'>['items'][number];

/** Messages that could not be delivered, for who looks after the installation. */
function Deliveries() {
  return useStaff() && <FailedList />;
}

function FailedList() {
  const list = usePagedList('failed deliveries', (cursor) =>
    call('listFailedDeliveries', { query: cursor ? { cursor } : {} }),
  );
  useSignInAgain(list.state === 'failed' ? list.error : null);

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) return <StateView kind="empty" title={copy.empty} text={copy.emptyText} />;
  return (
    <Stack>
      <Notice tone="info" text={copy.intro} />
      {list.rows.map((row) => (
        <FailedCard key={row.id} row={row} onSent={list.reload} />
      ))}
      <Pager list={list} {...copy.pager} />
    </Stack>
  );
}

function FailedCard({ row, onSent }: { row: Failed; onSent: () => void }) {
  const { id, title, text, staffName, failedAt, tries, reason } = row;
  const { busy, error, start } = useAction(async () => {
    await call('deliverAgain', { params: { id } });
    onSent();
  });
  return (
    <Card>
      <Heading>{title}</Heading>
      <View>{text}</View>
      <View>{reason}</View>
      <View className="row-note">{copy.to(staffName ?? copy.resident, tries)}</View>
      <View className="row-note">{timeInWords(failedAt)}</View>
      {error && <Notice tone="error" text={error.message} />}
      <Button
        kind="secondary"
        label={copy.again}
        busyLabel={busy ? copy.sending : undefined}
        onPress={() => void start()}
      />
    </Card>
  );
}

export default definePage({ title: copy.title }, Deliveries);
