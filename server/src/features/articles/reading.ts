import type { AnswerOf, ValidRequest } from '@linli/shared/api/types.ts';
import { readCursor, writeCursor } from '../../platform/paging.ts';
import { type Catalogue, fits, type LiveArticle } from './catalogue.ts';
import { type PresentNeeds, presentRow } from './present.ts';
import { searchIndexOf } from './searching.ts';

type ListQuery = ValidRequest<'listArticles'>['query'];
type List = AnswerOf<'listArticles'>;

/** A page of the articles that fit, from memory. @throws invalid-request for a cursor that is none of ours */
export function listArticles(catalogue: Catalogue, query: ListQuery, needs: PresentNeeds): List {
  const { q, ...rest } = query;
  return q === undefined ? listNewest(catalogue, rest, needs) : listFound(catalogue, q, rest, needs);
}

type Wish = Omit<ListQuery, 'q'>;

function listNewest(catalogue: Catalogue, { cursor, limit, ...wish }: Wish, needs: PresentNeeds): List {
  const found = catalogue.articles.filter((article) => fits(article, wish));
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

function listFound(
  catalogue: Catalogue,
  q: string,
  { cursor, limit, ...wish }: Wish,
  needs: PresentNeeds,
): List {
  const index = searchIndexOf(catalogue);
  const found = index
    .search(q, (id) => {
      const article = catalogue.byId(id);
      return article !== null && fits(article, wish);
    })
    .flatMap((hit) => {
      const article = catalogue.byId(hit.id);
      return article ? [{ article, hit }] : [];
    });
  const from = cursor === undefined ? 0 : placeInSearch(found, cursor);
  const page = found.slice(from, from + limit);
  const last = page.at(-1);
  return {
    items: page.map(({ article, hit }) => ({ ...presentRow(article, needs), excerpt: hit.excerpt })),
    nextCursor:
      last && from + limit < found.length
        ? writeCursor({ at: new Date(from + limit), id: last.article.article._id })
        : null,
    suggestions: found.length === 0 ? index.suggest(q) : [],
  };
}

/**
 * Where the next page of a search begins. What a search is sorted by has no value that outlives a publish, so its cursor
 * holds the place, in the milliseconds of a date, beside the last article: what that has moved, the page moves too.
 */
function placeInSearch(found: readonly { article: LiveArticle }[], cursor: string): number {
  const { at, id } = readCursor(cursor);
  const last = found.findIndex(({ article }) => article.article._id.equals(id));
  return last < 0 ? at.getTime() : last + 1;
}
