import { randomUUID } from 'node:crypto';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoOrganization } from '../../demo/story.ts';
import { rateBadly, startTestServer, type TestServer, testContact } from '../../testing/index.ts';

let server: TestServer;
let supervisor: string;
beforeAll(async () => {
  server = await startTestServer();
  const elsewhere = demoOrganization();
  const who = { username: 'supervisor.office', name: '严守正', department: 'judicial-office' };
  elsewhere.staff.push({ ...who, roles: ['supervisor'], counters: [], active: true });
  await server.app.organization.load(elsewhere);
  await rateBadly(server, { realName: true });
  supervisor = await server.staffToken('supervisor');
});
afterAll(() => server.stop());

const refusal = async (...call: Parameters<TestServer['call']['refused']>) =>
  (await server.call.refused(...call)).code;

const november = { from: '2026-11-01', to: '2026-11-30' };
const draft = async (body: object = {}) =>
  (
    await server.call('draftBulletin', {
      token: supervisor,
      body: { ...november, idempotencyKey: randomUUID(), ...body },
    })
  ).body;
const edit = (id: string, version: number, text = '改过的正文') => ({
  token: supervisor,
  params: { id },
  body: { version, title: '通报', text },
});

test('a draft is written from the data, and nothing in it leads to a resident', async () => {
  const { title, text, state, version, editable } = await draft();
  expect({ state, version, editable }).toEqual({ state: 'draft', version: 1, editable: true });
  expect(title).toContain('2026-11-01 至 2026-11-30');
  expect(text).toContain('好评率：0%（0 ÷ 1，样本不足 20，仅供参考）');
  expect(text).toContain('差评 1 件：尚在调查 1 件。');
  for (const words of [testContact.name, testContact.phone, '等了很久']) expect(text).not.toContain(words);
});

test('asked for again with the same key, the draft is the first one', async () => {
  const idempotencyKey = randomUUID();
  const both = await Promise.all([draft({ idempotencyKey }), draft({ idempotencyKey })]);
  expect(both[0]?.id).toBe(both[1]?.id);
});

test('of two who edit at once, one is told what the other wrote; every version is kept', async () => {
  const { id } = await draft();
  const calls = ['甲', '乙'].map((text) => server.call('editBulletin', edit(id, 1, text)).catch(() => null));
  expect((await Promise.all(calls)).filter(Boolean)).toHaveLength(1);
  const refused = await server.call.refused('editBulletin', edit(id, 1, '丙'));
  expect(refused.code).toBe('bulletin-changed');
  expect(refused.body.error.details).toMatchObject({ current: { version: 2 } });
  const { versions } = (await server.call('getBulletin', { token: supervisor, params: { id } })).body;
  expect(versions.map(({ version, by }) => [version, by])).toEqual([
    [1, '沈文清'],
    [2, '沈文清'],
  ]);
});

test.each(['电话 13800001234', '身份证 310112199001011234', '座机 021-64120000'])(
  'a text with %s is not kept',
  async (text) => {
    const { id } = await draft();
    expect(await refusal('editBulletin', edit(id, 1, text))).toBe('names-somebody');
  },
);

test('what is published is told to the staff below, who read it, and is not edited any more', async () => {
  const { id } = await draft();
  const clerk = await server.staffToken('clerk');
  const params = { id };
  expect(await refusal('getBulletin', { token: clerk, params })).toBe('not-found');
  const { body } = await server.call('publishBulletin', { token: supervisor, params, body: { version: 1 } });
  expect(body).toMatchObject({ state: 'published', editable: false });
  expect(await refusal('editBulletin', edit(id, 2))).toBe('bulletin-changed');
  const read = (await server.call('getBulletin', { token: clerk, params })).body;
  expect(read).toMatchObject({ editable: false, versions: [] });
  const { items } = (await server.call('listBulletins', { token: clerk, query: {} })).body;
  expect(items.map((item) => item.id)).toEqual([id]);
  const inbox = (await server.call('listNotifications', { token: clerk, query: {} })).body.items;
  expect(inbox).toMatchObject([{ kind: 'bulletin-published', subject: { kind: 'bulletin', id } }]);
  const log = server.database.connection.collection('auditEntries');
  expect(await log.distinct('action', { 'subject.id': id })).toEqual(['bulletin-draft', 'bulletin-publish']);
});

test('readers whom a process left untold when it died are told by the sweep, once', async () => {
  const { id } = await draft();
  await server.call('publishBulletin', { token: supervisor, params: { id }, body: { version: 1 } });
  const { connection } = server.database;
  await connection.collection('notifications').deleteMany({});
  await connection.collection('bulletins').updateMany({ state: 'published' }, { $set: { tellDue: true } });
  for (let round = 0; round < 2; round++) await server.app.oversight.tellMissing();
  const told = await connection.collection('notifications').distinct('personId');
  expect(told.length).toBeGreaterThan(10);
  expect(await connection.collection('bulletins').countDocuments({ tellDue: true })).toBe(0);
});

test('bulletins are written by supervisors of the unit or above', async () => {
  const { id } = await draft();
  const below = await server.staffToken('supervisor.office');
  const body = { ...november, idempotencyKey: randomUUID() };
  expect(await refusal('draftBulletin', { body })).toBe('not-signed-in');
  expect(await refusal('draftBulletin', { token: await server.residentToken('bulletin'), body })).toBe(
    'not-allowed',
  );
  expect(await refusal('draftBulletin', { token: await server.staffToken('handler'), body })).toBe(
    'not-allowed',
  );
  expect(await refusal('draftBulletin', { token: below, body: { ...body, unit: 'gumei' } })).toBe(
    'not-found',
  );
  const turned = { ...body, from: '2026-12-01' };
  expect(await refusal('draftBulletin', { token: supervisor, body: turned })).toBe('invalid-request');
  expect(await refusal('editBulletin', { ...edit(id, 1), token: below })).toBe('not-found');
  const publish = { token: below, params: { id }, body: { version: 1 } };
  expect(await refusal('publishBulletin', publish)).toBe('not-found');
  expect(await refusal('getBulletin', { token: below, params: { id } })).toBe('not-found');
});

test('the list is paged from the newest on, each once', async () => {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: AnswerOf<'listBulletins'> = (
      await server.call('listBulletins', {
        token: supervisor,
        query: { limit: 2, ...(cursor && { cursor }) },
      })
    ).body;
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(await server.database.connection.collection('bulletins').countDocuments());
});
