import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../demo/story.ts';
import { dayMs } from '../../platform/clock.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const scan = (scene: string) => server.call('scan', { params: { scene } });
const scanRefused = (scene: string) => server.call.refused('scan', { params: { scene } });

test('a static code names the counter and its department', async () => {
  const { body } = await scan('c.A01');
  expect(body).toEqual({
    kind: 'counter',
    scene: 'c.A01',
    counter: { code: 'A01', name: '综合受理一号窗口', scanCode: 'A01' },
    department: { name: '社区事务受理服务中心', subDistrict: '古美路街道' },
    tagEdition: 1,
  });
});

test('a dynamic code names the service and its time, and never who served', async () => {
  const { token } = await serve(server.app, 'A05', 'medical-insurance');
  const { body } = await scan(`r.${token}`);
  expect(body).toMatchObject({
    kind: 'service-record',
    counter: { code: 'A05' },
    serviceItem: { name: '城乡居民医保参保登记' },
    servedAt: server.clock.now().toISOString(),
  });
  const clerk = server.app.organization.directory().staffByUsername('clerk.zheng');
  expect(JSON.stringify(body)).not.toContain(clerk?.name);
  expect(JSON.stringify(body)).not.toContain(clerk?._id.toHexString());
});

test('a dynamic code fits into a WeChat code and no two are alike', async () => {
  const tokens = await Promise.all(
    Array.from({ length: 20 }, () => serve(server.app, 'A01', 'residence-permit')),
  );
  expect(new Set(tokens.map(({ token }) => token)).size).toBe(20);
  expect(tokens.every(({ token }) => `r.${token}`.length <= 32 && token.length >= 22)).toBe(true);
});

test.each(['c.Z99', 'r.AAAAAAAAAAAAAAAAAAAAAA', 'hello', 'c.', '%E4%BD%A0'])(
  '%j is unknown',
  async (scene) => {
    expect(await scanRefused(scene)).toMatchObject({ status: 404, code: 'scan-code-unknown' });
  },
);

test('a code that was replaced says so', async () => {
  expect(await scanRefused('c.A03-OLD')).toMatchObject({ status: 410, code: 'scan-code-revoked' });
});

test('a dynamic code ends after thirty days', async () => {
  const { token } = await serve(server.app, 'A01', 'residence-permit');
  server.clock.advance(30 * dayMs - 1);
  await scan(`r.${token}`);
  server.clock.advance(1);
  expect(await scanRefused(`r.${token}`)).toMatchObject({ status: 410, code: 'scan-code-expired' });
});

test('a service that has been rated says so', async () => {
  const { token } = await serve(server.app, 'A01', 'residence-permit');
  await server.call('submitRating', {
    token: await server.residentToken('wang'),
    body: { scene: `r.${token}`, grade: 5, tags: [], anonymous: true, idempotencyKey: 'scan-already-rated' },
  });
  expect(await scanRefused(`r.${token}`)).toMatchObject({ status: 409, code: 'already-rated' });
});
