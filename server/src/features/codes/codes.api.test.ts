import { randomUUID } from 'node:crypto';
import type { PrintFormat } from '@linli/shared/codes.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoOrganization, serve } from '../../demo/story.ts';
import { minuteMs } from '../../platform/clock.ts';
import { articleFile, startTestServer, type TestServer, testFolder } from '../../testing/index.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
});
// The clock moves, and sessions end.
beforeEach(async () => {
  admin = await server.staffToken('admin');
});
afterAll(() => server.stop());

const codes = async (token = admin) => (await server.call('listCodes', { token })).body.items;
const codeOf = async (code: string) => {
  const found = (await codes()).find((one) => one.kind === 'counter' && one.code === code);
  if (!found) throw new Error(`no code of ${code}`);
  return found;
};
const scan = (scene: string) => server.call('scan', { params: { scene } });

test('each counter and station of one’s unit has a code, with its scans', async () => {
  await scan('c.A05');
  await scan('c.a05');
  const all = await codes();
  expect(all.map(({ scene }) => scene)).toEqual(expect.arrayContaining(['c.A01', 'c.A05']));
  expect(all.some(({ kind, scene }) => kind === 'station' && scene.startsWith('s.'))).toBe(true);
  expect(await codeOf('A05')).toMatchObject({
    scans: 2,
    lastScanAt: server.clock.now().toISOString(),
    revokedAt: null,
  });
});

test('a counter whose code is changed is found by the new one alone, and stays itself', async () => {
  const before = await codeOf('A06');
  const body = { scanCode: before.scanCode ?? '' };
  const { body: after } = await server.call('changeCounterCode', {
    token: admin,
    params: { id: before.id },
    body,
  });
  expect(after.scanCode).toMatch(/^A06-[2-9A-Z]{4}$/);
  expect((await scan(after.scene)).body.counter.code).toBe('A06');
  expect((await server.call.refused('scan', { params: { scene: before.scene } })).code).toBe(
    'scan-code-revoked',
  );
  const again = { token: admin, params: { id: before.id }, body };
  expect((await server.call.refused('changeCounterCode', again)).code).toBe('code-changed');
});

test('an organization file from before the change neither brings the old code back nor doubles the counter', async () => {
  const before = await codes();
  await server.app.organization.load(demoOrganization());
  expect(await codes()).toEqual(before);
});

test('a revoked code counts no longer, until the counter gets another', async () => {
  const { id, scene, scanCode } = await codeOf('A07');
  const request = { token: admin, params: { id }, body: { scanCode: scanCode ?? '' } };
  const first = (await server.call('revokeCounterCode', request)).body;
  server.clock.advance(minuteMs);
  expect((await server.call('revokeCounterCode', request)).body).toEqual(first);
  expect((await server.call.refused('scan', { params: { scene } })).code).toBe('scan-code-revoked');
  const { body: changed } = await server.call('changeCounterCode', request);
  expect([changed.revokedAt, (await scan(changed.scene)).status]).toEqual([null, 200]);
});

/** Pages of a PDF, by its own table. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length;

/** The size of its pages in whole millimetres. */
function pageSizeOf(pdf: Buffer): number[] {
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? [];
  return [width, height].map((points) => Math.round((Number(points) / 72) * 25.4));
}

