import { afterAll, beforeAll, expect, test } from 'vitest';
import { articleFile, startTestServer, type TestServer, testFolder } from '../../testing/index.ts';

const quiz = `title: 邻里五问
summary: 装修、漏水，法律怎么说。
article: noise
questions:
  - kind: single
    text: 楼上漏水，先找谁？
    options: [楼上住户, 居委会, 法院]
    answer: A
    explanation: 先和楼上住户说清楚。
    legalBasis: [{ law: 民法典, articles: [288] }]
  - kind: multiple
    text: 哪些可以留作证据？
    options: [照片, 传闻, 维修单]
    answer: [A, C]
    explanation: 看得见、写得下的都算。
`;

let server: TestServer;
let quizId: string;

beforeAll(async () => {
  server = await startTestServer();
  const articles = await testFolder({ 'noise.md': articleFile() });
  await server.app.articles.import(articles.path, { reviewedBy: 'supervisor' });
  await articles.remove();
  await importQuizzes({ 'neighbours.yaml': quiz });
  const { body } = await server.call('listQuizzes', { query: {} });
  quizId = body.items[0]?.id ?? '';
});
afterAll(() => server.stop());

async function importQuizzes(files: Record<string, string>) {
  const folder = await testFolder(files);
  try {
    return await server.app.quizzes.import(folder.path);
  } finally {
    await folder.remove();
  }
}

async function questions() {
  const { body } = await server.call('getQuiz', { params: { id: quizId } });
  const [single, multiple] = body.questions;
  if (!single || !multiple) throw new Error('the quiz has no questions');
  return { single, multiple };
}

const answer = async (token: string, question: string, chosen: number[]) =>
  (await server.call('answerQuestion', { token, params: { id: quizId }, body: { question, chosen } })).body;

const counts = () => server.database.connection.collection('questionCounts').find().toArray();

test('a quiz is read with its questions, and without the answers', async () => {
  const { body } = await server.call('getQuiz', { params: { id: quizId } });
  const [article] = (await server.call('listArticles', { query: {} })).body.items;
  expect(body).toMatchObject({ title: '邻里五问', articleId: article?.id, campaign: null });
  expect(body.questions.map(({ kind, options }) => [kind, options.length])).toEqual([
    ['single', 3],
    ['multiple', 3],
  ]);
  expect(JSON.stringify(body)).not.toContain('先和楼上住户说清楚');
});

test('quizzes are listed by article and campaign', async () => {
  const [article] = (await server.call('listArticles', { query: {} })).body.items;
  const list = async (query: { article?: string; campaign?: string }) =>
    (await server.call('listQuizzes', { query })).body.items.length;
  expect(await list({ article: article?.id ?? '' })).toBe(1);
  expect(await list({ article: 'f'.repeat(24) })).toBe(0);
  expect(await list({ campaign: 'nothing-yet' })).toBe(0);
});

test('after each answer stands whether it is right, and why, with the law', async () => {
  const token = await server.residentToken('answers');
  const { single, multiple } = await questions();
  expect(await answer(token, single.key, [1])).toMatchObject({
    right: false,
    answer: [0],
    explanation: '先和楼上住户说清楚。',
    legalBasis: [{ law: '民法典', articles: [{ number: '288', label: '第二百八十八条' }] }],
    progress: { total: 2, answered: 1, right: 0 },
  });
  expect((await answer(token, multiple.key, [0])).right).toBe(false);
  expect((await answer(token, multiple.key, [0, 1, 2])).right).toBe(false);
  expect((await answer(token, multiple.key, [2, 0])).right).toBe(true);
  expect((await answer(token, single.key, [0])).progress).toEqual({ total: 2, answered: 2, right: 2 });
});

test('first answers are counted, all together; what somebody chose is kept nowhere', async () => {
  const { single } = await questions();
  const before = (await counts()).find(({ question }) => question === single.key);
  const token = await server.residentToken('counted');
  await Promise.all([0, 1, 2].map((option) => answer(token, single.key, [option])));
  const after = (await counts()).find(({ question }) => question === single.key);
  expect(after?.answered).toBe((before?.answered ?? 0) + 1);
  expect(Object.keys(after ?? {}).sort()).toEqual(
    ['__v', '_id', 'answered', 'day', 'question', 'quizId', 'right'].filter((key) => key in (after ?? {})),
  );
  const progress = await server.database.connection.collection('quizProgress').find().toArray();
  expect(progress.flatMap(({ answered }) => answered.map(Object.keys)).flat()).not.toContain('chosen');
});

