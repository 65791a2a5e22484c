import type { RatingDetail } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';

/** The supplement (追评) of a rating, or the way to give it; of a supplement, the rating that it belongs to. */
export function SupplementCard({ rating }: { rating: RatingDetail }) {
  const { supplement, supplementTo, supplementBy } = rating;
  if (supplement ?? supplementTo) return <OtherCard rating={rating} />;
  // What an older version of the app kept on the device has no such moment.
  if (!supplementBy) return null;
  return (
    <Card>
      <Heading>{copy.supplement}</Heading>
      <View>{copy.supplementBy(timeInWords(supplementBy))}</View>
      <Button
        kind="secondary"
        label={copy.giveSupplement}
        onPress={() => open(pages.supplement(rating.id))}
      />
    </Card>
  );
}

function OtherCard({ rating: { supplement, supplementTo } }: { rating: RatingDetail }) {
  const other = supplement ?? supplementTo;
  if (!other) return null;
  const words = supplement ? copy.supplemented : copy.supplements;
  return (
    <Card>
      <Heading>{copy.supplement}</Heading>
      <View>{words(gradeLabels[other.grade], timeInWords(other.createdAt))}</View>
      <Button
        kind="secondary"
        label={supplement ? copy.viewSupplement : copy.viewFirst}
        onPress={() => open(pages.rating(other.id))}
      />
    </Card>
  );
}
