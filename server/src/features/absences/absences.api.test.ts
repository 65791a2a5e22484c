import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../platform/clock.ts';
import { createTestClock, rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
/** Monday 2026-11-23. */
const clock = createTestClock();
const tokens = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer({ clock });
  for (const name of ['handler', 'handler.zhou', 'supervisor', 'director', 'judicial', 'clerk', 'auditor'])
    tokens.set(name, await server.staffToken(name));
});
afterAll(() => server.stop());

const tokenOf = (name: string) => tokens.get(name) ?? '';
const idOf = (name: string) => String(server.app.organization.directory().staffByUsername(name)?._id);

type Entry = BodyOf<'enterAbsence'>;
const entry = (about: Partial<Entry> = {}): Entry => ({
  staff: idOf('handler'),
  from: '2026-11-23',
  to: '2026-11-25',
  deputy: idOf('handler.zhou'),
  handOver: 'keep',
  idempotencyKey: randomUUID(),
  ...about,
});
const enter = async (about: Partial<Entry> = {}, as = 'handler') =>
  (await server.call('enterAbsence', { token: tokenOf(as), body: entry(about) })).body;
const refusal = async (as: string | undefined, about: object = {}) => {
  const { code, body } = await server.call.refused('enterAbsence', {
    ...(as !== undefined && { token: tokenOf(as) }),
    body: { ...entry(), ...about },
  });
  return [code, ...[body.error.details ?? []].flat()];
};
const list = async (as: string) => (await server.call('listAbsences', { token: tokenOf(as) })).body;
const end = (as: string, id: string) => server.call('endAbsence', { token: tokenOf(as), params: { id } });

beforeEach(async () => {
  for (const { id } of (await list('supervisor')).items) await end('supervisor', id);
});

describe('who is away', () => {
  test('gets no new tickets, and gets some again when back', async () => {
    const absence = await enter();
    for (let count = 0; count < 3; count += 1)
      expect((await rateBadly(server)).handler, 'handler is away').toBe('handler.zhou');
    await end('handler', absence.id);
    expect((await rateBadly(server)).handler).toBe('handler');
  });

  test('is so from the first day to the last', async () => {
    await enter({ from: '2026-11-24', to: '2026-11-25' });
    const days: [string, boolean][] = [];
    const start = clock.now();
    for (let day = 0; day < 4; day += 1) {
      const id = server.app.organization.directory().staffByUsername('handler')?._id;
      days.push([clock.now().toISOString().slice(8, 10), id ? server.app.absences.isAbsent(id) : false]);
      clock.advance(dayMs);
    }
    clock.advance(start.getTime() - clock.now().getTime());
    expect(days).toEqual([
      ['23', false],
      ['24', true],
      ['25', true],
      ['26', false],
    ]);
  });

  test('is seen by themselves and by who supervises them, with who stands in', async () => {
    const absence = await enter();
    expect(absence).toMatchObject({
      staff: { name: '陈思远' },
      deputy: { name: '周敏行' },
      handOver: 'keep',
    });
    for (const name of ['handler', 'director', 'supervisor'])
      expect((await list(name)).items.map(({ id }) => id)).toEqual([absence.id]);
    for (const name of ['handler.zhou', 'judicial']) expect((await list(name)).items).toEqual([]);
  });

  test('is entered for others by their supervisors only', async () => {
    expect((await list('handler')).people.map(({ name }) => name)).toEqual(['陈思远']);
    expect((await list('director')).people.map(({ name }) => name)).toEqual(['顾怀民', '陈思远', '周敏行']);
    await enter({ staff: idOf('handler.zhou'), deputy: idOf('handler') }, 'director');
    expect(await refusal('handler', { staff: idOf('handler.zhou') })).toEqual(['not-found']);
    expect(await refusal('director', { staff: idOf('judicial'), deputy: null })).toEqual(['not-found']);
  });

  test('and the same entry sent twice is one', async () => {
    const body = entry();
    const [first, second] = await Promise.all(
      [1, 2].map(() => server.call('enterAbsence', { token: tokenOf('handler'), body })),
    );
    expect(first?.body.id).toBe(second?.body.id);
    expect((await list('handler')).items).toHaveLength(1);
    const refused = await server.call.refused('enterAbsence', {
      token: tokenOf('handler'),
      body: { ...body, to: '2026-11-26' },
    });
    expect(refused.code).toBe('idempotency-key-reused');
  });

  test('is taken back by nobody else', async () => {
    const { id } = await enter();
    const call = (token: string | undefined) =>
      server.call.refused('endAbsence', { ...(token && { token }), params: { id } });
    expect((await call(tokenOf('handler.zhou'))).code).toBe('not-found');
    expect((await call(tokenOf('judicial'))).code).toBe('not-found');
    expect((await call(undefined)).code).toBe('not-signed-in');
    await end('director', id);
    expect((await call(tokenOf('handler'))).code).toBe('not-found');
  });
});

