import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer();
  token = await server.residentToken('wang');
});
afterAll(() => server.stop());

test('the code of the one-tap button gives the number, once', async () => {
  const body = { code: 'phone-13800001234' };
  expect((await server.call('takePhoneNumber', { token, body })).body).toEqual({ phone: '13800001234' });
  expect((await server.call.refused('takePhoneNumber', { token, body })).code).toBe('phone-code-invalid');
});

test.each([
  ['unheard-of', 'phone-code-invalid'],
  ['phone-852-61234567', 'phone-not-mainland'],
  ['', 'invalid-request'],
])('the code %j is refused as %s', async (code, wanted) => {
  expect((await server.call.refused('takePhoneNumber', { token, body: { code } })).code).toBe(wanted);
});

test('it is for residents who are signed in', async () => {
  const body = { code: 'phone-13800001235' };
  expect((await server.call.refused('takePhoneNumber', { body })).code).toBe('not-signed-in');
  const staff = await server.staffToken('handler');
  expect((await server.call.refused('takePhoneNumber', { token: staff, body })).code).toBe('not-allowed');
});
