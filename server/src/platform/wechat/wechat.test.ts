import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createWechatClient } from './client.ts';
import { standInOpenid, startWechatStandIn } from './stand-in.ts';

test('the client gets the openid of a demonstration resident from the stand-in, over HTTP', async () => {
  const standIn = await startWechatStandIn();
  onTestFinished(standIn.stop);
  const client = createWechatClient(standIn.account);
  expect(await client.codeToSession('demo-wang')).toEqual({ openid: standInOpenid('wang') });
  expect(standInOpenid('li')).not.toBe(standInOpenid('wang'));
});

test.each(['real-code', 'demo-', 'demo-../..'])('the stand-in does not know the code %j', async (code) => {
  const standIn = await startWechatStandIn();
  onTestFinished(standIn.stop);
  await expect(createWechatClient(standIn.account).codeToSession(code)).rejects.toMatchObject({
    code: 'wechat-code-invalid',
  });
});

/** A WeChat that gives one answer to everything, and what it was asked. */
async function startFakeWechat(answer: string) {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '/', 'http://wechat'));
    response.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const account = { baseUrl: `http://127.0.0.1:${address.port}`, appId: 'wx1', appSecret: 'secret' };
  return { client: createWechatClient(account), asked };
}

test('the call is the one that WeChat documents', async () => {
  const { client, asked } = await startFakeWechat('{"openid":"o1","session_key":"k"}');
  expect(await client.codeToSession('c 1')).toEqual({ openid: 'o1' });
  expect(asked[0]?.pathname).toBe('/sns/jscode2session');
  expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
    appid: 'wx1',
    secret: 'secret',
    js_code: 'c 1',
    grant_type: 'authorization_code',
  });
});

test.each([
  ['{"errcode":40029,"errmsg":"invalid code"}', 'wechat-code-invalid'],
  ['{"errcode":40163,"errmsg":"code been used"}', 'wechat-code-invalid'],
  ['{"errcode":-1,"errmsg":"system error"}', 'wechat-unavailable'],
  ['{"errcode":45011,"errmsg":"frequency limit"}', 'wechat-unavailable'],
  ['<html>502</html>', 'wechat-unavailable'],
])('the answer %s becomes %s', async (answer, code) => {
  const { client } = await startFakeWechat(answer);
  await expect(client.codeToSession('c')).rejects.toMatchObject({ code });
});

test('a WeChat that cannot be reached is unavailable', async () => {
  const client = createWechatClient({ baseUrl: 'http://127.0.0.1:9', appId: 'wx1', appSecret: 's' });
  await expect(client.codeToSession('c')).rejects.toMatchObject({
    code: 'wechat-unavailable',
    retryAfterSeconds: 5,
  });
});
