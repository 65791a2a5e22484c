import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOfflineApp } from '../offline-app.ts';
import {
  createTestClock,
  startTestServer,
  type TestServer,
  testFiles,
  testSecrets,
  testSettings,
} from '../testing/index.ts';
import { demoAccounts, demoCounters, demoPassword } from './accounts.ts';
import { storyClock, tellDemoStory } from './story.ts';

let server: TestServer;
beforeAll(async () => {
  const clock = createTestClock();
  server = await startTestServer({ clock });
  const settings = {
    logLevel: 'silent',
    secrets: testSecrets,
    settings: testSettings,
    files: testFiles().files,
  };
  const storyTime = storyClock(clock.now());
  const source = { uri: server.database.uri, name: server.database.connection.name };
  const story = await openOfflineApp(settings, source, storyTime);
  await tellDemoStory(story.app, storyTime);
  await story.close();
  await server.app.organization.refresh();
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

test('the lawyer of the story has a day with people in it, at whatever hour it is told', async () => {
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