describe('open tickets of who is away', () => {
  const handlerOf = async (id: string) =>
    (await server.call('getTicket', { token: tokenOf('supervisor'), params: { id } })).body;
  /** A ticket on the desk of `handler`. */
  async function onTheDesk() {
    for (;;) {
      const { ticketId, handler } = await rateBadly(server);
      if (handler === 'handler') return ticketId;
    }
  }
  const sweep = () =>
    server.app.tickets.jobs.find(({ name }) => name === 'hand over tickets of the absent')?.run();

  test.each(['deputy', 'routing'] as const)(
    'go to somebody else at once, by %s, who is told',
    async (way) => {
      const id = await onTheDesk();
      await enter({ handOver: way });
      const ticket = await handlerOf(id);
      expect(ticket).toMatchObject({ state: 'assigned', handler: { name: '周敏行' } });
      expect(ticket.history.at(-1)).toMatchObject({ kind: 'hand-over', by: '陈思远', to: '周敏行' });
      const told = await server.call('listNotifications', {
        token: tokenOf('handler.zhou'),
        query: { limit: 50 },
      });
      const own = told.body.items.filter(({ subject }) => subject.id === id);
      expect(own.map(({ title }) => title)).toEqual(['有工单转给您']);
      await Promise.all([sweep(), sweep()]);
      expect((await handlerOf(id)).version, 'once').toBe(ticket.version);
    },
  );

  test('stay on their desk when that is their wish', async () => {
    const id = await onTheDesk();
    await enter({ handOver: 'keep' });
    await sweep();
    expect((await handlerOf(id)).handler?.name).toBe('陈思远');
  });

  test('go on the first day, when it comes', async () => {
    const id = await onTheDesk();
    await enter({ from: '2026-11-24', handOver: 'deputy' });
    expect((await handlerOf(id)).handler?.name).toBe('陈思远');
    clock.advance(dayMs);
    await sweep();
    clock.advance(-dayMs);
    expect((await handlerOf(id)).handler?.name).toBe('周敏行');
  });
});

describe('an absence is refused', () => {
  test.each([
    ['that ends before it begins', { from: '2026-11-25', to: '2026-11-24' }, 'body.to'],
    ['that is over', { from: '2026-11-19', to: '2026-11-20' }, 'body.to'],
    ['of more than a year', { from: '2026-11-23', to: '2027-11-30' }, 'body.to'],
    ['that hands over to nobody', { deputy: null, handOver: 'deputy' }, 'body.deputy'],
    ['on a day that does not exist', { from: '2026-02-30' }, 'body.from'],
  ])('%s', async (_what, about, path) => {
    expect(await refusal('handler', about)).toEqual(['invalid-request', expect.objectContaining({ path })]);
  });

  test('with a deputy from elsewhere, or with oneself', async () => {
    for (const name of ['judicial.yang', 'handler', 'clerk']) {
      const told = ['invalid-request', expect.objectContaining({ path: 'body.deputy' })];
      expect(await refusal('handler', { deputy: idOf(name) })).toEqual(told);
    }
  });

  test('to those who are given no tickets', async () => {
    expect(await refusal(undefined)).toEqual(['not-signed-in']);
    for (const name of ['clerk', 'auditor']) expect(await refusal(name)).toEqual(['not-allowed']);
    const query = { staff: idOf('handler') };
    expect((await server.call.refused('listAbsences', {})).code).toBe('not-signed-in');
    expect((await server.call.refused('listDeputies', { query })).code).toBe('not-signed-in');
    expect((await server.call.refused('listDeputies', { token: tokenOf('judicial'), query })).code).toBe(
      'not-found',
    );
  });
});

test('deputies are those of the department, of the same group, and who supervises', async () => {
  const { items } = (
    await server.call('listDeputies', { token: tokenOf('handler'), query: { staff: idOf('handler') } })
  ).body;
  expect(items.map(({ name }) => name)).toEqual(['周敏行', '顾怀民', '沈文清']);
});

test('absences are in the audit log, and its chain holds', async () => {
  const { id } = await enter();
  await end('director', id);
  const entries = await server.database.connection
    .collection('auditEntries')
    .find({ 'subject.id': id })
    .sort({ sequence: 1 })
    .toArray();
  expect(entries.map(({ action, actor }) => [action, actor.id])).toEqual([
    ['absence-enter', idOf('handler')],
    ['absence-end', idOf('director')],
  ]);
  expect(await server.app.audit.firstBreak('settings')).toBeNull();
});
