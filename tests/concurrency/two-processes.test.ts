import { randomUUID } from 'node:crypto';
import { serve } from '@linli/server/demo/story.ts';
import {
  type ApiCall,
  createApiCall,
  createTestClock,
  startTestServer,
  type TestServer,
} from '@linli/server/testing/index.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server.ts';

/** Owns the database and prepares it; the two processes under test share it. */
let owner: TestServer;
let processes: ServerProcess[];
let calls: ApiCall[];

beforeAll(async () => {
  owner = await startTestServer({ clock: createTestClock(new Date()) });
  processes = await Promise.all([0, 1].map(() => startServerProcess(owner.database)));
  calls = processes.map(({ origin }) => createApiCall(origin));
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.stop()));
  await owner.stop();
});

/** The two processes in turn. */
function inTurn(index: number): ApiCall {
  const call = calls[index % calls.length];
  if (!call) throw new Error('no process is running');
  return call;
}

async function residentToken(name: string): Promise<string> {
  return (await inTurn(0)('signInWithWechat', { body: { code: `demo-${name}` } })).body.accessToken;
}

const newRating = async () => ({
  scene: `r.${(await serve(owner.app, 'A01', 'residence-permit')).token}`,
  grade: 1 as const,
  tags: ['115'],
  anonymous: true as const,
  idempotencyKey: randomUUID(),
});

const count = (collection: string, filter: object) =>
  owner.database.connection.collection(collection).countDocuments(filter);

test('fifty identical submits at once to two processes make one rating', async () => {
  const token = await residentToken('fifty');
  const body = await newRating();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => inTurn(index)('submitRating', { token, body })),
  );
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect(await count('ratings', { idempotencyKey: body.idempotencyKey })).toBe(1);
});

test('twenty residents at once on one service record make one rating', async () => {
  const { idempotencyKey: _, ...body } = await newRating();
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => residentToken(`crowd-${index}`)));
  const answers = await Promise.allSettled(
    tokens.map((token, index) =>
      inTurn(index)('submitRating', { token, body: { ...body, idempotencyKey: randomUUID() } }),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason)] : []));
  expect(refusals.filter((reason) => reason.includes('already-rated'))).toHaveLength(19);
});

test('by the static code one resident rates a counter once, whichever process takes it', async () => {
  const token = await residentToken('static');
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      inTurn(index)('submitRating', {
        token,
        body: { scene: 'c.A02', grade: 5, tags: [], anonymous: true, idempotencyKey: randomUUID() },
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a first sign-in sent to both processes at once makes one resident', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      inTurn(index)('signInWithWechat', { body: { code: 'demo-two-at-once' } }),
    ),
  );
  expect(new Set(answers.map(({ body }) => body.person.id)).size).toBe(1);
});

test('who signs out at one process is out at the other at once', async () => {
  const token = await residentToken('leaving');
  await inTurn(1)('whoAmI', { token });
  await inTurn(0)('signOut', { token });
  expect((await inTurn(1).refused('whoAmI', { token })).code).toBe('session-ended');
});
