import type { AnswerOf, ValidRequest } from '@linli/shared/api/types.ts';
import { readCursor, writeCursor } from '../../platform/paging.ts';
import { type Catalogue, fits, type LiveArticle } from './catalogue.ts';
import { type PresentNeeds, presentRow } from './present.ts';

type ListQuery = ValidRequest<'listArticles'>['query'];

/** A page of the articles that fit, from memory. @throws invalid-request for a cursor that is none of ours */
export function listArticles(
  catalogue: Catalogue,
  { cursor, limit, q, ...wish }: ListQuery,
  needs: PresentNeeds,
): AnswerOf<'listArticles'> {
  const found = catalogue.articles.filter(
    (article) => fits(article, wish) && (q === undefined || names(article, q)),
  );
  const rest = cursor === undefined ? found : found.slice(placeAfter(found, cursor));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((article) => ({ ...presentRow(article, needs), excerpt: null })),
    nextCursor:
      rest.length > limit && last
        ? writeCursor({ at: last.article.publishedAt, id: last.article._id })
        : null,
    suggestions: [],
  };
}

/** Where the next page begins: after the article the last one ended with, also when that has been archived since. */
function placeAfter(found: readonly LiveArticle[], cursor: string): number {
  const { at, id } = readCursor(cursor);
  const place = found.findIndex(({ article: { publishedAt, _id } }) =>
    publishedAt.getTime() === at.getTime() ? _id.toHexString() < id.toHexString() : publishedAt < at,
  );
  return place < 0 ? found.length : place;
}

const names = ({ text }: LiveArticle, q: string) =>
  `${text.title}${text.summary}${text.markdown}`.includes(q);
