import { randomUUID } from 'node:crypto';
import type { BodyOf, QueryOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayMs, hourMs } from '../../platform/clock.ts';
import { articleFile, startTestServer, type TestServer, testFolder } from '../../testing/index.ts';

let server: TestServer;
const ids: Record<string, string> = {};

/** Published an hour apart, the last one newest. */
const files = {
  'wages.md': articleFile({
    title: '工钱被拖欠',
    category: 'question',
    matter: 'labour',
    audiences: '[workers]',
  }),
  'fraud.md': articleFile({
    title: '转账前想三秒',
    category: 'warning',
    matter: 'criminal',
    audiences: '[elderly]',
  }),
  'noise.md': articleFile({ title: '楼上太吵', related: '[wages]' }),
  'leak.md': articleFile({ title: '邻居漏水' }),
};

beforeAll(async () => {
  server = await startTestServer();
  for (const [name, content] of Object.entries(files)) {
    const folder = await testFolder({ [name]: content });
    await server.app.articles.import(folder.path, { reviewedBy: 'supervisor' });
    await folder.remove();
    server.clock.advance(hourMs);
  }
  for (const { id, title } of (await server.call('listArticles', { query: {} })).body.items) ids[title] = id;
});
afterAll(() => server.stop());

const noise = () => ids.楼上太吵 ?? '';
const titles = async (query: QueryOf<'listArticles'>) =>
  (await server.call('listArticles', { query })).body.items.map(({ title }) => title);

test('the list shows the newest first', async () => {
  expect(await titles({})).toEqual(['邻居漏水', '楼上太吵', '转账前想三秒', '工钱被拖欠']);
});

test.each([
  [{ category: 'warning' }, ['转账前想三秒']],
  [{ matter: 'labour' }, ['工钱被拖欠']],
  // What is for everyone is for the elderly, too.
  [{ audience: 'elderly' }, ['邻居漏水', '楼上太吵', '转账前想三秒']],
  [{ audience: 'elderly', category: 'warning' }, ['转账前想三秒']],
  [{ campaign: 'nothing-yet' }, []],
] as const)('the list by %o shows what fits', async (query, expected) => {
  expect(await titles(query)).toEqual(expected);
});

test('the list is read page by page, each article once, also when one is published meanwhile', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await server.call('listArticles', { query: { limit: 3, ...(cursor && { cursor }) } });
    seen.push(...body.items.map(({ title }) => title));
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(await titles({}));
});

test.each([
  ['an unknown category', { category: 'gossip' }],
  ['an unknown audience', { audience: 'cats' }],
  ['an empty search', { q: ' ' }],
  ['a search that is too long', { q: '一'.repeat(61) }],
  ['a broken cursor', { cursor: '!!' }],
  ['a cursor that is none of ours', { cursor: 'abcd' }],
  ['an unknown filter', { colour: 'red' }],
])('a list with %s is refused', async (_what, query) => {
  expect((await server.call.refused('listArticles', { query })).code).toBe('invalid-request');
});

test('an article is not found by an id that is nobody’s, and refused by one that is none', async () => {
  const params = { id: 'f'.repeat(24) };
  expect((await server.call.refused('getArticle', { params })).code).toBe('not-found');
  expect((await server.call.refused('getArticle', { params: { id: 'noise' } })).code).toBe('invalid-request');
  expect((await server.call.refused('getArticleImage', { params })).code).toBe('not-found');
});

test('an article names what to read next: what its editor chose first', async () => {
  const { body } = await server.call('getArticle', { params: { id: noise() } });
  expect(body.related.map(({ title }) => title)).toEqual(['工钱被拖欠', '邻居漏水']);
});

test('who has an article already is told that it is still the same', async () => {
  const read = (headers: Record<string, string> = {}) =>
    server.call.raw(
      'getArticle',
      { params: { id: noise() } },
      // Without it fetch asks for no cache at all.
      { headers: { 'cache-control': 'max-age=0', ...headers } },
    );
  const first = await read();
  const etag = first.headers.get('etag') ?? '';
  const changed = first.headers.get('last-modified') ?? '';
  expect(first.status).toBe(200);
  expect(first.headers.get('cache-control')).toBe('public, max-age=0');
  expect(await first.json()).toMatchObject({ updatedAt: new Date(changed).toISOString() });
  for (const headers of [{ 'if-none-match': etag }, { 'if-modified-since': changed }]) {
    const again = await read(headers);
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  }
  expect((await read({ 'if-none-match': '"another"' })).status).toBe(200);
  const before = new Date(Date.parse(changed) - hourMs).toUTCString();
  expect((await read({ 'if-modified-since': before })).status).toBe(200);
});

