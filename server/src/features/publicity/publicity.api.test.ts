import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayMs } from '../../platform/clock.ts';
import {
  articleFile,
  bookingOf,
  createTestClock,
  slotsOf,
  startTestServer,
  type TestServer,
  testFolder,
  testSettings,
} from '../../testing/index.ts';
import { campaignsFile } from '../campaigns/index.ts';

let server: TestServer;

const campaigns = campaignsFile.parse([
  {
    code: 'constitution-week',
    title: '宪法宣传周',
    summary: '一周里，每天读一点宪法。',
    lawDay: 'constitution-week',
    modules: [
      { kind: 'text', title: '为什么', markdown: '**1982 年**<script>alert(1)</script>' },
      { kind: 'articles', title: '读一读' },
      { kind: 'articles', title: '再读', articles: ['leak', 'not-there'] },
      { kind: 'quizzes', title: '考考自己' },
      { kind: 'consult', title: '问律师', matter: 'administrative' },
    ],
  },
  { code: 'fraud', title: '反诈', summary: '看一遍。', modules: [{ kind: 'articles', title: '先看' }] },
  {
    code: 'over',
    title: '去年的专题',
    summary: '已经结束。',
    from: '2025-01-01',
    to: '2025-01-31',
    modules: [{ kind: 'articles', title: '读' }],
  },
  {
    code: 'hidden',
    title: '不再显示',
    summary: '停用',
    active: false,
    modules: [{ kind: 'quizzes', title: '题' }],
  },
]);

beforeAll(async () => {
  server = await startTestServer({
    clock: createTestClock(new Date('2026-12-04T02:00:00.000Z')),
    settings: {
      ...testSettings,
      publicityPlans: [
        { name: '八五普法', from: 2021, to: 2025 },
        { name: '九五普法', from: 2026, to: 2030 },
      ],
    },
  });
  await server.app.campaigns.load(campaigns);
  const folder = await testFolder({
    'law.md': articleFile({ title: '宪法与我', campaign: 'constitution-week', department: 'gumei' }),
    'leak.md': articleFile({ title: '邻居漏水' }),
  });
  await server.app.articles.import(folder.path, { reviewedBy: 'supervisor' });
  await folder.remove();
  const quizzes = await testFolder({
    'constitution.yaml':
      'title: 宪法三问\nsummary: 三道题\ncampaign: constitution-week\nquestions:\n  - { kind: single, text: 哪天, options: [四日, 五日], answer: A, explanation: 四日, legalBasis: [] }\n',
  });
  await server.app.quizzes.import(quizzes.path);
  await quizzes.remove();
});
afterAll(() => server.stop());

const idOf = async (title: string) =>
  (await server.call('listArticles', { query: {} })).body.items.find((row) => row.title === title)?.id ?? '';

test('the home page is told what is on today, with its campaign and its articles', async () => {
  const { body } = await server.call('getDue', {});
  expect(body).toMatchObject({ today: '2026-12-04', plan: '九五普法' });
  expect(
    body.lawDays.map(({ code, running, daysUntil, campaign }) => [code, running, daysUntil, campaign?.code]),
  ).toEqual([
    ['constitution-day', true, 0, undefined],
    ['constitution-week', true, 0, 'constitution-week'],
  ]);
  expect(body.campaigns.map(({ code }) => code)).toEqual(['fraud']);
  expect(body.articles.map(({ title }) => title)).toEqual(['宪法与我']);
});

test('what begins within two weeks is announced with the days until then', async () => {
  server.clock.advance(-17 * dayMs);
  const { body } = await server.call('getDue', {});
  expect(body.lawDays).toMatchObject([
    { code: 'fire-safety-month', running: true },
    { code: 'constitution-week', running: false, daysUntil: 14 },
  ]);
  server.clock.advance(17 * dayMs);
});

test('the calendar of a year names its law days and its plan', async () => {
  const { body } = await server.call('listLawDays', { query: { year: 2024 } });
  expect(body).toMatchObject({ year: 2024, plan: '八五普法' });
  expect(body.items).toContainEqual({
    code: 'disabled-persons-day',
    name: '全国助残日',
    from: '2024-05-19',
    to: '2024-05-19',
  });
  expect((await server.call('listLawDays', { query: {} })).body.year).toBe(2026);
  expect((await server.call.refused('listLawDays', { query: { year: 'x' } })).code).toBe('invalid-request');
});

test('campaigns are listed, those that run first', async () => {
  const { items } = (await server.call('listCampaigns', {})).body;
  expect(items.map(({ code, running }) => [code, running])).toEqual([
    ['constitution-week', true],
    ['fraud', true],
    ['over', false],
  ]);
});

test('the page of a campaign has its modules, sanitised, in order', async () => {
  const { body } = await server.call('getCampaign', { params: { code: 'constitution-week' } });
  expect(body).toMatchObject({
    plan: '九五普法',
    run: { from: '2026-12-01', to: '2026-12-07' },
    running: true,
  });
  expect(body.modules).toMatchObject([
    { kind: 'text', title: '为什么' },
    { kind: 'articles', items: [{ title: '宪法与我' }] },
    { kind: 'articles', items: [{ title: '邻居漏水' }] },
    { kind: 'quizzes', items: [{ title: '宪法三问', questions: 1 }] },
    { kind: 'consult', matter: 'administrative' },
  ]);
  expect(JSON.stringify(body)).not.toContain('alert');
});

