import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { minuteMs } from '../../platform/clock.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let handler: string;
let colleague: string;
beforeAll(async () => {
  server = await startTestServer();
  handler = await server.staffToken('handler');
  colleague = await server.staffToken('handler.zhou');
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.database.connection.collection('notifications').deleteMany({});
});

const idOf = (username: string) =>
  server.app.organization.directory().staffByUsername(username)?._id ?? new Types.ObjectId();

const tell = (occasion: string, ticketNumber = occasion) =>
  server.app.notifications.tell(
    [idOf('handler')],
    occasion,
    { kind: 'ticket-assigned', ticketNumber },
    { kind: 'ticket', id: new Types.ObjectId() },
  );

const inbox = async (token: string, query: { limit?: number; cursor?: string } = {}) =>
  (await server.call('listNotifications', { token, query })).body;

test('a message says what happened, when, and what to open', async () => {
  await tell('20261123-7KQ2');
  const { items, unread } = await inbox(handler);
  expect(unread).toBe(1);
  expect(items).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      kind: 'ticket-assigned',
      title: '您有新工单',
      text: '工单 20261123-7KQ2 已分派给您，请尽快接单。',
      subject: { kind: 'ticket', id: expect.stringMatching(/^[0-9a-f]{24}$/) },
      at: server.clock.now().toISOString(),
      read: false,
    },
  ]);
});

test('told of one occasion many times at once, a person has one message', async () => {
  await Promise.all(Array.from({ length: 10 }, () => tell('one')));
  expect((await inbox(handler)).items).toHaveLength(1);
});

test('pages go from the newest to the oldest', async () => {
  for (const occasion of ['first', 'second', 'third']) {
    await tell(occasion);
    server.clock.advance(minuteMs);
  }
  const first = await inbox(handler, { limit: 2 });
  const second = await inbox(handler, { limit: 2, cursor: first.nextCursor ?? '' });
  const numbers = [...first.items, ...second.items].map(({ text }) => text.split(' ')[1]);
  expect(numbers).toEqual(['third', 'second', 'first']);
  expect([first.unread, second.nextCursor]).toEqual([3, null]);
});

test('messages are read one by one, or all up to a moment', async () => {
  await tell('first');
  await tell('second');
  const until = server.clock.now().toISOString();
  server.clock.advance(minuteMs);
  await tell('third');
  const [third, second] = (await inbox(handler)).items;
  await server.call('readNotifications', { token: handler, body: { ids: [second?.id ?? ''] } });
  expect((await inbox(handler)).unread).toBe(2);
  await server.call('readNotifications', { token: handler, body: { until } });
  expect((await inbox(handler)).items.filter(({ read }) => !read).map(({ id }) => id)).toEqual([third?.id]);
});

test('nobody sees or reads the messages of another', async () => {
  await tell('mine');
  expect(await inbox(colleague)).toEqual({ items: [], nextCursor: null, unread: 0 });
  const [message] = (await inbox(handler)).items;
  await server.call('readNotifications', { token: colleague, body: { ids: [message?.id ?? ''] } });
  expect((await inbox(handler)).unread).toBe(1);
  const resident = await server.residentToken('inbox');
  expect((await inbox(resident)).items).toEqual([]);
});

test('without a sign-in there is no inbox', async () => {
  expect((await server.call.refused('listNotifications', {})).code).toBe('not-signed-in');
  const body = { until: server.clock.now().toISOString() };
  expect((await server.call.refused('readNotifications', { body })).code).toBe('not-signed-in');
});

test.each([
  ['nothing', {}],
  ['an id that is none', { ids: ['x'] }],
  ['no ids', { ids: [] }],
  ['a moment that is none', { until: 'now' }],
])('reading %s is bad input', async (_what, body) => {
  expect((await server.call.refused('readNotifications', { token: handler, body })).code).toBe(
    'invalid-request',
  );
});
