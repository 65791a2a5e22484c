import { useRouter } from '@tarojs/taro';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { pages, replaceWith } from '../../platform/navigation';
import { useAnswer } from '../../platform/use-answer';
import { copy } from './copy';
import { Given } from './given';
import { RateForm } from './rate-form';

/** The rating of one consultation: the form, or what was said and what came of it. */
function RatingPage() {
  const { id = '' } = useRouter().params;
  const { answer, reload, replace } = useAnswer(id, () => call('getMyConsultation', { params: { id } }));
  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const consultation = answer.value;
  const back = { label: copy.back, onPress: () => replaceWith(pages.appointment(id)) };
  if (consultation.rating)
    return (
      <Given
        id={id}
        rating={consultation.rating}
        lawyer={consultation.lawyer}
        onChanged={replace}
        reload={reload}
      />
    );
  if (consultation.ratableUntil === null)
    return <StateView kind="empty" title={copy.closed} text={copy.closedText} actions={[back]} />;
  return (
    <Stack>
      <RateForm id={id} lawyer={consultation.lawyer} onRated={replace} />
    </Stack>
  );
}

export default definePage({ title: copy.title }, RatingPage);
