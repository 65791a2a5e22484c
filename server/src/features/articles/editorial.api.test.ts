import { randomUUID } from 'node:crypto';
import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import {
  articleBodyMaxLength,
  articleStepMaxLength,
  articleStepsMax,
  articleSummaryMaxLength,
} from '@linli/shared/articles.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoOrganization } from '../../demo/story.ts';
import { dayMs, hourMs, later } from '../../platform/clock.ts';
import { articleContent, photoWithPlace, startTestServer, type TestServer } from '../../testing/index.ts';

type Article = AnswerOf<'getEditorialArticle'>;
type Acting = BodyOf<'actOnArticle'>;

let server: TestServer;
/** Two editors of the judicial office, the supervisor of the street, and an editor of another street. */
let first: string;
let second: string;
let supervisor: string;
let stranger: string;

beforeAll(async () => {
  server = await startTestServer();
  const organization = demoOrganization();
  const roles = ['editor' as const];
  await server.app.organization.load({
    ...organization,
    units: [
      ...organization.units,
      { kind: 'sub-district', code: 'xinhong', name: '新虹街道', parent: 'minhang', duties: [] },
    ],
    staff: organization.staff.map((member) => {
      if (member.username === 'judicial.yang') return { ...member, roles };
      return member.username === 'auditor' ? { ...member, department: 'xinhong', roles } : member;
    }),
  });
  await signIn();
});
afterAll(() => server.stop());

async function signIn(): Promise<void> {
  first = await server.staffToken('editor');
  second = await server.staffToken('judicial.yang');
  supervisor = await server.staffToken('supervisor');
  stranger = await server.staffToken('auditor');
}

/** Moves the clock; sessions of staff end meanwhile. */
async function wait(ms: number): Promise<void> {
  server.clock.advance(ms);
  await signIn();
}

const create = async (token = first, changes: Parameters<typeof articleContent>[0] = {}): Promise<Article> =>
  (
    await server.call('createArticle', {
      token,
      body: { content: articleContent(changes), idempotencyKey: randomUUID() },
    })
  ).body;

const act = async (
  token: string,
  { id, version }: Pick<Article, 'id' | 'version'>,
  action: Acting['action'],
  more: Partial<Acting> = {},
): Promise<Article> =>
  (await server.call('actOnArticle', { token, params: { id }, body: { version, action, ...more } })).body;

const published = async (changes: Parameters<typeof articleContent>[0] = {}): Promise<Article> =>
  act(second, await act(first, await create(first, changes), 'submit'), 'approve');

const readable = async (id: string) =>
  (await server.call.raw('getArticle', { params: { id } })).status === 200;

test('an article is written by one and published by another, and then everyone reads it', async () => {
  const draft = await create();
  expect(draft).toMatchObject({
    state: 'draft',
    live: false,
    editable: true,
    actions: ['submit', 'archive'],
  });
  expect(await readable(draft.id)).toBe(false);
  const submitted = await act(first, draft, 'submit');
  expect(submitted).toMatchObject({ state: 'in-review', editable: false, actions: ['withdraw'] });
  const seen = (await server.call('getEditorialArticle', { token: second, params: { id: draft.id } })).body;
  expect(seen.actions).toEqual(['withdraw', 'approve', 'return']);
  const done = await act(second, submitted, 'approve');
  expect(done).toMatchObject({ state: 'published', live: true });
  const { body } = await server.call('getArticle', { params: { id: draft.id } });
  expect(body).toMatchObject({ title: '楼道里不能堆东西', department: '司法所', corrections: [] });
  expect(done.history.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
    'approve 杨守诚',
    'submit 施雨晴',
    'create 施雨晴',
  ]);
});

test('nobody reviews what they have written or handed in', async () => {
  const draft = await create(first);
  const edited = (
    await server.call('editArticle', {
      token: second,
      params: { id: draft.id },
      body: { version: draft.version, content: articleContent({ title: '改过的题目' }) },
    })
  ).body;
  const submitted = await act(first, edited, 'submit');
  for (const token of [first, second]) {
    const body = { version: submitted.version, action: 'approve' };
    const refused = await server.call.refused('actOnArticle', { token, params: { id: draft.id }, body });
    expect([refused.status, refused.code]).toEqual([403, 'own-article']);
  }
  expect(await act(supervisor, submitted, 'approve')).toMatchObject({ state: 'published' });
});

