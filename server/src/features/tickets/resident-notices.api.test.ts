import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../../platform/clock.ts';
import { askFor, createTestClock, rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
const clock = createTestClock();
beforeAll(async () => {
  server = await startTestServer({ clock });
});
afterAll(() => server.stop());

type Rated = Awaited<ReturnType<typeof rateBadly>>;

/** Takes the ticket through these actions, as it is now. */
async function work({ ticketId: id, handler }: Rated, ...actions: Parameters<typeof askFor>[0][]) {
  const token = await server.staffToken(handler);
  for (const action of actions) {
    const { version } = (await server.call('getTicket', { token, params: { id } })).body;
    await server.call('actOnTicket', {
      token,
      params: { id },
      body: askFor(action, version, `${action} 的话`),
    });
  }
}

const inbox = async (token: string) =>
  (await server.call('listNotifications', { token, query: {} })).body.items;
const kinds = async (token: string) => (await inbox(token)).map(({ kind }) => kind);

test('the answer is in the inbox of whoever rated, unread, and leads to the rating', async () => {
  const rated = await rateBadly(server);
  await work(rated, 'accept', 'conclude');
  expect(await inbox(rated.resident)).toEqual([]);
  await work(rated, 'reply');
  const [message] = await inbox(rated.resident);
  expect(message).toMatchObject({
    kind: 'case-answered',
    title: '有答复了',
    subject: { kind: 'rating', id: rated.ratingId },
    read: false,
  });
  expect(await inbox(await server.residentToken('somebody-else'))).toEqual([]);
});

test('who is waited for is told that something is needed', async () => {
  const rated = await rateBadly(server, { realName: true });
  await work(rated, 'accept', 'pause');
  expect(await kinds(rated.resident)).toEqual(['case-waiting']);
});

test('a case that goes on is told, and the resident’s own “solved” is not', async () => {
  const again = await rateBadly(server);
  await work(again, 'accept', 'conclude', 'reply');
  const judge = (rated: Rated, judgement: { solved: true } | { solved: false; text: string }) =>
    server.call('judgeRating', {
      token: rated.resident,
      params: { id: rated.ratingId },
      body: { ...judgement, idempotencyKey: randomUUID() },
    });
  clock.advance(minuteMs);
  await judge(again, { solved: false, text: '还是没有清单' });
  expect(await kinds(again.resident)).toEqual(['case-reopened', 'case-answered']);
  const solved = await rateBadly(server);
  await work(solved, 'accept', 'conclude', 'reply');
  await judge(solved, { solved: true });
  expect(await kinds(solved.resident)).toEqual(['case-answered']);
});

test('a message that its process could not deliver any more is found by the sweep', async () => {
  const rated = await rateBadly(server);
  await work(rated, 'accept', 'conclude');
  const { notifications } = server.app;
  const { tellResidentOf } = notifications;
  notifications.tellResidentOf = () => Promise.reject(new Error('the process died'));
  await work(rated, 'reply').catch(() => undefined);
  notifications.tellResidentOf = tellResidentOf;
  expect(await inbox(rated.resident)).toEqual([]);
  const sweep = server.app.tickets.jobs.find(({ name }) => name === 'deliver ticket messages');
  await sweep?.run();
  await sweep?.run();
  expect(await kinds(rated.resident)).toEqual(['case-answered']);
});

test('a case that closes because nobody judged it is told', async () => {
  const rated = await rateBadly(server);
  await work(rated, 'accept', 'conclude', 'reply');
  clock.advance(8 * dayMs);
  await server.app.tickets.closeUnjudged();
  const told = await server.database.connection
    .collection('notifications')
    .findOne({ 'notice.kind': 'case-closed' });
  expect(told).toMatchObject({ subject: { kind: 'rating' }, unread: true });
});