test.each<[PrintFormat, number[]]>([
  ['a4', [210, 297]],
  ['plate', [90, 54]],
])('codes are printed as PDF in the size %s, one a page', async (format, size) => {
  const print = async (query: object) => {
    const response = await server.call.raw('printCodes', { token: admin, query: { format, ...query } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    return Buffer.from(await response.arrayBuffer());
  };
  const { id } = await codeOf('A01');
  const one = await print({ kind: 'counter', id });
  expect([pagesOf(one), pageSizeOf(one)]).toEqual([1, size]);
  const stations = (await codes()).filter(({ kind }) => kind === 'station').length;
  expect(pagesOf(await print({ kind: 'station' }))).toBe(stations);
  // Outlines, so that no printer needs the font.
  expect(one.includes('/Type /Font')).toBe(false);
});

test('each article that can be read has a code, with its scans; an editor prints those, and no others', async () => {
  const folder = await testFolder({
    'long.md': articleFile({ title: '楼上装修太吵，白天晚上都不停，物业也不管，到底可以怎么办' }),
    'noise.md': articleFile(),
  });
  await server.app.articles.import(folder.path, { reviewedBy: 'supervisor' });
  await folder.remove();
  const editor = await server.staffToken('editor');
  const listed = await codes(editor);
  expect(listed.map(({ kind, code }) => `${kind} ${code}`).sort()).toEqual(['article long', 'article noise']);
  const [first] = listed;
  expect(first?.scene).toBe(`a.${first?.id}`);
  for (const _ of [1, 2]) await server.call('countCodeScan', { body: { scene: first?.scene ?? '' } });
  const query = { kind: 'article' as const };
  const ofAdmin = (await server.call('listCodes', { token: admin, query })).body.items;
  expect(ofAdmin.find(({ id }) => id === first?.id)).toMatchObject({
    scans: 2,
    lastScanAt: server.clock.now().toISOString(),
  });
  for (const format of ['a4', 'plate'] as const) {
    const pdf = await server.call.raw('printCodes', { token: editor, query: { ...query, format } });
    expect([pdf.status, pagesOf(Buffer.from(await pdf.arrayBuffer()))]).toEqual([200, 2]);
  }
  const counters = { token: editor, query: { kind: 'counter', format: 'a4' } };
  expect((await server.call.refused('printCodes', counters)).code).toBe('not-allowed');
});

test('scans are counted of stations and articles that are there, and of nothing else', async () => {
  const station = (await codes()).find(({ kind }) => kind === 'station');
  await server.call('countCodeScan', { body: { scene: station?.scene ?? '' } });
  expect((await codes()).find(({ id }) => id === station?.id)?.scans).toBe(1);
  for (const scene of ['s.nowhere', `a.${'f'.repeat(24)}`, 'c.A01', 'nonsense'])
    expect((await server.call.refused('countCodeScan', { body: { scene } })).code).toBe('scan-code-unknown');
  expect((await server.call.refused('countCodeScan', { body: {} })).code).toBe('invalid-request');
});

test('codes are for who runs the unit', async () => {
  expect((await server.call.refused('listCodes', {})).code).toBe('not-signed-in');
  const handler = await server.staffToken('handler');
  expect((await server.call.refused('listCodes', { token: handler })).code).toBe('not-allowed');
  const nobody = { token: admin, query: { kind: 'counter', format: 'a4', id: 'f'.repeat(24) } };
  expect((await server.call.refused('printCodes', nobody)).code).toBe('not-found');
  const bad = { token: admin, query: { kind: 'counter', format: 'a3' } };
  expect((await server.call.refused('printCodes', bad)).code).toBe('invalid-request');
  const supervisor = await server.staffToken('supervisor');
  const { id, scanCode } = await codeOf('A01');
  for (const call of ['changeCounterCode', 'revokeCounterCode'] as const) {
    const request = { params: { id }, body: { scanCode } };
    expect((await server.call.refused(call, request)).code).toBe('not-signed-in');
    expect((await server.call.refused(call, { ...request, token: supervisor })).code).toBe('not-allowed');
    const unknown = { ...request, params: { id: 'f'.repeat(24) }, token: admin };
    expect((await server.call.refused(call, unknown)).code).toBe('not-found');
    expect((await server.call.refused(call, { ...request, body: {}, token: admin })).code).toBe(
      'invalid-request',
    );
  }
});

async function newScreen(counterCode: string) {
  const { id: counter } = await codeOf(counterCode);
  const body = { counter, name: `${counterCode} 小屏`, idempotencyKey: randomUUID() };
  return { ...(await server.call('addScreen', { token: admin, body })).body, request: body };
}

const asScreen = async (token: string | undefined, path = '/api/v1/screen') => {
  const response = await fetch(server.url + path, {
    ...(token !== undefined && { headers: { authorization: `Device ${token}` } }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: response.headers.get('content-type')?.includes('json') && JSON.parse(text),
  };
};

test('a screen shows the code of the service that has just ended, until it is rated or the next one stands there', async () => {
  const { token } = await newScreen('A02');
  expect((await asScreen(token)).body).toMatchObject({
    counter: { code: 'A02' },
    scene: 'c.A02',
    service: null,
  });
  const record = await serve(server.app, 'A02', 'birth-registration');
  const scene = `r.${record.token}`;
  expect((await asScreen(token)).body.service).toMatchObject({ scene, rated: false });
  const resident = await server.residentToken('at-screen');
  const rating = {
    scene,
    grade: 5 as const,
    tags: [],
    anonymous: true as const,
    idempotencyKey: randomUUID(),
  };
  await server.call('submitRating', { token: resident, body: rating });
  expect((await asScreen(token)).body.service).toMatchObject({ scene, rated: true });
  server.clock.advance(11 * minuteMs);
  expect((await asScreen(token)).body.service).toBeNull();
});

test('a screen gets the pictures of its own counter’s codes, and no others', async () => {
  const { token } = await newScreen('A04');
  const elsewhere = await serve(server.app, 'A02', 'birth-registration');
  const picture = await asScreen(token, '/api/v1/screen/code?scene=c.A04');
  expect(picture.status).toBe(200);
  expect(picture.text.slice(1, 4)).toBe('PNG');
  for (const scene of ['c.A02', `r.${elsewhere.token}`, 'nonsense'])
    expect((await asScreen(token, `/api/v1/screen/code?scene=${scene}`)).body.error.code).toBe('not-found');
});

test('a screen that was revoked, or has no token, shows nothing', async () => {
  const { id, token, request } = await newScreen('A03');
  const first = (await server.call('addScreen', { token: admin, body: request })).body;
  expect(first.token).toBe(token);
  expect((await asScreen(token)).status).toBe(200);
  const revoked = (await server.call('revokeScreen', { token: admin, params: { id } })).body;
  expect((await server.call('revokeScreen', { token: admin, params: { id } })).body).toEqual(revoked);
  for (const wrong of [token, 'guessed', undefined])
    expect((await asScreen(wrong)).body.error.code).toBe('not-signed-in');
  expect((await asScreen(admin)).status).toBe(401);
  const listed = (await server.call('listScreens', { token: admin })).body.items.find((one) => one.id === id);
  expect(listed).toMatchObject({ seenAt: expect.any(String), revokedAt: expect.any(String) });
  expect(
    JSON.stringify(await server.database.connection.collection('screens').find().toArray()),
  ).not.toContain(token);
});

test('once a screen has used its token, the request that made it does not tell it again', async () => {
  const { token, request } = await newScreen('A08');
  await asScreen(token);
  const again = { token: admin, body: request };
  expect((await server.call.refused('addScreen', again)).code).toBe('idempotency-key-reused');
});

test('screens are let in by an administrator of the counter’s unit', async () => {
  const { id: counter } = await codeOf('A01');
  const body = { counter, name: '小屏', idempotencyKey: randomUUID() };
  const handler = await server.staffToken('handler');
  expect((await server.call.refused('addScreen', { body })).code).toBe('not-signed-in');
  expect((await server.call.refused('addScreen', { token: handler, body })).code).toBe('not-allowed');
  expect((await server.call.refused('addScreen', { token: admin, body: { ...body, name: '' } })).code).toBe(
    'invalid-request',
  );
  const unknown = { token: admin, body: { ...body, counter: 'f'.repeat(24) } };
  expect((await server.call.refused('addScreen', unknown)).code).toBe('not-found');
  expect((await server.call.refused('listScreens', { token: handler })).code).toBe('not-allowed');
  const nobody = { token: admin, params: { id: 'f'.repeat(24) } };
  expect((await server.call.refused('revokeScreen', nobody)).code).toBe('not-found');
});

test('the page of the screens brings what it needs itself, and may load and run nothing else', async () => {
  const page = await fetch(`${server.url}/screen/`);
  const html = await page.text();
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(html).not.toMatch(/<script>|<style|style=|\son\w+=/);
  const parts = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, name]) => name);
  const scripts = ['api.js', 'link.js', 'token.js', 'view.js', 'screen-words.js'];
  for (const name of [...parts, ...scripts]) {
    expect((await fetch(`${server.url}/screen/${name}`)).status, name).toBe(200);
  }
  const short = await fetch(`${server.url}/screen`, { redirect: 'manual' });
  expect([short.status, short.headers.get('location')]).toEqual([301, '/screen/']);
  expect((await fetch(`${server.url}/screen/tsconfig.json`)).status).toBe(404);
});
