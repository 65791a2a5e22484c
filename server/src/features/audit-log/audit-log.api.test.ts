import { routes } from '@linli/shared/api/routes.ts';
import type { QueryOf } from '@linli/shared/api/types.ts';
import { auditExportMax } from '@linli/shared/audit-log.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../platform/clock.ts';
import { rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let auditor: string;
/** When the second half of the entries was made. */
let halfTime: string;

const note = (actor: string, ticket: string, outcome: 'done' | 'refused' = 'done') =>
  server.app.audit.record({
    chain: 'tickets',
    actor: { kind: 'staff', id: staffId(actor) },
    action: 'ticket-note',
    subject: { kind: 'ticket', id: ticket },
    outcome,
    ip: '10.0.0.7',
  });

const staffId = (username: string) =>
  server.app.organization.directory().staffByUsername(username)?._id.toHexString() ?? '';

beforeAll(async () => {
  server = await startTestServer();
  auditor = await server.staffToken('auditor');
  server.clock.advance(minuteMs);
  for (let entry = 0; entry < 3; entry++) await note('handler', 'ticket-one');
  server.clock.advance(minuteMs);
  halfTime = server.clock.now().toISOString();
  await note('handler.zhou', 'ticket-one', 'refused');
  await note('handler.zhou', 'ticket-two');
});
afterAll(() => server.stop());

type Query = QueryOf<'listAuditEntries'>;

const search = async (query: Query) =>
  (await server.call('listAuditEntries', { token: auditor, query })).body;

test('an entry says who did what to what, when, from where, and how it ended', async () => {
  const { items } = await search({ subject: 'ticket-two' });
  expect(items).toMatchObject([
    {
      chain: 'tickets',
      sequence: 5,
      at: halfTime,
      actor: { kind: 'staff', id: staffId('handler.zhou') },
      action: 'ticket-note',
      subject: { kind: 'ticket', id: 'ticket-two' },
      outcome: 'done',
      ip: '10.0.0.7',
    },
  ]);
  expect(items[0]?.actor.name).toBe(
    server.app.organization.directory().staffByUsername('handler.zhou')?.name,
  );
});

test('entries are found by account, subject, action, outcome and time', async () => {
  const found = async (query: Query) => (await search({ limit: 50, ...query })).items.length;
  expect(await found({ actor: 'handler' })).toBe(3);
  expect(await found({ actor: staffId('handler') })).toBe(3);
  expect(await found({ actor: 'nobody' })).toBe(0);
  expect(await found({ subject: 'ticket-one' })).toBe(4);
  expect(await found({ subject: 'ticket-one', outcome: 'refused' })).toBe(1);
  expect(await found({ action: 'ticket-note', from: halfTime })).toBe(2);
  expect(await found({ action: 'ticket-note', to: halfTime })).toBe(3);
});

test('people are found by the name they go by, and tickets by their number', async () => {
  const { ticketId, handler } = await rateBadly(server);
  const token = await server.staffToken(handler);
  const { number } = (await server.call('getTicket', { token, params: { id: ticketId } })).body;
  const [entry] = (await search({ subject: number.toLowerCase() })).items;
  expect(entry).toMatchObject({
    action: 'ticket-read',
    actor: { id: staffId(handler) },
    subject: { id: ticketId, name: number },
  });
  const name = server.app.organization.directory().staffByUsername(handler)?.name ?? '';
  expect((await search({ actor: name, subject: number })).items).toHaveLength(1);
});

test('pages go from the newest to the oldest and leave none out', async () => {
  const sequences: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof search>> = await search({
      action: 'ticket-note',
      limit: 2,
      ...(cursor && { cursor }),
    });
    sequences.push(...page.items.map(({ sequence }) => sequence));
    cursor = page.nextCursor;
  } while (cursor);
  expect(sequences).toEqual([5, 4, 3, 2, 1]);
});

test('nobody but an auditor reads the log', async () => {
  const refusal = async (token?: string) =>
    (await server.call.refused('listAuditEntries', token ? { token } : {})).code;
  expect(await refusal()).toBe('not-signed-in');
  expect(await refusal(await server.residentToken('audit'))).toBe('not-allowed');
  for (const name of ['admin', 'supervisor', 'handler']) {
    expect(await refusal(await server.staffToken(name))).toBe('not-allowed');
  }
});

