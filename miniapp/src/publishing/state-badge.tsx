import { type ArticleState, articleStateLabels } from '@linli/shared/article-life-cycle.ts';
import { Badge, type BadgeTone } from '../components/badge';
import { copy } from './copy';

const tones: Record<ArticleState, BadgeTone> = {
  draft: 'waiting',
  'in-review': 'active',
  scheduled: 'active',
  published: 'done',
  archived: 'waiting',
};

interface StateBadgesProps {
  state: ArticleState;
  /** Residents read it, be it an earlier text. */
  live: boolean;
}

/** Where an article stands; of one that is worked on while residents read its earlier text, also that. */
export function StateBadges({ state, live }: StateBadgesProps) {
  return (
    <>
      <Badge tone={tones[state]}>{articleStateLabels[state]}</Badge>
      {live && state !== 'published' && <Badge tone="done">{copy.earlierLive}</Badge>}
    </>
  );
}

/** The same to be read out. */
export function stateWords({ state, live }: StateBadgesProps): string {
  return [articleStateLabels[state], live && state !== 'published' && copy.earlierLive]
    .filter(Boolean)
    .join('，');
}
