import type { FeedbackRow } from '@linli/shared/api/types.ts';
import { feedbackKindLabels } from '@linli/shared/feedback.ts';
import { residentTicketStateLabels } from '@linli/shared/resident-view.ts';
import { View } from '@tarojs/components';
import { ResidentStateBadge } from '../../components/badge/ticket-state';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { timeInWords } from '../../platform/time-words';
import { usePagedList } from '../../platform/use-paged-list';
import { AgeNotice } from '../../reception/age-notice';
import { copy } from './copy';

/** What the resident has said about the app, and how far each has got. */
function MyFeedback() {
  const ask = (cursor: string | null) => call('listMyFeedback', { query: cursor ? { cursor } : {} });
  const list = usePagedList('mine', ask, { shelf: seen.resident, as: 'my-feedback' });
  const give = { label: copy.give, onPress: () => open(pages.giveFeedback()) };

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    return (
      <Stack>
        <AgeNotice dated={list.dated} onRetry={list.reload} />
        <StateView kind="empty" title={copy.emptyTitle} text={copy.emptyText} actions={[give]} />
      </Stack>
    );
  }
  return (
    <Stack>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      <List label={copy.list}>
        {list.rows.map((feedback) => (
          <FeedbackRowView key={feedback.id} feedback={feedback} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
      <Button kind="secondary" label={give.label} onPress={give.onPress} />
    </Stack>
  );
}

function FeedbackRowView({ feedback }: { feedback: FeedbackRow }) {
  const kind = feedbackKindLabels[feedback.kind];
  const said = feedback.excerpt ?? copy.erased;
  const time = timeInWords(feedback.createdAt);
  const state = feedback.ticketState && residentTicketStateLabels[feedback.ticketState];
  return (
    <Row
      label={[said, kind, time, state].filter(Boolean).join('，')}
      onPress={() => open(pages.feedback(feedback.id))}
    >
      <View className="row-title">{said}</View>
      <View className="row-note row-facts">
        <View>{kind}</View>
        <View>{time}</View>
      </View>
      {feedback.ticketState && (
        <View className="row-badges">
          <ResidentStateBadge state={feedback.ticketState} />
        </View>
      )}
    </Row>
  );
}

export default definePage({ title: copy.title }, MyFeedback);