test('what somebody tried that is not theirs to do is in the log', async () => {
  await server.call.refused('exportAuditEntries', { token: await server.staffToken('admin') });
  const [entry] = (await search({ action: 'endpoint-refused' })).items;
  expect(entry).toMatchObject({
    actor: { kind: 'staff', id: staffId('admin') },
    subject: { kind: 'endpoint', id: 'exportAuditEntries' },
    outcome: 'refused',
  });
});

test('a ticket one may not see, a contact one may not read, and a step that came to nothing are in the log', async () => {
  const { ticketId: id, handler } = await rateBadly(server, { realName: true });
  const colleague = handler === 'handler' ? 'handler.zhou' : 'handler';
  const tokenOf = (username: string) => server.staffToken(username);
  await server.call.refused('getTicket', { token: await tokenOf('judicial.yang'), params: { id } });
  await server.call.refused('getTicketContact', { token: await tokenOf(colleague), params: { id } });
  const body = { action: 'reply', version: 1, text: '已改进' };
  await server.call.refused('actOnTicket', { token: await tokenOf(handler), params: { id }, body });
  const { items } = await search({ subject: id, outcome: 'refused' });
  expect(items.map(({ action, actor }) => `${actor.id} ${action}`).sort()).toEqual(
    [
      `${staffId('judicial.yang')} ticket-read`,
      `${staffId(colleague)} contact-read`,
      `${staffId(handler)} ticket-reply`,
    ].sort(),
  );
});

test('no endpoint changes or removes an entry', () => {
  const onTheLog = Object.entries(routes).filter(([, { path }]) => path.startsWith('/api/v1/audit'));
  expect(onTheLog.map(([id, { method }]) => `${method} ${id}`)).toEqual([
    'GET listAuditEntries',
    'GET exportAuditEntries',
  ]);
});

describe('an export', () => {
  const exported = async (query: QueryOf<'exportAuditEntries'>) => {
    const { body, headers } = await server.call('exportAuditEntries', { token: auditor, query });
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    return body.split('\r\n').slice(0, -1);
  };

  test('is the table of what the search finds, and is itself recorded', async () => {
    const lines = await exported({ subject: 'ticket-one' });
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/时间,链,序号/);
    expect(lines[1]).toContain('工单：记一笔');
    const [entry] = (await search({ action: 'audit-export' })).items;
    expect(entry).toMatchObject({
      actor: { id: staffId('auditor') },
      subject: { kind: 'audit-log', id: 'subject=ticket-one' },
      outcome: 'done',
    });
  });

  test('gives a spreadsheet no formulas', async () => {
    await note('handler', '=HYPERLINK("http://example.org","a,b")');
    const [, line] = await exported({ subject: '=HYPERLINK("http://example.org","a,b")' });
    expect(line).toContain(`"'=HYPERLINK(""http://example.org"",""a,b"")"`);
  });

  test('that would leave something out is refused', async () => {
    const at = new Date('2026-01-01T00:00:00.000Z');
    const many = Array.from({ length: auditExportMax + 1 }, (_, index) => ({
      chain: 'none',
      sequence: index,
      at,
      action: 'test-many',
      outcome: 'done',
    }));
    const collection = server.database.connection.collection('auditEntries');
    await collection.insertMany(many);
    const query = { action: 'test-many' };
    const { code } = await server.call.refused('exportAuditEntries', { token: auditor, query });
    expect(code).toBe('export-too-large');
    await collection.deleteMany(query);
  });
});

test('a search that makes no sense is refused', async () => {
  for (const query of [{ from: 'yesterday' }, { outcome: 'maybe' }, { cursor: '!' }, { colour: 'red' }]) {
    const { code } = await server.call.refused('listAuditEntries', { token: auditor, query });
    expect(code).toBe('invalid-request');
  }
});

test('the nightly job removes what is older than the setting says', async () => {
  server.clock.advance(400 * 24 * 60 * minuteMs);
  auditor = await server.staffToken('auditor');
  await server.app.auditLog.expire();
  expect((await search({ action: 'ticket-note' })).items).toEqual([]);
  expect(await server.app.audit.firstBreak('tickets')).toBeNull();
});
