import type { OwnConsultation } from '@linli/shared/api/types.ts';
import { referralLabels } from '@linli/shared/consultations.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { copy } from './copy';

/** What came of the consultation: the advice, where to go on to, and the way to rate it. */
export function After({ id }: { id: string }) {
  const { answer, reload } = useAnswer(`after ${id}`, () => call('getMyConsultation', { params: { id } }));
  // Whoever comes back has perhaps rated it.
  useShownAgain(reload);
  if (answer.state === 'loading') return <Skeleton cards={1} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { advice, rating, ratableUntil } = answer.value;
  const toRating = () => open(pages.rateConsultation(id));
  return (
    <>
      <AdviceCard advice={advice} />
      {ratableUntil !== null && <Button label={copy.rate} onPress={toRating} />}
      {rating && <Button kind="secondary" label={copy.rated(gradeLabels[rating.grade])} onPress={toRating} />}
    </>
  );
}

function AdviceCard({ advice }: Pick<OwnConsultation, 'advice'>) {
  if (!advice) {
    return (
      <Card>
        <View>{copy.adviceLater}</View>
      </Card>
    );
  }
  const { text, referral, by, at } = advice;
  return (
    <Card tone="brand">
      <Heading>{copy.advice}</Heading>
      <View>{text}</View>
      {referral && (
        <Fact label={copy.referral}>
          {[referralLabels[referral.kind], referral.to].filter(Boolean).join('\n')}
        </Fact>
      )}
      {referral?.bring && <Fact label={copy.bring}>{referral.bring}</Fact>}
      <View className="row-note">{copy.adviceBy(by, timeInWords(at))}</View>
    </Card>
  );
}
