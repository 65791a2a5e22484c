import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@linli/embedded-mongo';
import { serve } from '@linli/server/demo/story.ts';
import { startTestServer } from '@linli/server/testing/index.ts';
import { expect, onTestFinished, test } from 'vitest';

/** Long enough for the slowest machine; the loop ends when the API has recovered. */
const patienceMs = 20_000;

test('while the built-in database restarts the API says 503 and when to try again, and then goes on by itself', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'linli-restart-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const database = await startEmbeddedMongo({ directory });
  onTestFinished(() => database.stop());
  const server = await startTestServer({ database: { uri: database.uri } });
  onTestFinished(() => server.stop());
  const { token } = await serve(server.app, 'A01', 'residence-permit');
  const scan = () => fetch(`${server.url}/api/v1/scan/r.${token}`);
  expect((await scan()).status).toBe(200);

  const underWay = Array.from({ length: 20 }, scan);
  if (database.pid === undefined) throw new Error('the database has no process');
  process.kill(database.pid, 'SIGKILL');

  const seen = new Set((await Promise.all(underWay)).map(({ status }) => status));
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await scan();
    seen.add(answer.status);
    if (answer.status === 503) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ error: { code: 'unavailable' } });
    } else if (answer.ok) break;
    if (performance.now() > deadline) throw new Error('the API did not recover');
  }
  // Whatever a request met, it was an answer or a clear 503, never a 500.
  expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([]);
});
