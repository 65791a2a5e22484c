import { randomUUID } from 'node:crypto';
import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hourMs, later } from '../../platform/clock.ts';
import {
  articleContent,
  articleFile,
  startTestServer,
  type TestServer,
  testFolder,
} from '../../testing/index.ts';

type Article = AnswerOf<'getEditorialArticle'>;
type Acting = BodyOf<'actOnArticle'>;

let server: TestServer;
let editor: string;
let supervisor: string;

beforeAll(async () => {
  server = await startTestServer();
  await signIn();
});
afterAll(() => server.stop());

async function signIn(): Promise<void> {
  editor = await server.staffToken('editor');
  supervisor = await server.staffToken('supervisor');
}

async function submitted(title: string): Promise<Article> {
  const body = { content: articleContent({ title }), idempotencyKey: randomUUID() };
  return act(editor, (await server.call('createArticle', { token: editor, body })).body, 'submit');
}

const act = async (
  token: string,
  { id, version }: Pick<Article, 'id' | 'version'>,
  action: Acting['action'],
  more: Partial<Acting> = {},
): Promise<Article> =>
  (await server.call('actOnArticle', { token, params: { id }, body: { version, action, ...more } })).body;

/** What somebody was told of an article, newest first. */
async function told(token: string, { id }: Pick<Article, 'id'>): Promise<string[]> {
  const { items } = (await server.call('listNotifications', { token, query: {} })).body;
  return items
    .filter(({ subject }) => subject.kind === 'article' && subject.id === id)
    .map(({ title, text }) => `${title}：${text}`);
}

test('who may review is told when a text is handed in, and who wrote it is not', async () => {
  const article = await submitted('楼道里不能堆东西');
  expect(await told(supervisor, article)).toEqual(['有文章待审核：《楼道里不能堆东西》等您审核。']);
  expect(await told(editor, article)).toEqual([]);
  expect(await told(await server.staffToken('clerk'), article)).toEqual([]);
});

test('who wrote it is told why it is sent back, and when it is published', async () => {
  const article = await submitted('阳台上种菜');
  const returned = await act(supervisor, article, 'return', { note: '少了法律依据' });
  expect(await told(editor, article)).toEqual(['文章退回修改：《阳台上种菜》需要修改：少了法律依据']);
  await act(supervisor, await act(editor, returned, 'submit'), 'approve');
  expect((await told(editor, article))[0]).toBe('文章已发布：《阳台上种菜》已经发布，居民现在可以看到。');
  // Handed in twice, it waits twice.
  expect(await told(supervisor, article)).toHaveLength(2);
});

test('who wrote it is told of the time it is given, and again when it has come', async () => {
  const article = await submitted('明天再说');
  const publishAt = later(server.clock.now(), hourMs);
  await act(supervisor, article, 'approve', { publishAt: publishAt.toISOString() });
  expect((await told(editor, article))[0]).toMatch(/^文章已通过审核：《明天再说》会在 .* 自动发布。$/);
  server.clock.advance(hourMs);
  await server.app.articles.sweep();
  await signIn();
  expect(await told(editor, article)).toHaveLength(2);
  await server.app.articles.sweep();
  expect((await told(editor, article))[0]).toMatch(/^文章已发布/);
  expect(await told(editor, article)).toHaveLength(2);
});

test('what a process has left untold that died is told by the sweep, once', async () => {
  const article = await submitted('死在半路');
  const { connection } = server.database;
  const messages = connection.collection('notifications');
  const [message] = await messages.find({ 'notice.title': '死在半路' }).toArray();
  await messages.deleteMany({ 'notice.title': '死在半路' });
  if (!message) throw new Error('nobody was told');
  const { personId, occasion, notice } = message;
  await connection
    .collection('articles')
    .updateOne({ title: '死在半路' }, { $set: { tellDue: { occasion, staffIds: [personId], notice } } });
  await server.app.articles.sweep();
  await server.app.articles.sweep();
  const reviewers = await messages.find({ 'notice.title': '死在半路' }).toArray();
  expect(reviewers.map((one) => [one.personId, one.occasion])).toEqual([[personId, occasion]]);
  expect(await connection.collection('articles').countDocuments({ tellDue: { $exists: true } })).toBe(0);
  expect(article.state).toBe('in-review');
});

test('of a folder that waits for a review each reviewer hears once', async () => {
  const folder = await testFolder();
  await folder.write({
    'leak.md': articleFile({ title: '邻居漏水' }),
    'noise.md': articleFile({ title: '楼上太吵' }),
  });
  await server.app.articles.import(folder.path);
  await folder.remove();
  const { items } = (await server.call('listNotifications', { token: supervisor, query: {} })).body;
  expect(items.filter(({ text }) => /邻居漏水|楼上太吵/.test(text)).map(({ text }) => text)).toEqual([
    '《邻居漏水》等 2 篇文章等您审核。',
  ]);
});
