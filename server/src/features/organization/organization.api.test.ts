import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const unitsOf = async (username: string) => {
  const { body } = await server.call('listUnits', { token: await server.staffToken(username) });
  return body.items.map(({ code }) => code);
};

test('staff see their own unit and those below it, from the top down', async () => {
  const all = await unitsOf('admin');
  expect(all[0]).toBe('gumei');
  expect(all).toEqual(expect.arrayContaining(['judicial-office', 'legal-station', 'service-centre']));
  expect(all).not.toContain('minhang');
  expect(await unitsOf('handler')).toEqual(['service-centre']);
});

test('nobody else sees units', async () => {
  const refusal = async (token?: string) =>
    (await server.call.refused('listUnits', token ? { token } : {})).code;
  expect(await refusal()).toBe('not-signed-in');
  expect(await refusal(await server.residentToken('units'))).toBe('not-allowed');
});