test('a campaign that is not there, or shown no longer, is not found', async () => {
  for (const code of ['nothing', 'hidden'])
    expect((await server.call.refused('getCampaign', { params: { code } })).code).toBe('not-found');
  expect((await server.call.refused('getCampaign', { params: { code: 'X X' } })).code).toBe(
    'invalid-request',
  );
});

test('loaded again, campaigns are unchanged', async () => {
  const outcomes = await server.app.campaigns.load(campaigns);
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
  const entries = await server.database.connection
    .collection('auditEntries')
    .find({ action: 'campaign-import' })
    .sort({ sequence: 1 })
    .toArray();
  // Each was put on record when it was new, and not again.
  expect(entries.map(({ subject }) => subject.id)).toEqual(campaigns.map(({ code }) => code));
});

const year = { from: '2026-01-01', to: '2026-12-31' };

test('figures tell by department, campaign and article what came of it', async () => {
  const law = await idOf('宪法与我');
  const leak = await idOf('邻居漏水');
  for (const id of [law, law, leak])
    await server.call('countArticleView', { params: { id }, body: { visitor: randomUUID() } });
  const token = await server.residentToken('figures');
  await server.call('judgeArticle', { token, params: { id: law }, body: { verdict: { useful: true } } });
  await server.call('judgeArticle', { token, params: { id: leak }, body: { verdict: { useful: false } } });
  const [slot] = (await slotsOf(server.call)).filter(({ free }) => free > 0);
  if (!slot) throw new Error('nothing is free');
  await server.call('bookAppointment', { token, body: bookingOf(slot, { articleId: leak }) });
  const [quiz] = (await server.call('listQuizzes', { query: {} })).body.items;
  const { questions } = (await server.call('getQuiz', { params: { id: quiz?.id ?? '' } })).body;
  const body = { question: questions[0]?.key ?? '', chosen: [0] };
  await server.call('answerQuestion', { token, params: { id: quiz?.id ?? '' }, body });

  const editor = await server.staffToken('editor');
  const figures = async (by: 'department' | 'campaign' | 'article') =>
    (await server.call('listPublicityFigures', { token: editor, query: { ...year, by } })).body;
  const none = { published: 1, live: 1, useful: 0, notUseful: 0, consultations: 0, quizAnswers: 0 };
  const ofLaw = { ...none, views: 2, useful: 1 };
  const ofLeak = { ...none, views: 1, notUseful: 1, consultations: 1 };
  expect((await figures('department')).rows).toEqual([
    { key: 'gumei', name: '古美路街道', ...ofLaw },
    { key: 'judicial-office', name: '司法所', ...ofLeak },
  ]);
  expect((await figures('campaign')).rows).toEqual([
    { key: 'constitution-week', name: '宪法宣传周', ...ofLaw, quizAnswers: 1 },
    { key: '', name: '', ...ofLeak },
  ]);
  expect(await figures('article')).toMatchObject({
    total: { views: 3, useful: 1, notUseful: 1, consultations: 1, published: 2, live: 2 },
    rows: [
      { key: law, name: '宪法与我' },
      { key: leak, name: '邻居漏水' },
    ],
  });
  const before = { from: '2025-01-01', to: '2025-12-31' };
  const { body: earlier } = await server.call('listPublicityFigures', { token: editor, query: before });
  expect(earlier.total).toMatchObject({ views: 0, published: 0, useful: 0, consultations: 0 });
});

test.each([
  ['backwards', { from: '2026-12-31', to: '2026-01-01' }],
  ['longer than a year', { from: '2024-01-01', to: '2026-01-01' }],
  ['without an end', { from: '2026-01-01' }],
])('figures of a period that goes %s are refused', async (_what, query) => {
  const token = await server.staffToken('editor');
  expect((await server.call.refused('listPublicityFigures', { token, query })).code).toBe('invalid-request');
});

test('a search that finds nothing is kept in words once three visitors have made it, and never with a number', async () => {
  const { articles } = server.app;
  const search = (q: string, ip: string) =>
    articles.handlers.listArticles({
      actor: null,
      params: undefined,
      body: undefined,
      query: { q, limit: 20 },
      ip,
    });
  const editor = await server.staffToken('editor');
  const gaps = async () => (await server.call('listSearchGaps', { token: editor })).body;
  for (const ip of ['10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.2']) await search('彩票中奖', ip);
  for (const ip of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) await search('找 13800001234', ip);
  expect(await gaps()).toEqual({ items: [], rare: 2 });
  const stored = () => server.database.connection.collection('searchGaps').find().toArray();
  expect(JSON.stringify(await stored())).not.toContain('彩票');
  await search('彩票中奖', '10.0.0.3');
  expect(await gaps()).toMatchObject({ items: [{ text: '彩票中奖', times: 3 }], rare: 1 });
  expect(JSON.stringify(await stored())).not.toContain('13800001234');
});

test('what came of articles is for editors and supervisors', async () => {
  const id = await idOf('邻居漏水');
  const handler = await server.staffToken('handler');
  const resident = await server.residentToken('curious');
  for (const [endpoint, parts] of [
    ['listPublicityFigures', { query: year }],
    ['listVerdicts', { params: { id } }],
    ['listSearchGaps', {}],
  ] as const) {
    expect((await server.call.refused(endpoint, parts)).status, endpoint).toBe(401);
    for (const token of [handler, resident])
      expect((await server.call.refused(endpoint, { ...parts, token })).status, endpoint).toBe(403);
  }
  const editor = await server.staffToken('editor');
  const nothing = { token: editor, params: { id: 'f'.repeat(24) } };
  expect((await server.call.refused('listVerdicts', nothing)).code).toBe('not-found');
});