const viewsOf = async (articleId: string) => {
  const rows = await server.database.connection.collection('articleViews').find().toArray();
  return rows.filter((row) => String(row.articleId) === articleId).reduce((sum, { views }) => sum + views, 0);
};

test('a visitor counts once a day, and nothing of them can be told from what is kept', async () => {
  const params = { id: noise() };
  const visitors = [randomUUID(), randomUUID()] as const;
  const open = (visitor: string) => server.call('countArticleView', { params, body: { visitor } });
  await Promise.all([open(visitors[0]), open(visitors[0]), open(visitors[1])]);
  expect(await viewsOf(params.id)).toBe(2);
  server.clock.advance(dayMs);
  await open(visitors[0]);
  expect(await viewsOf(params.id)).toBe(3);
  const { connection } = server.database;
  const marks = await connection.collection('dayMarks').find().toArray();
  expect(
    marks.every((mark) => Object.keys(mark).every((key) => ['_id', 'expiresAt', '__v'].includes(key))),
  ).toBe(true);
  expect(JSON.stringify(marks)).not.toContain(visitors[0]);
  const indexes = await connection.collection('dayMarks').indexes();
  expect(indexes.some(({ expireAfterSeconds }) => expireAfterSeconds === 0)).toBe(true);
});

test.each([
  ['no visitor', {}, 'invalid-request'],
  ['a visitor of another form', { visitor: '王秀兰' }, 'invalid-request'],
])('opening with %s is refused', async (_what, body, code) => {
  expect((await server.call.refused('countArticleView', { params: { id: noise() }, body })).code).toBe(code);
});

test('opening what nobody can read is not counted', async () => {
  const parts = { params: { id: 'f'.repeat(24) }, body: { visitor: randomUUID() } };
  expect((await server.call.refused('countArticleView', parts)).code).toBe('not-found');
});

const judge = async (token: string, verdict: BodyOf<'judgeArticle'>['verdict']) =>
  (await server.call('judgeArticle', { token, params: { id: noise() }, body: { verdict } })).body.verdict;

test('a resident says once whether an article was useful, changes it, and takes it back', async () => {
  const token = await server.residentToken('judging');
  const other = await server.residentToken('other');
  expect(await judge(token, { useful: false, reasons: ['hard-to-read'], word: ' 字太多 ' })).toEqual({
    useful: false,
    reasons: ['hard-to-read'],
    word: '字太多',
  });
  expect(await judge(other, { useful: true })).toEqual({ useful: true, reasons: [], word: null });
  // What speaks against it goes when it is useful after all.
  expect(await judge(token, { useful: true, reasons: ['too-long'] })).toMatchObject({
    useful: true,
    reasons: [],
  });
  const stored = server.database.connection.collection('articleVerdicts');
  expect(await stored.countDocuments()).toBe(2);
  expect(await judge(token, null)).toBeNull();
  expect(await stored.countDocuments()).toBe(1);
  const { body } = await server.call('getMyArticle', { token: other, params: { id: noise() } });
  expect(body).toMatchObject({ verdict: { useful: true }, favourite: false });
});

test('what editors read of it does not say who said it, and masks what leads to somebody', async () => {
  const token = await server.residentToken('talkative');
  await judge(token, { useful: false, word: '打我电话 13800001234' });
  const editor = await server.staffToken('editor');
  const { body } = await server.call('listVerdicts', {
    token: editor,
    params: { id: noise() },
    query: { limit: 1 },
  });
  expect(body.items[0]).toMatchObject({ useful: false, word: '打我电话 ****' });
  expect(Object.keys(body.items[0] ?? {}).sort()).toEqual(['day', 'reasons', 'useful', 'word']);
});

