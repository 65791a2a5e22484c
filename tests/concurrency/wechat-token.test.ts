import { startWechatStandIn, type WechatStandIn } from '@linli/server/platform/wechat/stand-in/index.ts';
import { control } from '@linli/server/platform/wechat/testing.ts';
import {
  createApiCall,
  createTestClock,
  startTestServer,
  type TestServer,
} from '@linli/server/testing/index.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server.ts';

let standIn: WechatStandIn;
let owner: TestServer;
let processes: ServerProcess[];
beforeAll(async () => {
  standIn = await startWechatStandIn();
  owner = await startTestServer({ clock: createTestClock(new Date()), wechat: standIn.account });
  processes = await Promise.all([0, 1].map(() => startServerProcess(owner.database, standIn.account)));
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.stop()));
  await owner.stop();
  await standIn.stop();
});

const renewals = async () => (await control(standIn.account.baseUrl, 'state')).counts.token ?? 0;

/** A call of each process that needs the access token, several at once. */
async function callAll(from: number): Promise<void> {
  const token = await owner.residentToken('wang');
  await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const { origin } = processes[index % processes.length] ?? { origin: '' };
      const code = `phone-138${String(from + index).padStart(8, '0')}`;
      await createApiCall(origin)('takePhoneNumber', { token, body: { code } });
    }),
  );
}

test('two processes that need the access token at once renew it once', async () => {
  await callAll(0);
  expect(await renewals()).toBe(1);
});

test('a token that WeChat refuses to both at once is renewed once', async () => {
  await control(standIn.account.baseUrl, 'revoke');
  const before = await renewals();
  await callAll(10);
  expect((await renewals()) - before).toBe(1);
});
