import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  articleFile,
  startTestServer,
  type TestFolder,
  type TestServer,
  testFolder,
} from '../../testing/index.ts';

let server: TestServer;
let articles: TestFolder;
let laws: TestFolder;
beforeAll(async () => {
  server = await startTestServer();
  articles = await testFolder({
    'noise.md': articleFile({ legalBasis: '[{ law: 示例条例, articles: [1, 2] }]' }),
    'wages.md': articleFile({
      title: '劳动报酬被拖欠怎么办',
      summary: '先投诉，再仲裁。',
      matter: 'labour',
      audiences: '[workers]',
    }),
    'contract.md': articleFile({
      title: '没签劳动合同怎么办',
      summary: '可以要两倍工资。',
      matter: 'labour',
      audiences: '[everyone]',
    }),
  });
  laws = await testFolder({ 'law.md': '# 示例条例\n\n自2024年5月1日起施行\n\n第一条 安静。' });
  await server.app.articles.import(articles.path, { reviewedBy: 'supervisor' });
});
afterAll(async () => {
  await server.stop();
  await articles.remove();
  await laws.remove();
});

const search = async (
  q: string,
  more: { audience?: 'workers' | 'elderly'; limit?: number; cursor?: string } = {},
) => (await server.call('listArticles', { query: { q, ...more } })).body;
const titles = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).items.map(({ title }) => title);

test('the list answers everyday words with what is written in legal ones, the best match first', async () => {
  expect((await titles('老板不给工钱'))[0]).toBe('劳动报酬被拖欠怎么办');
});

test('each match shows where the words stand', async () => {
  const [match] = (await search('装修太吵')).items;
  expect(match?.excerpt?.filter(({ hit }) => hit).map(({ text }) => text)).toContain('装修');
  const [unasked] = (await server.call('listArticles', { query: {} })).body.items;
  expect(unasked?.excerpt).toBeNull();
});

test('a search keeps to the audience that is asked for', async () => {
  expect(await titles('工资', { audience: 'elderly' })).toEqual(['没签劳动合同怎么办']);
});

test('a search goes on where its page ended', async () => {
  const first = await search('劳动报酬 劳动合同', { limit: 1 });
  expect(first.items).toHaveLength(1);
  const second = await search('劳动报酬 劳动合同', { limit: 1, cursor: first.nextCursor ?? '' });
  expect([first, second].flatMap(({ items }) => items.map(({ title }) => title))).toEqual(
    await titles('劳动报酬 劳动合同'),
  );
  expect(second.nextCursor).toBeNull();
});

test('what finds nothing is answered with other words, each of which finds something', async () => {
  const { items, suggestions } = await search('火星旅游');
  expect(items).toEqual([]);
  expect(suggestions.length).toBeGreaterThan(0);
  for (const word of suggestions) expect(await titles(word), word).not.toEqual([]);
  expect((await search('工资')).suggestions).toEqual([]);
});

test('an article is found as soon as it is published', async () => {
  expect(await titles('高空抛物')).toEqual([]);
  await articles.write({ 'objects.md': articleFile({ title: '高空抛物谁负责' }) });
  await server.app.articles.import(articles.path, { reviewedBy: 'supervisor' });
  expect(await titles('高空抛物')).toEqual(['高空抛物谁负责']);
});

test('nobody searches for nothing, or for a whole page', async () => {
  for (const q of [' ', '长'.repeat(61)])
    expect((await server.call.refused('listArticles', { query: { q } })).code).toBe('invalid-request');
  const query = { q: '工资', cursor: '!' };
  expect((await server.call.refused('listArticles', { query })).code).toBe('invalid-request');
});

test('a card of the legal basis opens the very article, once the law is loaded', async () => {
  const [match] = (await search('装修太吵')).items;
  const cards = async () =>
    (await server.call('getArticle', { params: { id: match?.id ?? '' } })).body.legalBasis[0]?.articles ?? [];
  expect(await cards()).toEqual([
    { number: '1', label: '第一条', lawArticleId: null },
    { number: '2', label: '第二条', lawArticleId: null },
  ]);
  await server.app.lawTexts.import(laws.path);
  const [first, second] = await cards();
  const { body } = await server.call('getLawArticle', { params: { id: first?.lawArticleId ?? '' } });
  expect([body.law.name, body.paragraphs]).toEqual(['示例条例', ['安静。']]);
  expect(second?.lawArticleId).toBeNull();
});