test('favourites are kept once, listed last added first, and taken out', async () => {
  const token = await server.residentToken('keeping');
  const keep = async (title: string) => {
    server.clock.advance(1000);
    return server.call('addFavourite', { token, params: { id: ids[title] ?? '' } });
  };
  expect((await keep('楼上太吵')).body.favourite).toBe(true);
  await keep('楼上太吵');
  await keep('工钱被拖欠');
  const first = await server.call('listFavourites', { token, query: { limit: 1 } });
  const cursor = first.body.nextCursor ?? '';
  const second = await server.call('listFavourites', { token, query: { limit: 1, cursor } });
  expect([...first.body.items, ...second.body.items].map(({ title }) => title)).toEqual([
    '工钱被拖欠',
    '楼上太吵',
  ]);
  expect(second.body.nextCursor).toBeNull();
  for (const _ of [1, 2])
    expect((await server.call('removeFavourite', { token, params: { id: noise() } })).body.favourite).toBe(
      false,
    );
  expect((await server.call('listFavourites', { token, query: {} })).body.items).toHaveLength(1);
});

test('one resident’s favourites and verdicts are not another’s', async () => {
  const mine = await server.residentToken('owner');
  const other = await server.residentToken('stranger');
  await server.call('addFavourite', { token: mine, params: { id: noise() } });
  await judge(mine, { useful: true });
  await server.call('removeFavourite', { token: other, params: { id: noise() } });
  expect((await server.call('listFavourites', { token: other, query: {} })).body.items).toEqual([]);
  const { body } = await server.call('getMyArticle', { token: mine, params: { id: noise() } });
  expect(body).toMatchObject({ favourite: true, verdict: { useful: true } });
});

test('who is not signed in, or no resident, has no favourites and says nothing', async () => {
  const params = { id: noise() };
  const editor = await server.staffToken('editor');
  for (const [endpoint, parts] of [
    ['getMyArticle', { params }],
    ['judgeArticle', { params, body: { verdict: null } }],
    ['addFavourite', { params }],
    ['removeFavourite', { params }],
    ['listFavourites', {}],
  ] as const) {
    expect((await server.call.refused(endpoint, parts)).status, endpoint).toBe(401);
    expect((await server.call.refused(endpoint, { ...parts, token: editor })).status, endpoint).toBe(403);
  }
});

test('a verdict of an unknown reason, with too many words, or of no article is refused', async () => {
  const token = await server.residentToken('refused');
  const params = { id: noise() };
  for (const verdict of [{ useful: false, reasons: ['ugly'] }, { useful: true, word: '一'.repeat(101) }, {}])
    expect((await server.call.refused('judgeArticle', { token, params, body: { verdict } })).code).toBe(
      'invalid-request',
    );
  const nothing = { token, params: { id: 'f'.repeat(24) } };
  expect((await server.call.refused('judgeArticle', { ...nothing, body: { verdict: null } })).code).toBe(
    'not-found',
  );
  expect((await server.call.refused('addFavourite', nothing)).code).toBe('not-found');
  expect((await server.call.refused('getMyArticle', nothing)).code).toBe('not-found');
});

test('what a resident keeps and says is in their export, and goes when they close the account', async () => {
  const token = await server.residentToken('leaving');
  await server.call('addFavourite', { token, params: { id: noise() } });
  await judge(token, { useful: false, word: '不好懂' });
  const { body } = await server.call('exportMyData', { token });
  expect(body.favourites.map(({ title }) => title)).toEqual(['楼上太吵']);
  expect(body.verdicts).toMatchObject([{ title: '楼上太吵', useful: false, word: '不好懂' }]);
  const said = server.database.connection.collection('articleVerdicts');
  const before = await said.countDocuments();
  await server.call('closeAccount', { token, body: { eraseComments: false } });
  expect(await said.countDocuments()).toBe(before);
  expect(await said.countDocuments({ word: '不好懂' })).toBe(0);
  const resident = await server.database.connection
    .collection('residents')
    .findOne({}, { sort: { _id: -1 } });
  expect(await said.countDocuments({ residentId: resident?._id })).toBe(0);
  expect(
    await server.database.connection.collection('favourites').countDocuments({ residentId: resident?._id }),
  ).toBe(0);
});