test('a resident sees how far they have come, and erases it; the counts stay', async () => {
  const token = await server.residentToken('own');
  const other = await server.residentToken('neighbour');
  const { single } = await questions();
  await answer(token, single.key, [0]);
  await answer(other, single.key, [1]);
  const mine = async (who: string) => (await server.call('listMyQuizzes', { token: who })).body.items;
  expect(await mine(token)).toMatchObject([
    { id: quizId, title: '邻里五问', total: 2, answered: 1, right: 1 },
  ]);
  const before = await counts();
  await server.call('eraseMyQuizzes', { token });
  expect(await mine(token)).toEqual([]);
  expect(await mine(other)).toHaveLength(1);
  expect(await counts()).toEqual(before);
});

test('progress is in the export, and goes with the account', async () => {
  const token = await server.residentToken('closing');
  const { single } = await questions();
  await answer(token, single.key, [0]);
  const { body } = await server.call('exportMyData', { token });
  expect(body.quizzes).toMatchObject([{ title: '邻里五问', answered: 1 }]);
  const progress = server.database.connection.collection('quizProgress');
  const before = await progress.countDocuments();
  await server.call('closeAccount', { token, body: { eraseComments: false } });
  expect(await progress.countDocuments()).toBe(before - 1);
});

test('who is not signed in, or no resident, answers nothing', async () => {
  const { single } = await questions();
  const staff = await server.staffToken('editor');
  const body = { question: single.key, chosen: [0] };
  for (const [endpoint, parts] of [
    ['answerQuestion', { params: { id: quizId }, body }],
    ['listMyQuizzes', {}],
    ['eraseMyQuizzes', {}],
  ] as const) {
    expect((await server.call.refused(endpoint, parts)).status, endpoint).toBe(401);
    expect((await server.call.refused(endpoint, { ...parts, token: staff })).status, endpoint).toBe(403);
  }
});

test.each([
  ['no choice', { chosen: [] }, 'invalid-request'],
  ['a choice that there cannot be', { chosen: [9] }, 'invalid-request'],
  ['a question of no quiz', { question: 'f'.repeat(24) }, 'not-found'],
  ['a question of another form', { question: '1' }, 'invalid-request'],
])('an answer with %s is refused', async (_what, changes, code) => {
  const token = await server.residentToken('wrong');
  const { single } = await questions();
  const body = { question: single.key, chosen: [0], ...changes };
  expect((await server.call.refused('answerQuestion', { token, params: { id: quizId }, body })).code).toBe(
    code,
  );
});

test('a quiz that is not there is not found', async () => {
  expect((await server.call.refused('getQuiz', { params: { id: 'f'.repeat(24) } })).code).toBe('not-found');
});

test('imported again nothing changes; a changed question begins anew, the others go on', async () => {
  expect(await importQuizzes({ 'neighbours.yaml': quiz })).toEqual([
    { file: 'neighbours.yaml', outcome: 'unchanged' },
  ]);
  const token = await server.residentToken('changes');
  const { single, multiple } = await questions();
  await answer(token, single.key, [0]);
  await answer(token, multiple.key, [0, 2]);
  const changed = quiz.replace('先找谁？', '第一步找谁？');
  expect(await importQuizzes({ 'neighbours.yaml': changed })).toEqual([
    { file: 'neighbours.yaml', outcome: 'changed' },
  ]);
  expect((await server.call('listMyQuizzes', { token })).body.items).toMatchObject([
    { answered: 1, right: 1 },
  ]);
  expect((await questions()).multiple.key).toBe(multiple.key);
  const entries = await server.database.connection
    .collection('auditEntries')
    .find({ action: 'quiz-import' })
    .toArray();
  // The first time and the change; not where nothing changed.
  expect(entries.map(({ subject, outcome }) => [subject.id, outcome])).toEqual([
    ['neighbours', 'done'],
    ['neighbours', 'done'],
  ]);
});

test.each([
  ['an answer that is no option', quiz.replace('answer: A', 'answer: D'), 'bad.yaml:8: '],
  ['two answers to a single choice', quiz.replace('answer: A', 'answer: [A, B]'), 'bad.yaml:8: '],
  ['one answer to a multiple choice', quiz.replace('answer: [A, C]', 'answer: [A]'), 'bad.yaml:14: '],
  ['an unknown kind', quiz.replace('kind: single', 'kind: guess'), 'bad.yaml:5: '],
  ['a campaign that is not there', `campaign: nothing\n${quiz}`, 'bad.yaml:1: '],
])('%s is refused with file and line, and nothing is taken over', async (_what, content, place) => {
  await expect(importQuizzes({ 'bad.yaml': content, 'good.yaml': quiz })).rejects.toThrow(place);
  expect(await server.database.connection.collection('quizzes').countDocuments()).toBe(1);
});
