import { randomUUID } from 'node:crypto';
import { serve } from '@linli/server/demo/story.ts';
import {
  createApiCall,
  createTestClock,
  listen,
  startTestServer,
  type TestServer,
} from '@linli/server/testing/index.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server.ts';

let owner: TestServer;
let first: ServerProcess;
let second: ServerProcess;
let director: string;

beforeAll(async () => {
  owner = await startTestServer({ clock: createTestClock(new Date()) });
  director = `Bearer ${await owner.staffToken('director')}`;
  const processes = await Promise.all([0, 1].map(() => startServerProcess(owner.database)));
  const [one, other] = processes;
  if (!one || !other) throw new Error('two were started');
  [first, second] = [one, other];
});
afterAll(async () => {
  await Promise.all([first, second].map((process) => process.stop()));
  await owner.stop();
});

async function rateBadlyAt({ origin }: ServerProcess): Promise<void> {
  const call = createApiCall(origin);
  const { token: scene } = await serve(owner.app, 'A01', 'residence-permit');
  const token = (await call('signInWithWechat', { body: { code: `demo-${randomUUID().slice(0, 8)}` } })).body
    .accessToken;
  const body = { scene: `r.${scene}`, grade: 1 as const, tags: [], anonymous: true as const };
  await call('submitRating', { token, body: { ...body, idempotencyKey: randomUUID() } });
}

const tickets = () => owner.database.connection.collection('tickets').countDocuments();

test('what one process takes is heard at the other', async () => {
  const listener = await listen(second.origin, director);
  await listener.next('ready');
  await rateBadlyAt(first);
  await listener.heard('unit-tickets');
  await listener.drop();
});

test('who was at a process that has gone goes on at the other from where they were', async () => {
  const third = await startServerProcess(owner.database);
  const before = await listen(third.origin, director);
  await before.next('ready');
  await rateBadlyAt(first);
  await before.heard('unit-tickets');
  const cursor = before.messages.at(-1)?.cursor ?? null;
  await third.stop();
  expect(await before.closed).toBe(1001);
  const calm = await listen(second.origin, director, cursor);
  expect(await calm.next('ready')).toMatchObject({ afresh: false, changed: [] });
  await rateBadlyAt(first);
  await calm.heard('unit-tickets');
  await calm.drop();
  const missed = await listen(first.origin, director, cursor);
  expect(await missed.next('ready')).toMatchObject({ afresh: false, changed: ['unit-tickets'] });
  await missed.drop();
});

test('changes told by two processes at once are numbered without a gap', async () => {
  const changes = owner.database.connection.collection<{ _id: number }>('changes');
  const numbers = async () => (await changes.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  const before = await tickets();
  const told = (await numbers()).length;
  await Promise.all(Array.from({ length: 40 }, (_, index) => rateBadlyAt(index % 2 === 0 ? first : second)));
  await expect.poll(tickets).toBe(before + 40);
  const all = await numbers();
  expect(all.length).toBeGreaterThan(told + 1);
  expect(all).toEqual(all.map((_, index) => index + 1));
});
