import type { AnswerOf, PublicRating } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { findingLabels } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Badge } from '../../components/badge';
import { Card, Stack } from '../../components/card';
import { Face } from '../../components/face-picker/face';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { goHome } from '../../platform/navigation';
import { accessible } from '../../platform/pressable';
import { usePagedList } from '../../platform/use-paged-list';
import { copy } from './copy';
import './index.scss';

/** What everyone may read of one counter's ratings, page by page. */
function CounterRatings() {
  const { code = '' } = useRouter().params;
  const [place, setPlace] = useState<Pick<AnswerOf<'listCounterRatings'>, 'counter' | 'department'> | null>(
    null,
  );
  const list = usePagedList(code, async (cursor) => {
    const page = await call('listCounterRatings', {
      params: { code: code || '-' },
      query: cursor ? { cursor } : {},
    });
    setPlace(page);
    return page;
  });

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') {
    if (list.error.code !== 'not-found') return <FailedView error={list.error} onRetry={list.reload} />;
    const actions = [{ label: copy.home, onPress: goHome }];
    return <StateView kind="lost" title={copy.lostTitle} text={copy.lostText} actions={actions} />;
  }
  return (
    <Stack>
      {place && (
        <Card tone="brand">
          <Heading>{`${place.counter.code} ${place.counter.name}`}</Heading>
          <View>{place.department.name}</View>
          <View className="public-note">{copy.note}</View>
        </Card>
      )}
      {list.rows.length === 0 ? (
        <StateView kind="empty" title={copy.emptyTitle} text={copy.emptyText} actions={[]} />
      ) : (
        <View className="public-list" {...accessible({ role: 'list', label: copy.list })}>
          {list.rows.map((rating, index) => (
            // A public rating has no id on purpose; a page of them never changes its order.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <View key={`${rating.ratedOn} ${index}`} {...accessible({ role: 'listitem' })}>
              <RatingCard rating={rating} />
            </View>
          ))}
        </View>
      )}
      <Pager list={list} {...copy.pager} />
    </Stack>
  );
}

function RatingCard({ rating }: { rating: PublicRating }) {
  return (
    <Card>
      <View className="public-head">
        <Face grade={rating.grade} small />
        <Heading>{gradeLabels[rating.grade]}</Heading>
        <View className="public-day">{dayInWords(rating.ratedOn)}</View>
      </View>
      {rating.supplementTo && (
        <Fact label={copy.supplementTo}>
          {copy.first(gradeLabels[rating.supplementTo.grade], dayInWords(rating.supplementTo.ratedOn))}
        </Fact>
      )}
      {rating.serviceItem && <Fact label={copy.item}>{rating.serviceItem.name}</Fact>}
      {rating.servedBy && <Fact label={copy.servedBy}>{rating.servedBy}</Fact>}
      {rating.tags.length > 0 && (
        <Fact label={copy.tags}>{rating.tags.map((tag) => tag.label).join('\n')}</Fact>
      )}
      {rating.comment && <Fact label={copy.comment}>{rating.comment}</Fact>}
      {rating.handling === 'under-way' && <Badge tone="active">{copy.underWay}</Badge>}
      {rating.reply && <Fact label={copy.reply}>{rating.reply}</Fact>}
      {rating.finding && <Fact label={copy.finding}>{findingLabels[rating.finding]}</Fact>}
      {rating.excluded && <View className="public-note">{copy.excluded}</View>}
    </Card>
  );
}

/** 2026-11-23 → 2026年11月23日. */
function dayInWords(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return copy.day(year, month, date);
}

export default definePage({ title: copy.title }, CounterRatings);
