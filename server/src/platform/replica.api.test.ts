import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { createLog } from './log.ts';
import { createReplica } from './replica.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A copy of `stored.value` whose loading the test can hold up. */
async function copyOf(stored: { value: string }) {
  const { connection } = server.database;
  const name = randomUUID();
  const held: (() => void)[] = [];
  let holding = false;
  const load = async () => {
    const { value } = stored;
    if (holding) await new Promise<void>((release) => held.push(release));
    return value;
  };
  const replica = await createReplica(connection, name, load, createLog('silent'));
  return {
    replica,
    hold(on: boolean) {
      holding = on;
    },
    held,
    /** As another process tells that something was written. */
    raise: () =>
      connection
        .collection<{ _id: string }>('revisions')
        .updateOne({ _id: name }, { $inc: { revision: 1 } }, { upsert: true }),
  };
}

test('whoever has written reads the new copy at once, also while an older one is still being loaded', async () => {
  const stored = { value: 'first' };
  const { replica, hold, held, raise } = await copyOf(stored);
  stored.value = 'second';
  await raise();
  hold(true);
  const slow = replica.refresh();
  await expect.poll(() => held.length).toBe(1);
  hold(false);
  stored.value = 'third';
  await replica.changed();
  expect(replica.current()).toBe('third');
  held[0]?.();
  await slow;
  expect(replica.current()).toBe('third');
});

test('a copy is loaded again only when something was written', async () => {
  const stored = { value: 'first' };
  const { replica, raise } = await copyOf(stored);
  stored.value = 'second';
  await replica.refresh();
  expect(replica.current()).toBe('first');
  await raise();
  await replica.refresh();
  expect(replica.current()).toBe('second');
});
