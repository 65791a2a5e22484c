import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  createTestClock,
  startTestServer,
  type TestServer,
  testFiles,
  testSecrets,
  testSettings,
} from '../testing/index.ts';
import { demoAccounts, demoCounters, demoPassword } from './accounts.ts';
import { loadDemoStory } from './load.ts';

const configuration = {
  logLevel: 'silent',
  secrets: testSecrets,
  settings: testSettings,
  files: testFiles().files,
} as const;

/** A server that tells the story as it starts, as `npm start` does the first time. */
function serverWithStory(clock = createTestClock()): Promise<TestServer> {
  return startTestServer({
    clock,
    prepare: async (ground) => {
      expect(await loadDemoStory(ground, configuration, clock.now())).toBe(true);
    },
  });
}

let server: TestServer;
beforeAll(async () => {
  server = await serverWithStory();
});
afterAll(() => server.stop());

const signIn = async (username: string) =>
  (await server.call('signInStaff', { body: { username, password: demoPassword } })).body;

test.each(demoAccounts)('the account $username can be tried', async ({ username }) => {
  expect((await signIn(username)).person.kind).toBe('staff');
});

test.each(demoCounters)('the printed link of counter %s leads somewhere', async (code) => {
  expect((await server.call('scan', { params: { scene: `c.${code}` } })).body.counter.code).toBe(code);
});

test('the organization is as large as a real service centre', () => {
  const directory = server.app.organization.directory();
  expect(directory.counters().length).toBeGreaterThanOrEqual(8);
  expect(directory.counters().map(({ scanCode }) => scanCode)).toEqual(
    expect.arrayContaining(['A01', 'A02', 'A03', 'A04', 'A05', 'A06', 'A07', 'A08']),
  );
});

test('the queues show tickets in several states', async () => {
  const { accessToken: token } = await signIn('supervisor');
  const open = await server.call('listTickets', { token, query: { queue: 'team', state: 'open' } });
  const closed = await server.call('listTickets', { token, query: { queue: 'team', state: 'closed' } });
  expect(new Set(open.body.items.map(({ state }) => state))).toEqual(
    new Set(['assigned', 'accepted', 'replied']),
  );
  expect(closed.body.items).not.toHaveLength(0);
});

test('a resident of the story finds their ratings and an answer', async () => {
  const token = await server.residentToken('wang');
  const { items } = (await server.call('listMyRatings', { token })).body;
  expect(items.map(({ ticketState }) => ticketState)).toEqual(['accepted', 'closed']);
  const { body } = await server.call('getMyRating', { token, params: { id: items[1]?.id ?? '' } });
  expect(body.ticket?.reply).toContain('王阿姨您好');
});

test('a resident of the story has said something about the app, and was answered', async () => {
  const token = await server.residentToken('wang');
  const { items } = (await server.call('listMyFeedback', { token })).body;
  expect(items.map(({ ticketState }) => ticketState)).toEqual(['closed']);
  const { body } = await server.call('getMyFeedback', { token, params: { id: items[0]?.id ?? '' } });
  expect(body.ticket?.reply).toContain('大字版');
});

test('everything in the story has happened by now, in office hours', async () => {
  const { accessToken: token } = await signIn('supervisor');
  const { items } = (await server.call('listTickets', { token, query: { queue: 'team', state: 'open' } }))
    .body;
  for (const { openedAt } of items) {
    expect(new Date(openedAt).getTime()).toBeLessThan(server.clock.now().getTime());
    expect(new Date(openedAt).getUTCHours()).toBe(2);
    expect(new Date(openedAt).getUTCDay() % 6).not.toBe(0);
  }
});

test('the first bad rating at A01 goes to the account that the README tells people to sign in with', async () => {
  const token = await server.residentToken('newcomer');
  const rating = {
    scene: 'c.A01',
    grade: 2 as const,
    tags: [],
    anonymous: true as const,
    idempotencyKey: randomUUID(),
  };
  await server.call('submitRating', { token, body: rating });
  await server.app.followUps.settled();
  const { accessToken } = await signIn('handler');
  const { items } = (await server.call('listTickets', { token: accessToken })).body;
  expect(items.at(-1)).toMatchObject({ kind: 'rating', counter: { code: 'A01' } });
});

test('the lawyer of the story has a day with people in it', async () => {
  const { accessToken: token } = await signIn('lawyer');
  const { body } = await server.call('getConsultationDay', { token, query: {} });
  expect(body.visits.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'appointment finished',
    'appointment serving',
    'appointment arrived',
    'appointment booked',
    'appointment booked',
    'walk-in arrived',
  ]);
  const own = await server.residentToken('zhao');
  const { items } = (await server.call('listMyAppointments', { token: own, query: {} })).body;
  const { body: after } = await server.call('getMyConsultation', {
    token: own,
    params: { id: items[0]?.id ?? '' },
  });
  expect(after.advice?.referral?.kind).toBe('mediation');
});

test('what residents of the story say at a counter has been checked, and everyone may read it', async () => {
  const { items } = (await server.call('listCounterRatings', { params: { code: 'A05' }, query: {} })).body;
  expect(items.map(({ comment }) => comment)).toContainEqual(expect.stringContaining('一次就办好了'));
});

test.each(['00:35', '23:50'])('the story can be told at %s, too', async (time) => {
  const late = await serverWithStory(createTestClock(new Date(`2026-11-24T${time}:00+08:00`)));
  onTestFinished(() => late.stop());
  const token = await late.staffToken('lawyer');
  const { visits } = (await late.call('getConsultationDay', { token, query: {} })).body;
  expect(visits.length).toBeGreaterThanOrEqual(3);
});