test('who brings an archived article back does not publish it alone', async () => {
  const article = await published();
  const archived = await act(supervisor, article, 'archive', { note: '法律改了' });
  expect(archived).toMatchObject({ state: 'archived', live: false });
  expect(await readable(article.id)).toBe(false);
  const back = await act(second, await act(second, archived, 'restore'), 'submit');
  const body = { version: back.version, action: 'approve' };
  expect(
    (await server.call.refused('actOnArticle', { token: second, params: { id: back.id }, body })).code,
  ).toBe('own-article');
});

test('returning and archiving ask why', async () => {
  const submitted = await act(first, await create(), 'submit');
  const body = { version: submitted.version, action: 'return' };
  const refused = await server.call.refused('actOnArticle', {
    token: second,
    params: { id: submitted.id },
    body,
  });
  expect(refused.code).toBe('invalid-request');
  const returned = await act(second, submitted, 'return', { note: '条号请核对' });
  expect(returned.state).toBe('draft');
  expect(returned.history[0]).toMatchObject({ kind: 'return', note: '条号请核对', by: '杨守诚' });
});

test('a published article stays as it is until its correction is approved; then the correction is said', async () => {
  const article = await published();
  const edited = (
    await server.call('editArticle', {
      token: first,
      params: { id: article.id },
      body: {
        version: article.version,
        content: articleContent({ markdown: '新的正文' }),
        correction: '上一版的期限写错了。',
      },
    })
  ).body;
  expect(edited).toMatchObject({ state: 'draft', live: true, correction: '上一版的期限写错了。' });
  const read = async () => (await server.call('getArticle', { params: { id: article.id } })).body;
  expect(JSON.stringify((await read()).nodes)).toContain('畅通');
  await wait(hourMs);
  await act(second, await act(first, edited, 'submit'), 'approve');
  const after = await read();
  expect(JSON.stringify(after.nodes)).toContain('新的正文');
  expect(after.corrections.map(({ note }) => note)).toEqual(['上一版的期限写错了。']);
  expect(after.publishedAt < after.updatedAt).toBe(true);
});

test('every version is kept and can be read again', async () => {
  const article = await published();
  const edited = (
    await server.call('editArticle', {
      token: first,
      params: { id: article.id },
      body: { version: article.version, content: articleContent({ markdown: '第二版' }) },
    })
  ).body;
  expect(edited.versions.map(({ number, live }) => ({ number, live }))).toEqual([
    { number: 2, live: false },
    { number: 1, live: true },
  ]);
  const old = await server.call('getArticleVersion', {
    token: second,
    params: { id: article.id, number: 1 },
  });
  expect(old.body).toMatchObject({ by: '施雨晴', content: { markdown: '楼道要**畅通**。' } });
  const params = { id: article.id, number: 9 };
  expect((await server.call.refused('getArticleVersion', { token: second, params })).code).toBe('not-found');
});

test('an approved article waits for its time, and is then read by all', async () => {
  const submitted = await act(first, await create(), 'submit');
  const publishAt = later(server.clock.now(), dayMs).toISOString();
  const waiting = await act(second, submitted, 'approve', { publishAt });
  expect(waiting).toMatchObject({ state: 'scheduled', publishAt, live: false });
  await server.app.articles.sweep();
  expect(await readable(waiting.id)).toBe(false);
  await wait(dayMs);
  await server.app.articles.sweep();
  expect(await readable(waiting.id)).toBe(true);
  expect((await server.call('getArticle', { params: { id: waiting.id } })).body.publishedAt).toBe(publishAt);
});

test('publishing in the past or after more than a year is refused', async () => {
  const submitted = await act(first, await create(), 'submit');
  for (const publishAt of ['2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z']) {
    const body = { version: submitted.version, action: 'approve', publishAt };
    const refused = await server.call.refused('actOnArticle', {
      token: second,
      params: { id: submitted.id },
      body,
    });
    expect(refused.code).toBe('invalid-request');
  }
});

