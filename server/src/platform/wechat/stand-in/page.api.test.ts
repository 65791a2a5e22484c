import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { standInOpenid, startWechatStandIn } from './index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const page = async () => (await fetch(`${server.url}/wechat-stand-in`)).text();
const press = (what: string) =>
  fetch(`${server.url}/wechat-stand-in/${what}`, { method: 'POST', redirect: 'manual' });

test('the page shows what was sent, and nothing in it is read as HTML', async () => {
  await server.residentToken('wang');
  const fields = { thing1: '<b>已答复</b>' };
  const page1 = { templateId: 't', page: 'pages/rating/index?id=1', openid: standInOpenid('wang'), fields };
  await server.app.wechat.sendSubscribeMessage(page1);
  const shown = await page();
  expect(shown).toContain('内容：&lt;b&gt;已答复&lt;/b&gt;');
  expect(shown).toContain('收件人：wang');
  expect(shown).toContain('href="/#/pages/rating/index?id=1"');
});

test('a fault is switched on and off by a press', async () => {
  expect((await press('switch?call=session&fault=account-refused')).headers.get('location')).toBe(
    '/wechat-stand-in',
  );
  expect(await page()).toContain('<strong>登录</strong>：账号有风险（40226）');
  const refused = await server.call.refused('signInWithWechat', { body: { code: 'demo-li' } });
  expect(refused.code).toBe('wechat-account-refused');
  await press('switch?call=session&fault=');
  await server.residentToken('li');
});

test('what is no switch changes nothing', async () => {
  await press('switch?call=session&fault=unheard-of');
  await server.residentToken('li');
});

test('with a real account there is no such page', async () => {
  const standIn = await startWechatStandIn();
  const real = await startTestServer({ wechat: standIn.account });
  expect((await fetch(`${real.url}/wechat-stand-in`)).status).toBe(404);
  await real.stop();
  await standIn.stop();
});
