import type { AnswerOf, QueryOf } from '@linli/shared/api/types.ts';
import { clockColours } from '@linli/shared/ticket-clocks.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourMs, later } from '../../platform/clock.ts';
import { rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';
import { randomNumbers } from '../../testing/random.ts';

let server: TestServer;
let supervisor: string;

/** Three tickets, an hour apart, of which the handlers have accepted some; the last one is new. */
beforeAll(async () => {
  server = await startTestServer();
  for (const accepted of [true, false, false]) {
    const { ticketId, handler } = await rateBadly(server, { realName: true });
    const token = await server.staffToken(handler);
    const act = { params: { id: ticketId }, body: { action: 'accept' as const, version: 1 } };
    if (accepted) await server.call('actOnTicket', { token, ...act });
    server.clock.advance(hourMs);
  }
  await rateBadly(server, { counter: 'B01' });
  supervisor = await server.staffToken('supervisor');
});
afterAll(() => server.stop());

const overview = async (query: QueryOf<'getOverview'> = {}, token = supervisor) =>
  (await server.call('getOverview', { token, query })).body;

const list = async (query: QueryOf<'listOverviewTickets'> = {}) =>
  (await server.call('listOverviewTickets', { token: supervisor, query })).body;

const refusal = async (...call: Parameters<TestServer['call']['refused']>) =>
  (await server.call.refused(...call)).code;

describe('the overview', () => {
  test('counts open tickets by state, colour and handler', async () => {
    const { open, states, handlers, asOf } = await overview();
    // Two were not accepted within a quarter of an hour, one was; one is new.
    expect(open).toEqual({ total: 4, green: 2, yellow: 0, red: 2 });
    expect(states.filter(({ total }) => total > 0)).toEqual([
      { state: 'assigned', total: 3, green: 1, yellow: 0, red: 2 },
      { state: 'accepted', total: 1, green: 1, yellow: 0, red: 0 },
    ]);
    expect(handlers.reduce((sum, { total }) => sum + total, 0)).toBe(4);
    expect(handlers.map(({ red }) => red)).toEqual([1, 1, 0]);
    expect(asOf).toBe(server.clock.now().toISOString());
  });

  test('is of one unit and those below it', async () => {
    expect((await overview({ unit: 'service-centre' })).open.total).toBe(3);
    expect((await overview({ unit: 'judicial-office' })).open.total).toBe(1);
    expect((await list({ unit: 'judicial-office' })).items).toHaveLength(1);
  });

  test('is for supervisors and auditors, of their own units', async () => {
    expect((await overview({}, await server.staffToken('auditor'))).open.total).toBe(4);
    for (const id of ['getOverview', 'listOverviewTickets'] as const) {
      expect(await refusal(id, {})).toBe('not-signed-in');
      expect(await refusal(id, { token: await server.residentToken('overview') })).toBe('not-allowed');
      expect(await refusal(id, { token: await server.staffToken('handler') })).toBe('not-allowed');
      for (const unit of ['minhang', 'moon'])
        expect(await refusal(id, { token: supervisor, query: { unit } })).toBe('not-found');
    }
  });

  test('refuses filters that make no sense', async () => {
    for (const query of [{ colour: 'blue' }, { state: 'closed' }, { handler: 'me' }, { limit: 0 }])
      expect(await refusal('listOverviewTickets', { token: supervisor, query })).toBe('invalid-request');
  });
});

describe('the list', () => {
  test('has the most urgent first, and each ticket once over its pages', async () => {
    const due: string[] = [];
    const ids = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: AnswerOf<'listOverviewTickets'> = await list({ limit: 1, ...(cursor && { cursor }) });
      for (const { id, clock } of page.items) {
        ids.add(id);
        due.push(clock?.dueAt ?? '');
      }
      cursor = page.nextCursor;
    } while (cursor);
    expect(ids.size).toBe(4);
    expect(due).toEqual([...due].sort());
  });

  test('is filtered by colour, state and handler', async () => {
    expect((await list({ colour: 'red' })).items.map(({ clock }) => clock?.colour)).toEqual(['red', 'red']);
    expect((await list({ state: 'accepted' })).items).toHaveLength(1);
    const [first] = (await overview()).handlers;
    const handler = first?.handler?.id ?? 'none';
    const found = await list({ handler });
    expect(found.items.map((ticket) => ticket.handler?.id)).toEqual(Array(first?.total).fill(handler));
    expect((await list({ handler: 'none' })).items).toEqual([]);
  });

  test('leaves out what is about the reader', async () => {
    const member = server.app.organization.directory().staffByUsername('supervisor');
    const tickets = server.database.connection.collection('tickets');
    const [first] = (await list()).items;
    const _id = new Types.ObjectId(first?.id);
    await tickets.updateOne({ _id }, { $push: { ratedStaffIds: member?._id } as never });
    expect((await overview()).open.total).toBe(3);
    expect((await list()).items.map(({ id }) => id)).not.toContain(first?.id);
    await tickets.updateOne({ _id }, { $pull: { ratedStaffIds: member?._id } as never });
  });
});

test('any tickets are counted and listed as one would count them by hand', async () => {
  const tickets = server.database.connection.collection('tickets');
  const [pattern] = await tickets.find().limit(1).toArray();
  const now = server.clock.now();
  const seed = randomNumbers(20_261_124);
  const made = Array.from({ length: 200 }, (_, index) => {
    const turnsYellowAt = later(now, Math.floor((seed() - 0.6) * 100) * hourMs);
    return {
      ...pattern,
      _id: new Types.ObjectId(),
      sourceId: new Types.ObjectId(),
      number: `random-${index}`,
      state: ['assigned', 'accepted', 'concluded', 'replied'][Math.floor(seed() * 4)],
      open: seed() < 0.8,
      turnsYellowAt,
      turnsRedAt: later(turnsYellowAt, Math.floor(seed() * 60) * hourMs),
    };
  });
  await tickets.insertMany(made);
  const all = await tickets.find({ open: true }).toArray();
  const colourOf = ({ turnsRedAt, turnsYellowAt }: (typeof all)[number]) =>
    turnsRedAt <= now ? 'red' : turnsYellowAt <= now ? 'yellow' : 'green';
  const { open, states } = await overview();
  expect(open.total).toBe(all.length);
  for (const colour of clockColours) {
    const byHand = all.filter((ticket) => colourOf(ticket) === colour);
    expect(open[colour], colour).toBe(byHand.length);
    for (const counted of states)
      expect(counted[colour]).toBe(byHand.filter(({ state }) => state === counted.state).length);
    const listed: string[] = [];
    let cursor: string | null = null;
    do {
      const page: AnswerOf<'listOverviewTickets'> = await list({
        colour,
        limit: 50,
        ...(cursor && { cursor }),
      });
      listed.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(listed.sort()).toEqual(byHand.map(({ _id }) => _id.toHexString()).sort());
  }
});
