import type { RatingDetail } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { ratingEventLabels } from '@linli/shared/rating-timeline.ts';
import { findingLabels } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Card, Stack } from '../../components/card';
import { Face } from '../../components/face-picker/face';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { Timeline } from '../../components/timeline';
import { JudgementCard } from '../../judgement';
import { TellMe } from '../../messages/tell-me';
import { call } from '../../platform/api';
import { seen } from '../../platform/seen';
import { timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { AgeNotice } from '../../reception/age-notice';
import { copy } from './copy';
import './index.scss';
import { SupplementCard } from './supplement-card';

/** One rating of the resident, with what has been done about it. */
function Rating() {
  const { id = '' } = useRouter().params;
  const ask = () => call('getMyRating', { params: { id } });
  const { answer, reload, replace } = useAnswer(id, ask, { shelf: seen.resident, as: `rating.${id}` });
  // It may have been supplemented, or answered, since.
  useShownAgain(reload);

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const rating = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <ReplyCard rating={rating} />
      {rating.ticket && (
        <JudgementCard
          ticket={rating.ticket}
          judge={async (body) => replace(await call('judgeRating', { params: { id }, body }))}
          reload={reload}
        />
      )}
      {rating.ticket && rating.ticket.state !== 'closed' && <TellMe kind="rating" id={id} />}
      <GivenCard rating={rating} />
      <ProgressCard rating={rating} />
      <SupplementCard rating={rating} />
    </Stack>
  );
}

function ReplyCard({ rating: { ticket } }: { rating: RatingDetail }) {
  if (!ticket?.reply) return null;
  return (
    <Card tone="brand">
      <Heading>{copy.reply}</Heading>
      <View className="rating-reply">{ticket.reply}</View>
      {ticket.privateNote && <Fact label={copy.privateNote}>{ticket.privateNote}</Fact>}
      {ticket.finding && <Fact label={copy.finding}>{findingLabels[ticket.finding]}</Fact>}
    </Card>
  );
}

function GivenCard({ rating }: { rating: RatingDetail }) {
  return (
    <Card>
      <View className="rating-grade">
        <Face grade={rating.grade} />
        <Heading>{gradeLabels[rating.grade]}</Heading>
      </View>
      {rating.serviceItem && <Fact label={copy.item}>{rating.serviceItem.name}</Fact>}
      <Fact label={copy.counter}>
        {rating.counter.code} {rating.counter.name}
      </Fact>
      <Fact label={copy.department}>{rating.department.name}</Fact>
      <Fact label={copy.time}>{timeInWords(rating.createdAt)}</Fact>
      {rating.tags.length > 0 && (
        <Fact label={copy.tags}>{rating.tags.map((tag) => tag.label).join('\n')}</Fact>
      )}
      {rating.comment && <Fact label={copy.comment}>{rating.comment}</Fact>}
      <CommentCheckFact rating={rating} />
      <Fact label={copy.who}>{rating.anonymous ? copy.anonymous : copy.realName}</Fact>
    </Card>
  );
}

/** Whether everyone may read the comment and, where not, why. */
function CommentCheckFact({ rating: { commentCheck, opensTicket } }: { rating: RatingDetail }) {
  // What an older version of the app kept on the device has none.
  if (!commentCheck) return null;
  const { state, reason } = commentCheck;
  const words = state === 'shown' && opensTicket ? copy.shownAfterReply : copy.checks[state];
  const why = state === 'hidden' && (reason ? copy.hiddenBecause(reason) : copy.hiddenByMachine);
  return <Fact label={copy.commentCheck}>{[words, why].filter(Boolean).join('\n')}</Fact>;
}

function ProgressCard({ rating }: { rating: RatingDetail }) {
  const entries = rating.timeline.map((event) => ({
    key: `${event.kind} ${event.at}`,
    title: ratingEventLabels[event.kind],
    time: timeInWords(event.at),
    // The reply stands in full on its own card.
    text: event.kind === 'replied' ? null : event.text,
  }));
  return (
    <Card>
      <Heading>{copy.progress}</Heading>
      {rating.ticket && <View className="rating-number">{copy.number(rating.ticket.number)}</View>}
      <Timeline label={copy.progress} entries={entries} />
      {rating.opensTicket && !rating.ticket && <View>{copy.assigning}</View>}
    </Card>
  );
}

export default definePage({ title: copy.title }, Rating);
