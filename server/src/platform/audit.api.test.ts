import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/index.ts';

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
