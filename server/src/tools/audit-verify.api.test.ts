import { startEmbeddedMongo } from '@linli/embedded-mongo';
import { expect, onTestFinished, test } from 'vitest';
import { runTool, startTestServer, testSecrets } from '../testing/index.ts';

/** Each look is a process of its own. */
const patience = { timeout: 120_000 };

async function installation() {
  const database = await startEmbeddedMongo({ memory: true });
  onTestFinished(() => database.stop());
  const server = await startTestServer({ database: { uri: database.uri } });
  onTestFinished(() => server.stop());
  const environment = {
    MONGODB_URI: database.uri,
    TOKEN_SECRET: testSecrets.tokenSecret,
    DATA_KEY: testSecrets.dataKey.toString('base64'),
  };
  const entries = server.database.connection.collection('auditEntries');
  return { server, entries, verify: (...kept: string[]) => runTool('audit-verify.ts', environment, ...kept) };
}

const note = (id: string) =>
  ({
    chain: 'tickets',
    actor: { kind: 'staff', id },
    action: 'ticket-note',
    subject: { kind: 'ticket', id: 't1' },
    outcome: 'done',
    ip: '127.0.0.1',
  }) as const;

test(
  'audit:verify says that all is whole, and which chain was changed, at which entry',
  patience,
  async () => {
    const { server, entries, verify } = await installation();
    for (const id of ['a', 'b', 'c']) await server.app.audit.record(note(id));
    const whole = await verify();
    expect(whole.code).toBe(0);
    expect(whole.said).toMatch(/^tickets: whole, keep this: tickets:3:[\w-]{43}$/m);

    await entries.updateOne({ chain: 'tickets', sequence: 2 }, { $set: { 'actor.id': 'x' } });
    const changed = await verify();
    expect(changed.code).toBe(1);
    expect(changed.said).toMatch(/^tickets: BROKEN at entry 2/m);
    expect(changed.said).toMatch(/^identity: whole/m);
  },
);

test('audit:verify misses what was cut off the end, once it is told what stood there', patience, async () => {
  const { server, entries, verify } = await installation();
  for (const id of ['a', 'b', 'c']) await server.app.audit.record(note(id));
  const { hash } = await server.app.audit.head('tickets');
  expect(await verify(`tickets:3:${hash}`)).toMatchObject({ code: 0 });
  await entries.deleteOne({ chain: 'tickets', sequence: 3 });
  expect(await verify(`tickets:3:${hash}`)).toMatchObject({
    code: 1,
    said: expect.stringContaining('tickets: BROKEN: entry 3 is no longer the one that was kept'),
  });
  expect(await verify('tickets:three')).toMatchObject({ code: 1, said: expect.stringContaining('Usage:') });
});
