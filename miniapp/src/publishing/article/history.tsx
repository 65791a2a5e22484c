import { articleActionLabels } from '@linli/shared/article-life-cycle.ts';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Timeline } from '../../components/timeline';
import { timeInWords } from '../../platform/time-words';
import type { EditorialArticle } from '.';
import { copy } from './copy';

const kindLabels = { ...articleActionLabels, ...copy.kinds };

/** The last steps of an article; what is older stands in the audit log. */
const shownMax = 20;

/** Who did what, oldest first. */
export function History({ article: { history } }: { article: EditorialArticle }) {
  return (
    <Card>
      <Heading>{copy.history}</Heading>
      <Timeline
        label={copy.history}
        entries={history
          .slice(0, shownMax)
          .reverse()
          .map(({ kind, at, by, number, note }) => ({
            key: `${kind} ${at}`,
            title: copy.entry(kindLabels[kind], number, by ?? copy.bySystem),
            time: timeInWords(at),
            text: note,
          }))}
      />
    </Card>
  );
}
