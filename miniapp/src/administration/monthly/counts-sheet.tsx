import { ratingChannelLabels, ratingChannels } from '@linli/shared/exchange.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { timeInWords } from '../../platform/time-words';
import type { Counts } from '.';
import { copy } from './copy';
import { ratingsOf } from './ratings-of';

/** The counts of a counter: services, and ratings by channel and grade. */
export function CountsSheet({ counts, onClose }: { counts: Counts; onClose: () => void }) {
  const { partner, counter, records, ratings, importedAt } = counts;
  return (
    <Sheet title={`${counter.code} ${counter.name}`} onClose={onClose}>
      <Fact label={copy.records}>{copy.count(records)}</Fact>
      <Fact label={copy.rated}>{copy.count(ratingsOf(counts))}</Fact>
      {ratingChannels.map((channel) => {
        const given = ratings
          .filter((one) => one.channel === channel)
          .sort((a, b) => b.grade - a.grade)
          .map(({ grade, count }) => copy.graded(gradeLabels[grade], count));
        return (
          given.length > 0 && (
            <Fact key={channel} label={ratingChannelLabels[channel]}>
              {given.join('\n')}
            </Fact>
          )
        );
      })}
      <Fact label={copy.partner}>{partner}</Fact>
      <Fact label={copy.importedAt}>{timeInWords(importedAt)}</Fact>
    </Sheet>
  );
}
