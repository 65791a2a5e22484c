import type { RatingRow } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { residentTicketStateLabels } from '@linli/shared/resident-view.ts';
import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
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
import { type Entry, outbox, useOutbox } from '../../platform/outbox';
import { seen } from '../../platform/seen';
import { timeInWords } from '../../platform/time-words';
import { usePageShown, useShownAgain } from '../../platform/use-page-shown';
import { usePagedList } from '../../platform/use-paged-list';
import { AgeNotice } from '../../reception/age-notice';
import { UnsentList } from '../../reception/unsent-list';
import { copy } from './copy';

/** What waits to be sent, then what the server has. */
function MyRatings() {
  return (
    <Stack>
      <UnsentList />
      <GivenRatings />
    </Stack>
  );
}

function GivenRatings() {
  const ask = (cursor: string | null) => call('listMyRatings', { query: cursor ? { cursor } : {} });
  const list = usePagedList('mine', ask, { shelf: seen.resident, as: 'my-ratings' });
  const entries = useOutbox();
  useSentMeanwhile(entries, list.reload);
  // The tab stays open behind the others; a rating may have been given or answered since.
  useShownAgain(() => {
    if (list.state !== 'ready' || !list.hasPrevious) list.reload();
  });

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    // Whoever has a rating waiting knows how it is done.
    if (entries.length > 0) return <AgeNotice dated={list.dated} onRetry={list.reload} />;
    const actions = [{ label: copy.goRate, onPress: goHome }];
    return <StateView kind="empty" title={copy.emptyTitle} text={copy.emptyText} actions={actions} />;
  }
  return (
    <>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      <List label={copy.list}>
        {list.rows.map((rating) => (
          <RatingRowView key={rating.id} rating={rating} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </>
  );
}

/** What has been sent by itself is in the list below: it is asked for anew, and who sees it has read the news. */
function useSentMeanwhile(entries: readonly Entry[], reload: () => void) {
  const sent = entries.filter(({ state }) => state === 'sent');
  const shown = usePageShown();
  const latest = useRef({ sent, reload });
  latest.current = { sent, reload };
  const news = sent.length > 0 && shown;
  useEffect(() => {
    if (!news) return;
    for (const entry of latest.current.sent) void outbox.takeOut(entry);
    latest.current.reload();
  }, [news]);
}

function RatingRowView({ rating }: { rating: RatingRow }) {
  const service = rating.serviceItem?.name ?? rating.counter.name;
  const what = rating.supplementary ? copy.supplement(service) : service;
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
