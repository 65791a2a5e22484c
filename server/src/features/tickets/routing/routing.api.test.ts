import type { BodyOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganization } from '../../../demo/story.ts';
import { rateBadly, startTestServer, type TestServer } from '../../../testing/index.ts';

let server: TestServer;
let admin: string;
let supervisor: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.staffToken('admin');
  supervisor = await server.staffToken('supervisor');
});
afterAll(() => server.stop());

type Question = BodyOf<'queryRouting'>;
const question = (about: Partial<Question> = {}): Question => ({
  counter: 'A02',
  serviceItem: null,
  grade: 1,
  tags: [],
  comment: null,
  ...about,
});
const ask = async (about: Partial<Question> = {}, token = supervisor) =>
  (await server.call('queryRouting', { token, body: question(about) })).body;
const refusal = async (token: string | undefined, body: unknown) =>
  (await server.call.refused('queryRouting', { ...(token && { token }), body })).code;

describe('where a ticket would go', () => {
  test('is told with the rule that matches, its group and who would get it', async () => {
    const answer = await ask({ serviceItem: 'social-security-card' });
    expect(answer).toMatchObject({
      rule: { position: 3, name: '社保医保事项', group: '社保医保组' },
      way: 'group',
      handler: { name: '陈思远', department: '社区事务受理服务中心' },
      leftOut: [],
    });
    expect(answer.candidates.map(({ name }) => name)).toEqual(['陈思远']);
  });

  test('is decided by the first rule that matches', async () => {
    const both = await ask({ serviceItem: 'social-security-card', tags: ['115'] });
    expect(both.rule).toMatchObject({ position: 1, name: '服务态度' });
    expect((await ask({ comment: '多问两句就不耐烦' })).rule).toMatchObject({ position: 2 });
  });

  test('is the department’s handlers where no rule matches', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ rule: null, way: 'department' });
    expect(answer.candidates.map(({ name }) => name)).toEqual(['陈思远', '周敏行']);
  });

  test('names who is left out, and why; where nobody is left it is the supervisor', async () => {
    // 韩正言 serves at B01, and 杨守诚 reports to him.
    const answer = await ask({ counter: 'B01' });
    expect(answer).toMatchObject({ way: 'supervisor', handler: { name: '沈文清' } });
    expect(answer.leftOut.map(({ name, reason }) => [name, reason])).toEqual([
      ['韩正言', 'rated'],
      ['杨守诚', 'reports-to-rated'],
    ]);
  });

  test('is where the real ticket goes', async () => {
    for (const about of [{ serviceItem: 'medical-insurance' }, { comment: '等了很久' }]) {
      const expected = await ask({ ...about, counter: 'A05' });
      const { handler } = await rateBadly(server, {
        counter: 'A05',
        serviceItem: about.serviceItem ?? 'birth-registration',
        grade: 1,
      });
      expect(server.app.organization.directory().staffByUsername(handler)?.name).toBe(expected.handler?.name);
    }
  });

  test('assigns nothing', async () => {
    const before = await ask();
    for (let count = 0; count < 3; count += 1) await ask();
    expect(await ask()).toEqual(before);
  });

  test('follows the rules of the next import, and without rules the department', async () => {
    const organization = demoOrganization();
    await server.app.organization.load({ ...organization, routing: [] });
    expect((await ask({ tags: ['115'] })).rule).toBeNull();
    const { routing, ...without } = organization;
    await server.app.organization.load(without);
    expect((await ask({ tags: ['115'] })).rule, 'a file without rules changes none').toBeNull();
    await server.app.organization.load(organization);
    expect((await ask({ tags: ['115'] })).rule).not.toBeNull();
  });

  test('can be asked by supervisors and admins, about what is in their reach', async () => {
    expect((await ask({}, admin)).way).toBe('department');
    expect(await refusal(undefined, question())).toBe('not-signed-in');
    expect(await refusal(await server.staffToken('handler'), question())).toBe('not-allowed');
    expect(await refusal(await server.residentToken('curious'), question())).toBe('not-allowed');
    const director = await server.staffToken('director');
    expect((await ask({ counter: 'A01' }, director)).way).toBe('department');
    expect(await refusal(director, question({ counter: 'B01' }))).toBe('not-found');
    expect(await refusal(admin, question({ counter: 'Z99' }))).toBe('not-found');
    expect(await refusal(admin, question({ serviceItem: 'moon' }))).toBe('not-found');
  });

  test.each([
    ['a good grade', { grade: 5 }],
    ['tags of another grade', { grade: 1, tags: ['214'] }],
    ['no counter', { counter: undefined }],
    ['an unknown key', { handler: 'me' }],
  ])('is not told for %s', async (_what, part) => {
    expect(await refusal(admin, { ...question(), ...part })).toBe('invalid-request');
  });
});

test('what can be asked about are the counters and items in reach', async () => {
  const options = async (username: string) =>
    (await server.call('listRoutingOptions', { token: await server.staffToken(username) })).body;
  const all = await options('admin');
  expect(all.counters.map(({ code }) => code)).toEqual(expect.arrayContaining(['A01', 'B01', 'L01']));
  const { counters, serviceItems, departments } = await options('director');
  expect(counters.every(({ code }) => code.startsWith('A'))).toBe(true);
  expect(serviceItems.map(({ code }) => code)).not.toContain('mediation');
  expect(departments).toEqual([{ code: 'service-centre', name: '社区事务受理服务中心' }]);
  const clerk = await server.staffToken('clerk');
  expect((await server.call.refused('listRoutingOptions', { token: clerk })).code).toBe('not-allowed');
  expect((await server.call.refused('listRoutingOptions', {})).code).toBe('not-signed-in');
});
