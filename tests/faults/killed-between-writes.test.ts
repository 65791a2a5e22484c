import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minuteMs } from '@linli/server/platform/clock.ts';
import { createApiCall, createTestClock, startTestServer } from '@linli/server/testing/index.ts';
import { expect, onTestFinished, test } from 'vitest';

const body = {
  scene: 'c.A01',
  grade: 1 as const,
  tags: ['115'],
  comment: '进程在这里被杀死',
  anonymous: true as const,
  idempotencyKey: 'killed-between-the-two-writes',
};

/** Rates badly at a server that is killed before it has opened the ticket. */
async function rateAtDyingServer(directory: string): Promise<void> {
  const script = join(import.meta.dirname, 'dies-before-the-ticket.ts');
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const call = createApiCall(String(line).trim());
  const { accessToken } = (await call('signInWithWechat', { body: { code: 'demo-wang' } })).body;
  await expect(call('submitRating', { token: accessToken, body })).rejects.toThrow();
  expect((await ended)[1]).toBe('SIGKILL');
}

test('a bad rating whose process died before the ticket gets exactly one, and the retry gets the first answer', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'linli-killed-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await rateAtDyingServer(directory);

  const server = await startTestServer({ database: { directory }, clock: createTestClock(new Date()) });
  onTestFinished(() => server.stop());
  const ratings = server.database.connection.collection('ratings');
  const tickets = server.database.connection.collection('tickets');
  expect(await ratings.countDocuments({ comment: body.comment, ticketDue: true })).toBe(1);
  expect(await tickets.countDocuments()).toBe(0);

  const token = await server.residentToken('wang');
  const retry = await server.call('submitRating', { token, body });
  expect(retry.body).toMatchObject({ comment: body.comment, opensTicket: true });

  // Two sweeps at once, as of two processes, and one more.
  const later = createTestClock(new Date(Date.now() + minuteMs));
  const second = await startTestServer({ database: { uri: server.database.uri }, clock: later });
  onTestFinished(() => second.stop());
  await Promise.all([second.app.ratings.openMissingTickets(), second.app.ratings.openMissingTickets()]);
  await second.app.ratings.openMissingTickets();
  const opened = await tickets.find().toArray();
  expect(opened.map(({ sourceId }) => String(sourceId))).toEqual([retry.body.id]);
  expect(await ratings.countDocuments({ ticketDue: true })).toBe(0);
});
