import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { useAnswer } from '../../platform/use-answer';
import { copy } from './copy';

/** Shown at most: whoever has written about these has enough to do. */
const shownMax = 20;

/** What residents searched for and did not find. */
export function SearchGaps() {
  const { answer, reload } = useAnswer('search gaps', () => call('listSearchGaps', {}));
  if (answer.state === 'loading') return <Skeleton cards={1} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { items, rare } = answer.value;
  return (
    <Card>
      <Heading>{copy.gaps}</Heading>
      <View className="row-note">{copy.gapsNote}</View>
      {items.length === 0 && <View>{copy.noGaps}</View>}
      {items.slice(0, shownMax).map(({ text, times }) => (
        <View key={text}>{copy.gap(text, times)}</View>
      ))}
      {rare > 0 && <View className="row-note">{copy.rare(rare)}</View>}
    </Card>
  );
}
