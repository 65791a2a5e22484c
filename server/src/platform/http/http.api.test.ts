import { routes } from '@linli/shared/api/routes.ts';
import type { ErrorAnswer } from '@linli/shared/errors.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoOrganization } from '../../demo/story.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const get = (path: string, init?: RequestInit) => fetch(server.url + path, init);

interface Description {
  paths: Record<string, Record<string, { operationId: string; responses: object; requestBody?: object }>>;
}

test('an alive server says so, and one that can work says that', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ alive: true });
  expect(await (await get('/readyz')).json()).toEqual({ ready: true, database: true, jobs: true });
});

test('the published description names every endpoint, with its parameters and answers', async () => {
  const description = (await (await get('/api/v1/openapi.json')).json()) as Description;
  for (const [id, { method, path }] of Object.entries(routes)) {
    const operation = description.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(operation?.operationId).toBe(id);
  }
  const submit = description.paths['/api/v1/ratings']?.post;
  expect(submit?.requestBody).toMatchObject({
    content: { 'application/json': { schema: expect.anything() } },
  });
  expect(Object.keys(submit?.responses ?? {})).toEqual(
    expect.arrayContaining(['201', '400', '401', '403', '404', '409', '410']),
  );
});

test('metrics count requests by endpoint', async () => {
  await get('/api/v1/scan/c.A01');
  const text = await (await get('/metrics')).text();
  expect(text).toMatch(/http_request_duration_seconds_count\{endpoint="scan",status="200"\} [1-9]/);
  expect(text).toContain('process_resident_memory_bytes');
});

test.each([
  ['GET', '/api/v1/nothing', 404, 'not-found'],
  ['DELETE', '/api/v1/ratings', 405, 'method-not-allowed'],
])('%s %s answers %i in the one form of errors', async (method, path, status, code) => {
  const response = await get(path, { method });
  expect(response.status).toBe(status);
  const { error } = (await response.json()) as ErrorAnswer;
  expect(error).toEqual({
    code,
    message: expect.stringMatching(/[\u4e00-\u9fff]/),
    requestId: response.headers.get('x-request-id'),
  });
});

test('answers carry security headers', async () => {
  const { headers } = await get('/healthz');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('what one process changes in the organization, another knows without a restart', async () => {
  const other = await startTestServer({ database: { uri: server.database.uri } });
  try {
    const organization = demoOrganization();
    const renamed = organization.counters.map((counter) => ({ ...counter, name: `新${counter.name}` }));
    await server.app.organization.load({ ...organization, counters: renamed });
    await other.app.organization.refresh();
    expect((await other.call('scan', { params: { scene: 'c.A01' } })).body.counter.name).toBe(
      '新综合受理一号窗口',
    );
  } finally {
    await other.stop();
  }
});
