import { audiences } from '@linli/shared/articles.ts';
import { matters } from '@linli/shared/legal-service.ts';
import { beforeAll, expect, test } from 'vitest';
import { type FolderArticle, readArticleFolder } from '../features/articles/folder.ts';
import { demoArticles, demoOrganization } from './story.ts';

let articles: FolderArticle[];
beforeAll(async () => {
  articles = await readArticleFolder(demoArticles);
});

/** Every article's text with its steps, without white space and Markdown's marks. */
const lengthOf = ({ front, markdown }: FolderArticle) =>
  [...`${markdown}${front.steps.join('')}`.replace(/[\s*#>|-]/g, '')].length;

test('there is something to read on every matter and for everyone', () => {
  expect(articles.length).toBeGreaterThanOrEqual(24);
  expect(new Set(articles.map(({ front }) => front.matter))).toEqual(new Set(matters));
  expect(new Set(articles.flatMap(({ front }) => front.audiences))).toEqual(new Set(audiences));
});

test('each article rests on a law, says what to do and whom to call, and is read in a few minutes', () => {
  for (const article of articles) {
    const { slug, front, markdown } = article;
    expect(front.legalBasis.length, slug).toBeGreaterThan(0);
    expect(front.steps.length, slug).toBeGreaterThanOrEqual(4);
    expect(`${markdown}${front.steps.join('')}`, slug).toMatch(/\b(1\d{2}|12\d{3}|96\d{3,4})\b|您听明白了吗/);
    expect(lengthOf(article), slug).toBeGreaterThan(600);
    expect(lengthOf(article), slug).toBeLessThan(1500);
  }
});

test('each tells a case in which nobody can be recognised', () => {
  for (const { slug, markdown } of articles) {
    expect(markdown, slug).toMatch(/## (一个例子|案例)/);
    expect(markdown, slug).not.toMatch(/\d{11}|\d{17}[\dX]|\d+弄\d+号/);
  }
});

test('each names an office of the sub-district that answers for it, and not all the same', () => {
  const codes = new Set(demoOrganization().units.map(({ code }) => code));
  const departments = new Set(articles.map(({ front }) => front.department));
  for (const department of departments) expect(codes).toContain(department);
  expect(departments.size).toBeGreaterThan(4);
});

test('the same version of a law is cited in each article', () => {
  const versions = new Map<string, Set<string | null>>();
  for (const { law, version } of articles.flatMap(({ front }) => front.legalBasis))
    versions.set(law, (versions.get(law) ?? new Set()).add(version));
  for (const [law, cited] of versions) expect([...cited], law).toHaveLength(1);
});
