import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestClock } from '../../../testing/clock.ts';
import { type Database, openDatabase } from '../../database.ts';
import { createVault } from '../../vault.ts';
import { createWechat, type WechatClient } from '../index.ts';
import { control } from '../testing.ts';
import { standInOpenid, startWechatStandIn, type WechatStandIn } from './index.ts';

const clock = createTestClock();
let database: Database;
let standIn: WechatStandIn;
let client: WechatClient;
beforeAll(async () => {
  database = await openDatabase({ memory: true });
  standIn = await startWechatStandIn(() => clock.now().getTime());
});
afterAll(async () => {
  await standIn.stop();
  await database.close();
});
beforeEach(async () => {
  await control(standIn.account.baseUrl, 'reset');
  const timing = { random: () => 0, wait: async () => {} };
  const vault = createVault(Buffer.alloc(32, 1));
  client = createWechat({ account: standIn.account, connection: database.connection, vault, clock, timing });
});

const state = () => control(standIn.account.baseUrl, 'state');
const set = (call: string, fault: string | null, times?: number) =>
  control(standIn.account.baseUrl, 'switch', { call, fault, times });
const message = { openid: standInOpenid('wang'), templateId: 't', page: 'p', fields: { thing1: '已答复' } };

test('the client gets the openid of a demonstration resident from the stand-in, over HTTP', async () => {
  expect(await client.codeToSession('demo-wang')).toEqual({ openid: standInOpenid('wang') });
  expect(standInOpenid('li')).not.toBe(standInOpenid('wang'));
});

test.each(['real-code', 'demo-', 'demo-../..'])('the stand-in does not know the code %j', async (code) => {
  await expect(client.codeToSession(code)).rejects.toMatchObject({ code: 'wechat-code-invalid' });
});

test('a phone code works once', async () => {
  expect(await client.phoneNumber('phone-13800001234')).toBe('13800001234');
  await expect(client.phoneNumber('phone-13800001234')).rejects.toMatchObject({ code: 'phone-code-invalid' });
  await expect(client.phoneNumber('phone-852-61234567')).rejects.toMatchObject({
    code: 'phone-not-mainland',
  });
});

test('a code is drawn as a PNG that names its scene', async () => {
  const { content, mediaType } = await client.codePicture({ scene: 'c.A01', page: 'pages/rate/index' });
  expect(mediaType).toBe('image/png');
  expect(content.subarray(1, 4).toString()).toBe('PNG');
  const other = await client.codePicture({ scene: 'c.A02', page: 'pages/rate/index' });
  expect(content.equals(other.content)).toBe(false);
});

test('a message that was sent can be read there', async () => {
  await client.codeToSession('demo-wang');
  await client.sendSubscribeMessage(message);
  expect((await state()).sent[0]).toMatchObject({ kind: 'message', to: 'wang', lines: ['thing1: 已答复'] });
});

test.each([
  { thing1: '字'.repeat(21) },
  { phrase1: '六个字太长了' },
  { name1: '一二三四五六七八九十一' },
  { character_string1: '编号' },
  { unheard1: 'x' },
  { thing1: '' },
])('a message with the field %j is refused as WeChat would', async (fields) => {
  await expect(client.sendSubscribeMessage({ ...message, fields })).rejects.toMatchObject({
    wechatCode: 47003,
  });
});

test('texts are judged by the words they hold', async () => {
  const judged = async (text: string) =>
    (await client.checkText({ openid: 'o', scene: 'comment', text })).verdict;
  expect(await judged('等了很久')).toBe('pass');
  expect(await judged('疑似内容样例')).toBe('review');
  expect(await judged('违法内容样例')).toBe('risky');
});

test.each([
  ['busy', 'unavailable'],
  ['account-refused', 'account-refused'],
  ['not-consented', 'not-consented'],
  ['field-wrong', 'field-wrong'],
  ['visit-too-old', 'visit-too-old'],
  ['too-many-a-minute', 'limited'],
  ['too-many-a-day', 'limited'],
  ['cut', 'unavailable'],
  ['server-error', 'unavailable'],
  ['no-json', 'unavailable'],
])('switched to %s, it fails so', async (fault, meant) => {
  await set('message', fault);
  await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({ fault: meant });
  await control(standIn.account.baseUrl, 'reset');
});

test('a fault that is set for one time is over after it', async () => {
  await set('message', 'token-expired', 1);
  await client.sendSubscribeMessage(message);
  expect((await state()).sent).toHaveLength(1);
});

test('more calls a minute than are allowed are refused', async () => {
  await control(standIn.account.baseUrl, 'limit', { call: 'message', perMinute: 2 });
  await client.sendSubscribeMessage(message);
  await client.sendSubscribeMessage(message);
  await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({ wechatCode: 45011 });
  clock.advance(61_000);
  await client.sendSubscribeMessage(message);
  await control(standIn.account.baseUrl, 'limit', { call: 'message', perMinute: null });
});
