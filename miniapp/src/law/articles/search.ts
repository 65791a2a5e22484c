import type { QueryOf } from '@linli/shared/api/types.ts';
import {
  type ArticleCategory,
  type Audience,
  articleCategoryLabels,
  audienceLabels,
} from '@linli/shared/articles.ts';
import { type Matter, matterLabels } from '@linli/shared/legal-service.ts';

/** Which articles to list: null where it does not matter. */
export interface Search {
  /** The words searched for; empty: all. */
  words: string;
  category: ArticleCategory | null;
  matter: Matter | null;
  audience: Audience | null;
  /** A campaign's code; empty: all. */
  campaign: string;
}

/** Longest search, in characters. */
export const wordsMaxLength = 60;

/** All articles of a campaign, or of none in particular. */
export const everything = (campaign = ''): Search => ({
  words: '',
  category: null,
  matter: null,
  audience: null,
  campaign,
});

/** The request for a page of it. */
export function queryOf({ words, category, matter, audience, campaign }: Search): QueryOf<'listArticles'> {
  return {
    ...(words !== '' && { q: words }),
    ...(category && { category }),
    ...(matter && { matter }),
    ...(audience && { audience }),
    ...(campaign !== '' && { campaign }),
  };
}

/** What was chosen besides words, as it is called. */
export function chosenNames({ category, matter, audience }: Search): string[] {
  return [
    category && articleCategoryLabels[category],
    matter && matterLabels[matter],
    audience && audienceLabels[audience],
  ].filter((name) => name !== null);
}