test('of two who change the same version one is told, with what it is now', async () => {
  const draft = await create();
  const edit = (title: string) =>
    server.call.raw(
      'editArticle',
      { token: first, params: { id: draft.id } },
      {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: draft.version, content: articleContent({ title }) }),
      },
    );
  const answers = await Promise.all([edit('一个题目'), edit('另一个题目')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = await answers.find(({ status }) => status === 409)?.json();
  expect(refused).toMatchObject({
    error: { code: 'article-changed', details: { current: { version: 2 } } },
  });
  const { body } = await server.call('getEditorialArticle', { token: first, params: { id: draft.id } });
  expect(body.versions).toHaveLength(2);
});

test('the same key begins one article, however often it is sent', async () => {
  const body = { content: articleContent(), idempotencyKey: randomUUID() };
  const answers = await Promise.all(
    [1, 2, 3].map(() => server.call('createArticle', { token: first, body })),
  );
  expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
  const named = { ...body, slug: 'one-of-its-own' };
  await server.call('createArticle', { token: first, body: { ...named, idempotencyKey: randomUUID() } });
  const again = { token: first, body: { ...named, idempotencyKey: randomUUID() } };
  expect((await server.call.refused('createArticle', again)).code).toBe('slug-taken');
});

test('what an editor of another street writes or reviews is not theirs to see', async () => {
  const { id, version } = await create();
  const params = { id };
  const theirs = { token: stranger, params };
  expect((await server.call.refused('getEditorialArticle', theirs)).status).toBe(404);
  expect(
    (await server.call.refused('editArticle', { ...theirs, body: { version, content: articleContent() } }))
      .status,
  ).toBe(404);
  expect(
    (await server.call.refused('actOnArticle', { ...theirs, body: { version, action: 'submit' } })).status,
  ).toBe(404);
  expect(
    (await server.call.refused('getArticleVersion', { token: stranger, params: { id, number: 1 } })).status,
  ).toBe(404);
  expect((await server.call('listEditorialArticles', { token: stranger, query: {} })).body.items).toEqual([]);
  const body = { content: articleContent(), idempotencyKey: randomUUID() };
  expect((await server.call.refused('createArticle', { token: stranger, body })).code).toBe(
    'invalid-request',
  );
});

test('who is neither editor nor supervisor, or not signed in, has no part in it', async () => {
  const { id, version } = await create();
  const handler = await server.staffToken('handler');
  const resident = await server.residentToken('reader');
  const calls = [
    ['listEditorialArticles', {}],
    ['getEditorialArticle', { params: { id } }],
    ['createArticle', { body: { content: articleContent(), idempotencyKey: randomUUID() } }],
    ['editArticle', { params: { id }, body: { version, content: articleContent() } }],
    ['actOnArticle', { params: { id }, body: { version, action: 'submit' } }],
    ['getArticleVersion', { params: { id, number: 1 } }],
    ['previewArticle', { body: { markdown: '一' } }],
    ['addArticleImage', { body: {} }],
    ['listEditorialOptions', {}],
  ] as const;
  for (const [endpoint, parts] of calls) {
    expect((await server.call.refused(endpoint, parts)).status, endpoint).toBe(401);
    for (const token of [handler, resident])
      expect((await server.call.refused(endpoint, { ...parts, token })).status, endpoint).toBe(403);
  }
  const body = { content: articleContent(), idempotencyKey: randomUUID() };
  expect((await server.call.refused('createArticle', { token: supervisor, body })).status).toBe(403);
  const submit = { token: supervisor, params: { id }, body: { version, action: 'submit' } };
  expect((await server.call.refused('actOnArticle', submit)).code).toBe('not-allowed');
});

test.each([
  ['an action from the wrong state', { action: 'approve' }, 'article-action-not-allowed'],
  ['an unknown action', { action: 'burn' }, 'invalid-request'],
  ['no version', { action: 'submit', version: undefined }, 'invalid-request'],
])('%s is refused', async (_what, changes, code) => {
  const { id, version } = await create();
  const body = { version, ...changes };
  expect((await server.call.refused('actOnArticle', { token: second, params: { id }, body })).code).toBe(
    code,
  );
});

