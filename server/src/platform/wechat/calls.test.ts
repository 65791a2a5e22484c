import { expect, test } from 'vitest';
import { clientOf } from './testing.ts';

test('a sign-in code is exchanged as WeChat documents it, and of the answer only the openid is kept', async () => {
  const { client, asked } = await clientOf('{"openid":"o1","session_key":"k"}');
  expect(await client.codeToSession('c 1')).toEqual({ openid: 'o1' });
  expect(asked[0]?.url.pathname).toBe('/sns/jscode2session');
  expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toEqual({
    appid: 'wx1',
    secret: 'app-secret',
    js_code: 'c 1',
    grant_type: 'authorization_code',
  });
});

test('a phone number is taken by its code with the access token', async () => {
  const answer = { errcode: 0, phone_info: { purePhoneNumber: '13800001234', countryCode: 86 } };
  const { client, asked } = await clientOf(JSON.stringify(answer));
  expect(await client.phoneNumber('p1')).toBe('13800001234');
  const [call] = asked;
  expect([call?.method, call?.url.pathname, call?.body]).toEqual([
    'POST',
    '/wxa/business/getuserphonenumber',
    { code: 'p1' },
  ]);
  expect(call?.url.searchParams.get('access_token')).toBe('token-1');
});

test('a number from elsewhere is not taken', async () => {
  const { client } = await clientOf('{"phone_info":{"purePhoneNumber":"61234567","countryCode":"852"}}');
  await expect(client.phoneNumber('p')).rejects.toMatchObject({ code: 'phone-not-mainland' });
});

test('the picture of a code comes as it was drawn', async () => {
  const { client, asked } = await clientOf(Buffer.from([1, 2, 3]));
  const picture = await client.codePicture({ scene: 'c.A01', page: 'pages/rate/index' });
  expect(picture).toEqual({ content: Buffer.from([1, 2, 3]), mediaType: 'image/jpeg' });
  expect(asked[0]?.url.pathname).toBe('/wxa/getwxacodeunlimit');
  expect(asked[0]?.body).toMatchObject({ scene: 'c.A01', page: 'pages/rate/index', width: 430 });
});

test.each(['', 'c.A01 ', 'c.窗口', 'x'.repeat(33)])('WeChat is not asked for the scene %j', async (scene) => {
  const { client, asked } = await clientOf(Buffer.from([1]));
  await expect(client.codePicture({ scene, page: 'p' })).rejects.toThrow(RangeError);
  expect(asked).toEqual([]);
});

test('a subscribe message goes out with its fields by name', async () => {
  const { client, asked } = await clientOf('{"errcode":0,"msgid":1}');
  const fields = { thing1: '综合受理 1 号窗口', phrase2: '已答复' };
  await client.sendSubscribeMessage({
    openid: 'o1',
    templateId: 't1',
    page: 'pages/rating/index?id=1',
    fields,
  });
  expect(asked[0]?.url.pathname).toBe('/cgi-bin/message/subscribe/send');
  expect(asked[0]?.body).toEqual({
    touser: 'o1',
    template_id: 't1',
    page: 'pages/rating/index?id=1',
    data: { thing1: { value: '综合受理 1 号窗口' }, phrase2: { value: '已答复' } },
    miniprogram_state: 'formal',
    lang: 'zh_CN',
  });
});

const checked = (suggest: string, label = 100) => JSON.stringify({ errcode: 0, result: { suggest, label } });
const comment = (text: string) => ({ openid: 'o1', scene: 'comment' as const, text });

test('a text is checked by version 2 with who wrote it and where it appears', async () => {
  const { client, asked } = await clientOf(checked('review', 20_001));
  expect(await client.checkText(comment('等了很久'))).toEqual({ verdict: 'review', label: 20_001 });
  expect(asked[0]?.url.pathname).toBe('/wxa/msg_sec_check');
  expect(asked[0]?.body).toEqual({ version: 2, openid: 'o1', scene: 2, content: '等了很久' });
});

test('an answer without a verdict is no pass, whatever its error code', async () => {
  const { client } = await clientOf('{"errcode":0,"errmsg":"ok"}');
  await expect(client.checkText(comment('x'))).rejects.toMatchObject({ fault: 'unavailable' });
});

test('a text longer than WeChat takes is checked in pieces, and is as bad as the worst of them', async () => {
  const { client, asked } = await clientOf(checked('pass'), checked('risky', 20_003), checked('review'));
  const text = '好'.repeat(5000);
  expect(await client.checkText(comment(text))).toEqual({ verdict: 'risky', label: 20_003 });
  const lengths = asked.map(({ body }) => [...String(Object(body).content)].length);
  expect(lengths).toEqual([2500, 2500, 100]);
});

test('a text of exactly 2,500 characters is checked in one piece', async () => {
  const { client, asked } = await clientOf(checked('pass'));
  await client.checkText(comment('好'.repeat(2500)));
  expect(asked).toHaveLength(1);
});

test('a picture is handed over by its address, and followed by its trace', async () => {
  const { client, asked } = await clientOf('{"errcode":0,"trace_id":"t9"}');
  const check = { openid: 'o1', scene: 'forum' as const, url: 'https://linli.example/p.jpg' };
  expect(await client.checkPicture(check)).toEqual({ traceId: 't9' });
  expect(asked[0]?.url.pathname).toBe('/wxa/media_check_async');
  expect(asked[0]?.body).toEqual({ version: 2, openid: 'o1', scene: 3, media_url: check.url, media_type: 2 });
});
