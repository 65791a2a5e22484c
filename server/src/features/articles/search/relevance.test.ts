import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { demoArticles } from '../../../demo/story.ts';
import { readArticleFolder } from '../folder.ts';
import { renderMarkdown } from '../markdown.ts';
import { documentOf } from '../searching.ts';
import { buildSearchIndex, type SearchIndex } from './index.ts';

/** What residents wrote or would write, and the article that answers it: written down before the first run. */
const relevanceSet = z
  .array(z.strictObject({ query: z.string(), article: z.string() }))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'relevance-set.json'), 'utf8')));

/** Of 60 (the issue's own measure). */
const least = 55;

let index: SearchIndex;
beforeAll(async () => {
  const articles = await readArticleFolder(demoArticles);
  index = buildSearchIndex(
    articles.map(({ slug, front, markdown }) =>
      documentOf(slug, { ...front, nodes: renderMarkdown(markdown).nodes }),
    ),
  );
});

test('of sixty queries of residents, at least 55 have the article that answers them among the first three', () => {
  const missed = relevanceSet.flatMap(({ query, article }) => {
    const ids = index.search(query).map(({ id }) => id);
    return ids.slice(0, 3).includes(article) ? [] : [`${query}: ${article} is ${ids.indexOf(article) + 1}.`];
  });
  expect(relevanceSet).toHaveLength(60);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(relevanceSet.length - least);
});