test.each([
  ['an empty title', { title: ' ' }],
  ['nobody to read it', { audiences: [] }],
  [
    'a broken number of a law',
    { legalBasis: [{ law: '民法典', articles: ['x'], version: null, inForce: true }] },
  ],
  ['a picture that is not there', { markdown: `![图](image:${'9'.repeat(24)})` }],
  ['a department that is not there', { department: 'nowhere' }],
  ['a campaign that is not there', { campaign: 'nowhere' }],
])('a draft with %s is refused', async (_what, changes) => {
  const body = { content: { ...articleContent(), ...changes }, idempotencyKey: randomUUID() };
  expect((await server.call.refused('createArticle', { token: first, body })).code).toBe('invalid-request');
});

test('an article of the greatest length is taken', async () => {
  const longest = {
    markdown: '法'.repeat(articleBodyMaxLength),
    summary: '摘'.repeat(articleSummaryMaxLength),
    steps: Array.from({ length: articleStepsMax }, () => '步'.repeat(articleStepMaxLength)),
  };
  expect((await create(first, longest)).content).toMatchObject(longest);
});

test('a body that no phone could be handed is refused', async () => {
  const markdown = '一**二**三\n\n'.repeat(2000);
  const body = { content: articleContent({ markdown }), idempotencyKey: randomUUID() };
  const refused = await server.call.refused('createArticle', { token: first, body });
  expect(refused.code).toBe('article-too-large');
  expect((await server.call.refused('previewArticle', { token: first, body: { markdown } })).code).toBe(
    'article-too-large',
  );
});

test('a preview shows what residents would see, without what must not be there', async () => {
  const { body } = await server.call('previewArticle', {
    token: second,
    body: { markdown: '<script>alert(1)</script>**好**' },
  });
  expect(JSON.stringify(body.nodes)).toContain('好');
  expect(JSON.stringify(body.nodes)).not.toContain('alert');
});

test('a picture is added, drawn anew, and shown in an article', async () => {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(await photoWithPlace())]), 'a.jpg');
  const answer = await server.call.raw('addArticleImage', { token: first }, { body: form });
  expect(answer.status).toBe(201);
  const { id, src } = (await answer.json()) as { id: string; src: string };
  const article = await published({ markdown: `![楼道](image:${id})`, coverImageId: id });
  expect(article.content.coverImageId).toBe(id);
  const picture = await fetch(`${server.url}${src}`);
  expect(Buffer.from(await picture.arrayBuffer()).includes('GPSLatitude')).toBe(false);
  const pdf = new FormData();
  pdf.set('file', new Blob(['%PDF-1.7\n%%EOF\n']), 'a.pdf');
  const refused = await server.call.raw('addArticleImage', { token: first }, { body: pdf });
  expect(refused.status).toBe(415);
});

test('the list shows one state, last changed first, page by page', async () => {
  const ids = [(await create()).id, (await create()).id];
  const page = await server.call('listEditorialArticles', {
    token: second,
    query: { state: 'draft', limit: 1 },
  });
  const cursor = page.body.nextCursor ?? '';
  const next = await server.call('listEditorialArticles', {
    token: second,
    query: { state: 'draft', limit: 1, cursor },
  });
  expect([...page.body.items, ...next.body.items].map(({ id }) => id)).toEqual(ids.toReversed());
});

test('each step stands in the audit log, also one that was refused', async () => {
  const submitted = await act(first, await create(), 'submit');
  const body = { version: submitted.version, action: 'approve' };
  await server.call.refused('actOnArticle', { token: first, params: { id: submitted.id }, body });
  const entries = await server.database.connection
    .collection('auditEntries')
    .find({ 'subject.id': submitted.id })
    .sort({ sequence: 1 })
    .toArray();
  expect(entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'article-create done',
    'article-submit done',
    'article-approve refused',
  ]);
});
