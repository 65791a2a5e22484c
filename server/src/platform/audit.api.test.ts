import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/index.ts';
import type { AuditHead } from './audit.ts';
import { dayMs, later } from './clock.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const event = (id: string) =>
  ({
    chain: 'tickets',
    actor: { kind: 'staff', id },
    action: 'ticket-note',
    subject: { kind: 'ticket', id: 't1' },
    outcome: 'done',
    ip: '127.0.0.1',
  }) as const;
const collection = () => server.database.connection.collection('auditEntries');

test('entries written at once form one unbroken chain', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, index) => server.app.audit.record(event(`s${index}`))));
  const sequences = await collection().find({ chain: 'tickets' }).sort({ sequence: 1 }).toArray();
  expect(sequences.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
  expect(await server.app.audit.firstBreak('tickets')).toBeNull();
});

test.each([
  [
    'changed',
    5,
    (at: number) =>
      collection().updateOne({ chain: 'tickets', sequence: at }, { $set: { action: 'nothing' } }),
  ],
  ['removed', 4, (at: number) => collection().deleteOne({ chain: 'tickets', sequence: at - 1 })],
])('an entry that was %s is found', async (_how, at, tamper) => {
  await tamper(at);
  expect(await server.app.audit.firstBreak('tickets')).toBe(at);
});

test('two entries that were swapped are found', async () => {
  for (let entry = 0; entry < 6; entry++)
    await server.app.audit.record({ ...event(`p${entry}`), chain: 'privacy' });
  expect(await server.app.audit.firstBreak('privacy')).toBeNull();
  const move = (from: number, to: number) =>
    collection().updateOne({ chain: 'privacy', sequence: from }, { $set: { sequence: to } });
  await move(3, 99);
  await move(4, 3);
  await move(99, 4);
  expect(await server.app.audit.firstBreak('privacy')).toBe(3);
});

test('an entry made to fit by someone without the key is found', async () => {
  const entries = collection();
  const last = await entries.findOne({ chain: 'identity' }, { sort: { sequence: -1 } });
  expect(last).toBeNull();
  await server.app.audit.record({ ...event('s1'), chain: 'identity' });
  const first = await entries.findOne({ chain: 'identity' });
  if (!first) throw new Error('nothing was recorded');
  const text = JSON.stringify({ ...first, action: 'nothing' });
  const hash = createHash('sha256').update(text).digest('base64url');
  await entries.updateOne({ _id: first._id }, { $set: { action: 'nothing', hash } });
  expect(await server.app.audit.firstBreak('identity')).toBe(1);
});

describe('a chain whose old entries expired', () => {
  const record = () => server.app.audit.record({ ...event('s1'), chain: 'settings' });
  let oldHead: AuditHead;
  let head: AuditHead;

  beforeAll(async () => {
    for (let entry = 0; entry < 5; entry++) await record();
    oldHead = await server.app.audit.head('settings');
    server.clock.advance(400 * dayMs);
    for (let entry = 0; entry < 3; entry++) await record();
    head = await server.app.audit.head('settings');
    await server.app.audit.expire(later(server.clock.now(), -dayMs));
  });

  test('keeps the younger ones, goes on from there and still holds', async () => {
    await record();
    const sequences = await collection().find({ chain: 'settings' }).sort({ sequence: 1 }).toArray();
    expect(sequences.map(({ sequence }) => sequence)).toEqual([6, 7, 8, 9]);
    expect(await server.app.audit.firstBreak('settings')).toBeNull();
  });

  test('still contains the links that were its last, and no made-up ones', async () => {
    expect(await server.app.audit.contains(oldHead)).toBe(true);
    expect(await server.app.audit.contains(head)).toBe(true);
    expect(await server.app.audit.contains({ ...head, hash: 'made up' })).toBe(false);
  });

  test('no longer contains a link that was cut off at its end', async () => {
    const cut = await server.app.audit.head('settings');
    await collection().deleteOne({ chain: 'settings', sequence: cut.sequence });
    expect(await server.app.audit.firstBreak('settings')).toBeNull();
    expect(await server.app.audit.contains(cut)).toBe(false);
  });

  test('is broken when its start was moved by hand', async () => {
    const starts = server.database.connection.collection<{ _id: string }>('auditStarts');
    await starts.updateOne({ _id: 'settings' }, { $set: { sequence: 6 } });
    expect(await server.app.audit.firstBreak('settings')).toBe(6);
  });
});
