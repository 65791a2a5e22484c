import { expect, test } from 'vitest';
import { minuteMs } from '../clock.ts';
import { clientOf } from './testing.ts';

const refusal = (errcode: number) => JSON.stringify({ errcode, errmsg: 'as WeChat words it' });
const message = { openid: 'o1', templateId: 't', page: 'p', fields: { thing1: 'x' } };
const check = { openid: 'o1', scene: 'comment', text: 'x' } as const;

test.each([
  [refusal(40029), 'wechat-code-invalid'],
  [refusal(40163), 'wechat-code-invalid'],
  [refusal(40226), 'wechat-account-refused'],
  [refusal(-1), 'wechat-unavailable'],
  [refusal(45011), 'wechat-unavailable'],
  [refusal(40013), 'wechat-unavailable'],
  ['<html>502</html>', 'wechat-unavailable'],
  ['{}', 'wechat-unavailable'],
])('who signs in and meets %s is told %s', async (answer, code) => {
  const { client } = await clientOf(answer);
  await expect(client.codeToSession('c')).rejects.toMatchObject({ code });
});

test.each([
  [43101, 'not-consented'],
  [47003, 'field-wrong'],
  [40003, 'person-unknown'],
  [61010, 'visit-too-old'],
  [40037, 'misconfigured'],
  [45009, 'limited'],
])('the error %i is known as %s', async (errcode, fault) => {
  const { client, asked } = await clientOf(refusal(errcode));
  await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({ fault, wechatCode: errcode });
  expect(asked).toHaveLength(1);
});

test('a phone code that WeChat does not take says how to go on', async () => {
  const { client } = await clientOf(refusal(40029));
  await expect(client.phoneNumber('p')).rejects.toMatchObject({ code: 'phone-code-invalid' });
});

test.each([40001, 40014, 42001])(
  'a token refused with %i is renewed once, and the call made again',
  async (errcode) => {
    const { client, asked } = await clientOf(refusal(errcode), '{"errcode":0}');
    await client.sendSubscribeMessage(message);
    expect(asked.map(({ url }) => url.searchParams.get('access_token'))).toEqual(['token-1', 'token-2']);
  },
);

test('a new token that is refused, too, is not renewed for ever', async () => {
  const { client, asked } = await clientOf(refusal(40001));
  await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({ fault: 'token-refused' });
  expect(asked).toHaveLength(2);
});

test('a busy WeChat is asked again after a pause that chance sets, and twice as long a one', async () => {
  const { client, asked, waits } = await clientOf(refusal(-1), refusal(-1), '{"errcode":0}');
  await client.sendSubscribeMessage(message);
  expect(asked).toHaveLength(3);
  expect(waits).toEqual([100, 200]);
});

test('a lost answer is asked for again only where doing it twice does no harm', async () => {
  const once = await clientOf('cut');
  await expect(once.client.sendSubscribeMessage(message)).rejects.toMatchObject({ fault: 'unavailable' });
  await expect(once.client.codeToSession('c')).rejects.toMatchObject({ fault: 'unavailable' });
  await expect(once.client.phoneNumber('c')).rejects.toMatchObject({ fault: 'unavailable' });
  expect(once.asked).toHaveLength(3);
  const again = await clientOf('cut', '{"errcode":0,"result":{"suggest":"pass","label":100}}');
  expect(await again.client.checkText(check)).toEqual({ verdict: 'pass', label: 100 });
  expect(again.asked).toHaveLength(2);
});

test('three tries are enough', async () => {
  const { client, asked } = await clientOf('cut');
  await expect(client.checkText(check)).rejects.toMatchObject({ fault: 'unavailable', retryAfterSeconds: 5 });
  expect(asked).toHaveLength(3);
});

test.each([
  [45011, minuteMs],
  [45009, 60 * minuteMs],
])('after %i no call of this kind is made for a while; others are', async (errcode, pauseMs) => {
  const { client, asked, clock } = await clientOf(refusal(errcode), '{"openid":"o1"}', '{"errcode":0}');
  await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({ fault: 'limited' });
  await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({
    fault: 'limited',
    retryAfterSeconds: pauseMs / 1000,
  });
  expect(asked).toHaveLength(1);
  await client.codeToSession('c');
  clock.advance(pauseMs);
  await client.sendSubscribeMessage(message);
  expect(asked).toHaveLength(3);
});

test('what goes wrong is told without the secret, the token, the code and the openid', async () => {
  for (const answer of ['cut', refusal(40013), '<html>', refusal(-1)]) {
    const { client } = await clientOf(answer);
    const thrown = await Promise.allSettled([
      client.codeToSession('one-time-code'),
      client.sendSubscribeMessage({ ...message, openid: 'openid-of-somebody' }),
    ]);
    const told = thrown.map((one) => (one.status === 'rejected' ? everythingIn(one.reason) : '')).join();
    expect(told).toContain('wechat-unavailable');
    expect(told).not.toMatch(/app-secret|token-1|one-time-code|openid-of-somebody/);
  }
});

/** An error as a logger may write it: every property, and what caused it. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack} ${JSON.stringify(error)} ${everythingIn(error.cause)}`;
}
