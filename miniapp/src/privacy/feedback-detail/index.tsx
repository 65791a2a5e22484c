import type { FeedbackDetail } from '@linli/shared/api/types.ts';
import { feedbackEventLabels, feedbackKindLabels } from '@linli/shared/feedback.ts';
import { findingLabels } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { Timeline } from '../../components/timeline';
import { JudgementCard } from '../../judgement';
import { call } from '../../platform/api';
import { seen } from '../../platform/seen';
import { timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { copy } from './copy';
import './index.scss';

/** One feedback of the resident: the answer, what was said, and what has been done. */
function FeedbackPage() {
  const { id = '' } = useRouter().params;
  const ask = () => call('getMyFeedback', { params: { id } });
  const { answer, reload, replace } = useAnswer(id, ask, { shelf: seen.resident, as: `feedback.${id}` });

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const feedback = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <ReplyCard feedback={feedback} />
      {feedback.ticket && (
        <JudgementCard
          ticket={feedback.ticket}
          judge={async (body) => replace(await call('judgeFeedback', { params: { id }, body }))}
          reload={reload}
        />
      )}
      <Card>
        <Heading>{feedbackKindLabels[feedback.kind]}</Heading>
        <Fact label={copy.text}>{feedback.text ?? copy.erased}</Fact>
        <Fact label={copy.time}>{timeInWords(feedback.createdAt)}</Fact>
      </Card>
      <ProgressCard feedback={feedback} />
    </Stack>
  );
}

function ReplyCard({ feedback: { ticket } }: { feedback: FeedbackDetail }) {
  if (!ticket?.reply) return null;
  return (
    <Card tone="brand">
      <Heading>{copy.reply}</Heading>
      <View className="feedback-reply">{ticket.reply}</View>
      {ticket.privateNote && <Fact label={copy.privateNote}>{ticket.privateNote}</Fact>}
      {ticket.finding && <Fact label={copy.finding}>{findingLabels[ticket.finding]}</Fact>}
    </Card>
  );
}

function ProgressCard({ feedback: { ticket, timeline } }: { feedback: FeedbackDetail }) {
  const entries = timeline.map((event) => ({
    key: `${event.kind} ${event.at}`,
    title: feedbackEventLabels[event.kind],
    time: timeInWords(event.at),
    // The reply stands in full on its own card.
    text: event.kind === 'replied' ? null : event.text,
  }));
  return (
    <Card>
      <Heading>{copy.progress}</Heading>
      {ticket ? (
        <View className="row-note">{copy.number(ticket.number)}</View>
      ) : (
        <View>{copy.assigning}</View>
      )}
      <Timeline label={copy.progress} entries={entries} />
    </Card>
  );
}

export default definePage({ title: copy.title }, FeedbackPage);
