import type { RatingDetail } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { usePurpose } from '../../consent/use-purpose';
import { call } from '../../platform/api';
import { type CallError, failureWords, isConnectionError } from '../../platform/call-error';
import { pages, replaceWith } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { timeInWords } from '../../platform/time-words';
import { leaving, useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { RatingFields, SendBar } from '../../rating-form';
import { faultsOf, saidIn } from '../../rating-form/check-draft';
import { useDraft } from '../../rating-form/use-draft';
import { AgeNotice } from '../../reception/age-notice';
import { copy } from './copy';

/** The one supplement (追评) to a rating of the resident. */
function Supplement() {
  const { id = '' } = useRouter().params;
  const ask = () => call('getMyRating', { params: { id } });
  const { answer, reload } = useAnswer(id, ask, { shelf: seen.resident, as: `rating.${id}` });
  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const rating = answer.value;
  if (rating.supplementBy === null) {
    const actions = [{ label: copy.view, onPress: () => replaceWith(pages.rating(id)) }];
    return (
      <Stack>
        <AgeNotice dated={answer.dated} onRetry={reload} />
        <StateView kind="lost" title={copy.closedTitle} text={copy.closedText} actions={actions} />
      </Stack>
    );
  }
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <SupplementForm rating={rating} />
    </Stack>
  );
}

function SupplementForm({ rating }: { rating: RatingDetail }) {
  const { id } = rating;
  const drafting = useDraft(`supplement.${id}`);
  const { draft, latest, drop } = drafting;
  const [checked, setChecked] = useState(false);
  const purpose = usePurpose('rating-contact');
  const { version } = purpose.text;
  const sending = useAction(
    async (body: NonNullable<ReturnType<typeof saidIn>>) => {
      const added = await call('supplementRating', { params: { id }, body });
      drop();
      const followUp = !added.opensTicket ? 'none' : added.anonymous ? 'answer' : 'call';
      replaceWith(pages.thanks(added.id, followUp));
      return leaving;
    },
    (refusal) => void purpose.heedRefusal(refusal),
  );
  const send = () => {
    setChecked(true);
    const said = saidIn(latest(), version);
    if (said) void sending.start(said);
  };
  return (
    <Stack>
      <FirstCard rating={rating} />
      <RatingFields
        {...drafting}
        question={copy.question}
        questionHint={copy.questionHint}
        purpose={purpose.text}
        faults={checked ? faultsOf(draft, version) : {}}
      />
      <SendBar
        held={draft.grade !== null}
        faults={checked ? faultsOf(draft, version) : {}}
        failure={sending.error && <Failure error={sending.error} ratingId={id} />}
        label={sending.error ? copy.retry : copy.submit}
        busyLabel={sending.busy ? copy.submitting : undefined}
        onSend={send}
      />
    </Stack>
  );
}

/** What was said before. */
function FirstCard({ rating }: { rating: RatingDetail }) {
  return (
    <Card tone="brand">
      <Heading>{rating.serviceItem?.name ?? `${rating.counter.code} ${rating.counter.name}`}</Heading>
      <View>{copy.first(gradeLabels[rating.grade], timeInWords(rating.createdAt))}</View>
      <View>{copy.once}</View>
    </Card>
  );
}

/** Why it was not sent. The form stays as it is, so that pressing again is all it takes. */
function Failure({ error, ratingId }: { error: CallError; ratingId: string }) {
  const view = { label: copy.view, onPress: () => replaceWith(pages.rating(ratingId)) };
  const over = error.code === 'already-supplemented' || error.code === 'supplement-not-open';
  const words = isConnectionError(error) ? `${error.message}。${copy.kept}` : failureWords(error);
  return <Notice tone="error" text={words} action={over ? view : undefined} />;
}

export default definePage({ title: copy.title }, Supplement);
