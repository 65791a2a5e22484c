import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { minuteMs } from '../clock.ts';
import { pushSignature } from './push-crypto.ts';
import { type Push, startWechatStandIn, type WechatStandIn } from './stand-in/index.ts';
import { signedPush, verdictPush } from './stand-in/push.ts';

const token = 'a-word-that-both-know';
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

describe.each([
  ['in the open', undefined],
  ['encrypted', encodingAesKey],
])('a push %s', (_how, key) => {
  let standIn: WechatStandIn;
  let server: TestServer;
  beforeAll(async () => {
    standIn = await startWechatStandIn();
    server = await startTestServer({ wechat: standIn.account, push: { token, encodingAesKey: key } });
  });
  afterAll(async () => {
    await server.stop();
    await standIn.stop();
  });

  const target = () => ({
    url: `${server.url}/wechat/push`,
    token,
    appId: standIn.account.appId,
    encodingAesKey: key,
    now: () => server.clock.now().getTime(),
  });
  const send = ({ query, body }: Push) =>
    fetch(`${target().url}?${query}`, {
      method: 'POST',
      headers: { 'content-type': body.startsWith('<') ? 'text/xml' : 'application/json' },
      body,
    });
  const verdictOf = (trace: string) => server.app.wechatPushes?.verdictOf(trace);

  test('that WeChat has signed is kept under its trace', async () => {
    const answer = await send(verdictPush(target(), 'trace-1', 'risky'));
    expect([answer.status, await answer.text()]).toEqual([200, 'success']);
    expect(await verdictOf('trace-1')).toBe('risky');
    expect(await verdictOf('trace-of-a-lost-push')).toBeNull();
  });

  test('that comes again, or says something else later, changes nothing', async () => {
    const push = verdictPush(target(), 'trace-2', 'risky');
    await send(push);
    expect((await send(push)).status).toBe(200);
    await send(verdictPush(target(), 'trace-2', 'pass'));
    expect(await verdictOf('trace-2')).toBe('risky');
  });

  test('that was recorded and is sent later is refused', async () => {
    const push = verdictPush(target(), 'trace-3', 'pass');
    server.clock.advance(6 * minuteMs);
    expect((await send(push)).status).toBe(403);
    expect(await verdictOf('trace-3')).toBeNull();
  });

  test('that is signed with another word, or changed on its way, is refused', async () => {
    const forged = verdictPush({ ...target(), token: 'another word' }, 'trace-4', 'pass');
    expect((await send(forged)).status).toBe(403);
    const changed = verdictPush(target(), 'trace-4', 'risky');
    changed.query.set('nonce', 'another');
    expect((await send(changed)).status).toBe(403);
    expect((await send({ query: new URLSearchParams(), body: changed.body })).status).toBe(403);
    expect(await verdictOf('trace-4')).toBeNull();
  });

  test('of something else is taken and forgotten', async () => {
    const message = JSON.stringify({ MsgType: 'event', Event: 'user_enter_tempsession' });
    expect((await send(signedPush(target(), message))).status).toBe(200);
  });

  test('as XML says the same', async () => {
    const xml =
      '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[wxa_media_check]]></Event><trace_id><![CDATA[00123]]></trace_id><errcode>0</errcode><result><suggest><![CDATA[review]]></suggest><label>20001</label></result></xml>';
    expect((await send(signedPush(target(), xml))).status).toBe(200);
    expect(await verdictOf('00123')).toBe('review');
  });

  test('address proves itself to WeChat by giving back what it is sent', async () => {
    const timestamp = String(Math.floor(server.clock.now().getTime() / 1000));
    const signature = pushSignature(token, timestamp, 'n');
    const query = new URLSearchParams({ signature, timestamp, nonce: 'n', echostr: 'echo-1' });
    expect(await (await fetch(`${target().url}?${query}`)).text()).toBe('echo-1');
    query.set('signature', 'f'.repeat(40));
    expect((await fetch(`${target().url}?${query}`)).status).toBe(403);
  });
});

test('the stand-in pushes its verdict to the server, unless the push is lost', async () => {
  const server = await startTestServer();
  const check = { openid: 'o1', scene: 'forum', url: 'https://linli.example/p.jpg' } as const;
  const { traceId } = await server.app.wechat.checkPicture(check);
  await expect.poll(() => server.app.wechatPushes?.verdictOf(traceId)).toBe('pass');
  await fetch(`${server.url}/wechat-stand-in/switch?call=picture&fault=lost-push`, { method: 'POST' });
  const lost = await server.app.wechat.checkPicture(check);
  await server.app.wechat.checkText({ openid: 'o1', scene: 'comment', text: 'x' });
  expect(await server.app.wechatPushes?.verdictOf(lost.traceId)).toBeNull();
  await server.stop();
});

test('where no push is set up, nothing takes one', async () => {
  const standIn = await startWechatStandIn();
  const server = await startTestServer({ wechat: standIn.account });
  expect((await fetch(`${server.url}/wechat/push`)).status).toBe(404);
  await server.stop();
  await standIn.stop();
});
