import type { RatingRow } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { residentTicketStateLabels } from '@linli/shared/resident-view.ts';
import { View } from '@tarojs/components';
import { ResidentStateBadge } from '../../components/badge/ticket-state';
import { Stack } from '../../components/card';
import { Face } from '../../components/face-picker/face';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { goHome, open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { usePagedList } from '../../platform/use-paged-list';
import { copy } from './copy';

function MyRatings() {
  const list = usePagedList('mine', (cursor) => call('listMyRatings', { query: cursor ? { cursor } : {} }));

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    const actions = [{ label: copy.goRate, onPress: goHome }];
    return <StateView kind="empty" title={copy.emptyTitle} text={copy.emptyText} actions={actions} />;
  }
  return (
    <Stack>
      <List label={copy.list}>
        {list.rows.map((rating) => (
          <RatingRowView key={rating.id} rating={rating} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </Stack>
  );
}

function RatingRowView({ rating }: { rating: RatingRow }) {
  const what = rating.serviceItem?.name ?? rating.counter.name;
  const grade = gradeLabels[rating.grade];
  const time = timeInWords(rating.createdAt);
  const state = rating.ticketState && residentTicketStateLabels[rating.ticketState];
  return (
    <Row
      label={[what, grade, time, state].filter(Boolean).join('，')}
      lead={<Face grade={rating.grade} small />}
      onPress={() => open(pages.rating(rating.id))}
    >
      <View className="row-title">{what}</View>
      <View className="row-note row-facts">
        <View>{grade}</View>
        <View>{time}</View>
      </View>
      {rating.ticketState && (
        <View className="row-badges">
          <ResidentStateBadge state={rating.ticketState} />
        </View>
      )}
    </Row>
  );
}

export default definePage({ title: copy.title, tab: 'pages/my-ratings/index' }, MyRatings);
