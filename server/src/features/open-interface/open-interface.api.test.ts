import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../demo/story.ts';
import { minuteMs, systemClock } from '../../platform/clock.ts';
import {
  addPartner,
  createTestClock,
  type Signing,
  signedCall,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';

let server: TestServer;
let partner: { id: string; key: string; secret: string };
beforeAll(async () => {
  server = await startTestServer();
  partner = await addPartner(server);
});
afterAll(() => server.stop());

const recordsPath = '/open/v1/service-records';

const service = (more: Partial<BodyOf<'createServiceRecord'>> = {}) => ({
  projectNo: `GM-${randomUUID()}`,
  counter: 'A02',
  serviceItem: 'birth-registration',
  staff: 'clerk.qian',
  servedAt: '2026-11-23T09:28:00+08:00',
  ...more,
});

const tell = (body: unknown, signing: Partial<Signing> = {}) =>
  signedCall(server, { ...partner, ...signing }, 'POST', recordsPath, body);

const stored = () => server.database.connection.collection('serviceRecords').countDocuments();

test('a service that another system tells of can be rated by the scene it gets', async () => {
  const { status, text } = await tell(service());
  const { scene, expiresAt } = JSON.parse(text);
  expect([status, expiresAt]).toEqual([201, '2026-12-23T01:28:00.000Z']);
  expect(scene.length).toBeLessThanOrEqual(32);
  const token = await server.residentToken('open');
  const rating = {
    scene,
    grade: 5 as const,
    tags: [],
    anonymous: true as const,
    idempotencyKey: randomUUID(),
  };
  await server.call('submitRating', { token, body: rating });
  expect((await server.call.refused('scan', { params: { scene } })).code).toBe('already-rated');
});

test('the same number names the same service, however often it is sent', async () => {
  const body = service();
  const before = await stored();
  const answers = await Promise.all(Array.from({ length: 10 }, () => tell(body)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect((await stored()) - before).toBe(1);
  expect(await tell({ ...body, counter: 'A01', staff: 'clerk' })).toMatchObject({
    status: 409,
    code: 'project-number-reused',
  });
});

test('two systems may use the same number', async () => {
  const other = await addPartner(server);
  const body = service();
  const scenes = await Promise.all([tell(body), tell(body, other)]);
  expect(new Set(scenes.map(({ text }) => JSON.parse(text).scene)).size).toBe(2);
});

test.each([
  ['a counter that is not there', { counter: 'Z99' }, 'body.counter'],
  ['a counter that was given up', { counter: 'A03-OLD' }, 'body.counter'],
  ['an item that is not there', { serviceItem: 'moon-landing' }, 'body.serviceItem'],
  ['somebody who serves elsewhere', { staff: 'clerk.sun' }, 'body.staff'],
  ['a time to come', { servedAt: '2026-11-24T09:30:00+08:00' }, 'body.servedAt'],
  ['a service of long ago', { servedAt: '2026-10-01T09:30:00+08:00' }, 'body.servedAt'],
  ['a time without a zone', { servedAt: '2026-11-23 09:30' }, 'body.servedAt'],
  ['no number', { projectNo: '' }, 'body.projectNo'],
])('%s is refused, and the field is named', async (_what, more, path) => {
  const before = await stored();
  const { status, text } = await tell(service(more));
  expect([status, JSON.parse(text).error.details[0].path]).toEqual([400, path]);
  expect(await stored()).toBe(before);
});

test('a system tells of nothing outside of its unit', async () => {
  const elsewhere = await addPartner(server, 'legal-station');
  expect((await tell(service(), elsewhere)).code).toBe('invalid-request');
});

test.each<[string, Partial<Signing>, string]>([
  ['signed with another secret', { secret: 'guessed' }, 'signature-invalid'],
  ['of a key that is not known', { key: 'nobody' }, 'signature-invalid'],
  ['whose body was changed on its way', { sentBody: JSON.stringify(service()) }, 'signature-invalid'],
  ['without a signature', { signature: '' }, 'signature-invalid'],
  ['with a nonce that is too short', { nonce: 'short' }, 'signature-invalid'],
  ['of six minutes ago', { time: '2026-11-23T01:24:00.000Z' }, 'signature-too-old'],
  ['of six minutes ahead', { time: '2026-11-23T01:36:00.000Z' }, 'signature-too-old'],
  ['whose time cannot be read', { time: 'now' }, 'signature-too-old'],
])('a call %s is refused and stores nothing', async (_what, signing, code) => {
  const before = await stored();
  expect(await tell(service(), signing)).toMatchObject({ status: 401, code });
  expect(await stored()).toBe(before);
});

test('a call that comes again is refused, however many come at once', async () => {
  const once = { nonce: randomUUID(), time: server.clock.now().toISOString() };
  const body = service();
  const answers = await Promise.all(Array.from({ length: 5 }, () => tell(body, once)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.code).toBe('request-replayed');
});

test('a call signed for another path is refused', async () => {
  const body = service();
  const time = server.clock.now().toISOString();
  const signature = createHmac('sha256', partner.secret).update(`POST\n/elsewhere\n${time}`).digest('hex');
  expect((await tell(body, { time, signature })).code).toBe('signature-invalid');
});

test('a session does not open the open interface, nor a signature the app', async () => {
  const token = await server.staffToken('admin');
  expect((await server.call.refused('createServiceRecord', { token, body: service() })).code).toBe(
    'signature-invalid',
  );
  expect((await signedCall(server, partner, 'GET', '/api/v1/partners')).code).toBe('not-signed-in');
});

test('a system that was revoked is refused, and revoking again changes nothing', async () => {
  const leaving = await addPartner(server);
  const token = await server.staffToken('admin');
  const revoke = () => server.call('revokePartner', { token, params: { id: leaving.id } });
  const first = (await revoke()).body;
  server.clock.advance(minuteMs);
  expect((await revoke()).body).toEqual(first);
  expect((await tell(service(), leaving)).code).toBe('signature-invalid');
});

test('the secret is told once, and the same request again tells it again', async () => {
  const token = await server.staffToken('admin');
  const body = { name: '区级平台', unit: 'gumei', idempotencyKey: randomUUID() };
  const first = (await server.call('addPartner', { token, body })).body;
  expect((await server.call('addPartner', { token, body })).body).toEqual(first);
  const other = { token, body: { ...body, name: '别的' } };
  expect((await server.call.refused('addPartner', other)).code).toBe('idempotency-key-reused');
  const { body: list } = await server.call('listPartners', { token });
  expect(list.items.map(({ id }) => id)).toContain(first.id);
  expect(JSON.stringify(list)).not.toContain(first.secret);
  const [kept] = await server.database.connection.collection('partners').find({ key: first.key }).toArray();
  expect(JSON.stringify(kept)).not.toContain(first.secret);
});

test('only an administrator of the unit lets systems in', async () => {
  const admin = await server.staffToken('admin');
  const handler = await server.staffToken('handler');
  const body = { name: '外部', unit: 'gumei', idempotencyKey: randomUUID() };
  expect((await server.call.refused('addPartner', { body })).code).toBe('not-signed-in');
  expect((await server.call.refused('addPartner', { token: handler, body })).code).toBe('not-allowed');
  expect(
    (await server.call.refused('addPartner', { token: admin, body: { ...body, unit: 'no' } })).code,
  ).toBe('not-found');
  const above = { token: admin, body: { ...body, unit: 'minhang' } };
  expect((await server.call.refused('addPartner', above)).code).toBe('not-found');
  const params = { id: 'f'.repeat(24) };
  expect((await server.call.refused('revokePartner', { token: admin, params })).code).toBe('not-found');
  expect((await server.call.refused('listPartners', { token: handler })).code).toBe('not-allowed');
});

const monthlyPath = '/open/v1/monthly-figures';
const row = { counter: 'A02', records: 812, ratings: [{ channel: 1, grade: 5, count: 400 }] };
const send = (month: string, rows: unknown[], by = partner) =>
  signedCall(server, by, 'POST', monthlyPath, { month, rows });

test('a month’s counts replace themselves when they are sent again, and stay apart from the figures', async () => {
  const supervisor = await server.staffToken('supervisor');
  const figures = { token: supervisor, query: { from: '2026-10-01', to: '2026-10-31' } };
  const before = (await server.call('listFigures', figures)).body;
  await send('2026-10', [row, { ...row, serviceItem: 'birth-registration', records: 30 }]);
  expect(JSON.parse((await send('2026-10', [{ ...row, records: 813 }])).text)).toEqual({
    month: '2026-10',
    stored: 1,
  });
  const query = { month: '2026-10' };
  const { body } = await server.call('listMonthlyFigures', { token: supervisor, query });
  expect(body.rows.map(({ serviceItem, records }) => [serviceItem?.code, records])).toEqual([
    [undefined, 813],
    ['birth-registration', 30],
  ]);
  expect((await server.call('listFigures', figures)).body).toEqual(before);
});

test.each([
  ['a month to come', '2026-12', [row], 'body.month'],
  ['a month that is none', '2026-13', [row], 'body.month'],
  ['no rows', '2026-10', [], 'body.rows'],
  ['a counter that is not there', '2026-10', [row, { ...row, counter: 'Z99' }], 'body.rows.1.counter'],
  ['a counter named twice', '2026-10', [row, row], 'body.rows.1'],
  [
    'a grade named twice',
    '2026-10',
    [{ ...row, ratings: [row.ratings[0], row.ratings[0]] }],
    'body.rows.0.ratings',
  ],
  [
    'a channel that is none',
    '2026-10',
    [{ ...row, ratings: [{ channel: 8, grade: 5, count: 1 }] }],
    'body.rows.0.ratings.0.channel',
  ],
  ['less than nothing', '2026-10', [{ ...row, records: -1 }], 'body.rows.0.records'],
])('an import with %s is refused whole', async (_what, month, rows, path) => {
  const counts = server.database.connection.collection('monthlyFigures');
  const before = await counts.countDocuments();
  const { status, text } = await send(month, rows);
  expect([status, JSON.parse(text).error.details[0].path]).toEqual([400, path]);
  expect(await counts.countDocuments()).toBe(before);
});

test('imported counts are read by who oversees the unit', async () => {
  const query = { month: '2026-10' };
  expect((await server.call.refused('listMonthlyFigures', { query })).code).toBe('not-signed-in');
  const handler = await server.staffToken('handler');
  expect((await server.call.refused('listMonthlyFigures', { token: handler, query })).code).toBe(
    'not-allowed',
  );
  const supervisor = await server.staffToken('supervisor');
  const above = { token: supervisor, query: { ...query, unit: 'minhang' } };
  expect((await server.call.refused('listMonthlyFigures', above)).code).toBe('not-found');
});

/** All that a page of the export holds, once its signature was checked. */
async function exported(query = '') {
  const { status, text } = await signedCall(server, partner, 'GET', `/open/v1/ratings${query}`);
  expect(status).toBe(200);
  const lines = text.trimEnd().split('\n');
  const { signature, ...end } = JSON.parse(lines.pop() ?? '');
  const signed = lines.map((line) => `${line}\n`).join('') + JSON.stringify(end);
  expect(signature).toBe(createHmac('sha256', partner.secret).update(signed).digest('hex'));
  return { ratings: lines.map((line) => JSON.parse(line)), end };
}

test('ratings go out in the exchange format, page by page, without a word of who gave them', async () => {
  const { nextCursor: cursor } = (await exported()).end;
  const token = await server.residentToken('exported');
  const body = service();
  const { scene } = JSON.parse((await tell(body)).text);
  const said = { grade: 2 as const, tags: ['207'], comment: '没有样本', anonymous: true as const };
  await server.call('submitRating', { token, body: { ...said, scene, idempotencyKey: randomUUID() } });
  const { token: code } = await serve(server.app, 'A01', 'residence-permit');
  const good = { grade: 5 as const, tags: [], anonymous: true as const, scene: `r.${code}` };
  await server.call('submitRating', { token, body: { ...good, idempotencyKey: randomUUID() } });
  const after = cursor === null ? '' : `&cursor=${cursor}`;
  expect((await exported(`?limit=1${after}`)).ratings, 'not before the minute is over').toEqual([]);
  server.clock.advance(2 * minuteMs);
  const first = await exported(`?limit=1${after}`);
  expect(first.ratings).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      supplementTo: null,
      projectNo: body.projectNo,
      department: 'service-centre',
      counter: 'A02',
      serviceItem: 'birth-registration',
      grade: 2,
      tags: ['207'],
      tagEdition: 1,
      channel: 3,
      servedAt: '2026-11-23T01:28:00.000Z',
      ratedAt: expect.any(String),
    },
  ]);
  const second = await exported(`?limit=5&cursor=${first.end.nextCursor}`);
  expect(second.ratings).toMatchObject([{ projectNo: null, counter: 'A01', grade: 5 }]);
  expect((await exported(`?cursor=${second.end.nextCursor}`)).end).toEqual({
    count: 0,
    nextCursor: second.end.nextCursor,
  });
});

test('a system reads no ratings outside of its unit, and bad cursors are bad input', async () => {
  const elsewhere = await addPartner(server, 'legal-station');
  const { text } = await signedCall(server, elsewhere, 'GET', '/open/v1/ratings');
  expect(JSON.parse(text)).toMatchObject({ count: 0, nextCursor: null });
  for (const query of ['?cursor=x', '?limit=0', '?limit=1001', '?page=2'])
    expect((await signedCall(server, partner, 'GET', `/open/v1/ratings${query}`)).code).toBe(
      'invalid-request',
    );
});

test('the sample client of the documentation works as it stands', async () => {
  const live = await startTestServer({ clock: createTestClock(systemClock.now()) });
  try {
    const { key, secret } = await addPartner(live);
    const client = join(import.meta.dirname, '../../../../docs/samples/open-client.mjs');
    const told = promisify(execFile)(process.execPath, [client, live.url, key, secret]);
    told.child.stdin?.end(JSON.stringify(service({ servedAt: live.clock.now().toISOString() })));
    expect((await told).stderr).toMatch(/^201 .*"scene":"r\./);
  } finally {
    await live.stop();
  }
});
