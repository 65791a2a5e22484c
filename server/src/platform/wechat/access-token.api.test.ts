import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestClock } from '../../testing/clock.ts';
import { hourMs, minuteMs } from '../clock.ts';
import { type Database, openDatabase } from '../database.ts';
import { createVault } from '../vault.ts';
import { type AccessTokens, createAccessTokens } from './access-token.ts';
import type { WechatAccount } from './account.ts';
import { createExchange } from './exchange.ts';
import { startWechatStandIn, type WechatStandIn } from './stand-in/index.ts';
import { control } from './testing.ts';

const clock = createTestClock();
const vault = createVault(Buffer.alloc(32, 1));
let database: Database;
let standIn: WechatStandIn;
let account: WechatAccount;
beforeAll(async () => {
  database = await openDatabase({ memory: true });
  standIn = await startWechatStandIn(() => clock.now().getTime());
});
afterAll(async () => {
  await standIn.stop();
  await database.close();
});
beforeEach(async () => {
  account = { ...standIn.account, appId: randomUUID() };
  await control(account.baseUrl, 'reset');
  await control(account.baseUrl, 'revoke');
});

/** The tokens as one more process has them: its own memory, the same database. */
function oneProcess(): AccessTokens {
  const timing = { random: () => 0, wait: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) };
  const exchange = createExchange({ baseUrl: account.baseUrl, clock, timing });
  return createAccessTokens({ connection: database.connection, vault, account, exchange, clock, timing });
}

const renewals = async () => (await control(account.baseUrl, 'state')).counts.token ?? 0;

/** How often the token was renewed while something was done. */
async function renewalsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = await renewals();
  await work();
  return (await renewals()) - before;
}

test('of many calls at once in several processes one renews the token, and all have the same', async () => {
  const processes = [oneProcess(), oneProcess(), oneProcess()];
  const values = new Set<string>();
  const count = await renewalsDuring(async () => {
    const asked = processes.flatMap((tokens) => Array.from({ length: 10 }, () => tokens.current()));
    for (const { value } of await Promise.all(asked)) values.add(value);
  });
  expect([count, values.size]).toEqual([1, 1]);
});

test('it is renewed a little before it ends, again once, and until then taken from memory', async () => {
  const processes = [oneProcess(), oneProcess()];
  const ask = () => Promise.all(processes.map((tokens) => tokens.current()));
  const [first] = await ask();
  clock.advance(hourMs);
  expect(await renewalsDuring(ask)).toBe(0);
  clock.advance(hourMs - 3 * minuteMs);
  expect(await renewalsDuring(ask)).toBe(1);
  const [next] = await ask();
  expect(next?.value).not.toBe(first?.value);
});

test('while it cannot be renewed early, the old one is used, and WeChat is not asked with every call', async () => {
  const tokens = oneProcess();
  const { value } = await tokens.current();
  clock.advance(2 * hourMs - 3 * minuteMs);
  await control(account.baseUrl, 'switch', { call: 'token', fault: 'server-error' });
  const count = await renewalsDuring(async () => {
    for (let calls = 0; calls < 5; calls += 1) expect((await tokens.current()).value).toBe(value);
  });
  // The one renewal, with its tries.
  expect(count).toBe(3);
});

test('without a token and without WeChat the call fails, and the next one tries again', async () => {
  const tokens = oneProcess();
  await control(account.baseUrl, 'switch', { call: 'token', fault: 'server-error' });
  await expect(tokens.current()).rejects.toMatchObject({ fault: 'unavailable' });
  await control(account.baseUrl, 'switch', { call: 'token', fault: null });
  expect((await tokens.current()).value).not.toBe('');
});

test('a token that several processes find refused at once is replaced once', async () => {
  const processes = [oneProcess(), oneProcess()];
  const refused = await Promise.all(processes.map((tokens) => tokens.current()));
  await control(account.baseUrl, 'revoke');
  const values = new Set<string>();
  const count = await renewalsDuring(async () => {
    const asked = processes.flatMap((tokens, index) => {
      const old = refused[index];
      return old ? Array.from({ length: 5 }, () => tokens.inPlaceOf(old)) : [];
    });
    for (const { value } of await Promise.all(asked)) values.add(value);
  });
  expect([count, values.size]).toEqual([1, 1]);
});

test('a process that died while renewing is waited for no longer than its lease', async () => {
  const tokens = oneProcess();
  await database.connection.collection<{ _id: string }>('wechatTokens').insertOne({
    _id: account.appId,
    ...{ generation: 0, sealed: '', renewAt: new Date(0), expiresAt: new Date(0) },
    ...{ leaseId: 'of the dead', leaseUntil: new Date(clock.now().getTime() + 10_000) },
  });
  const asked = tokens.current();
  clock.advance(10_000);
  expect((await asked).value).not.toBe('');
});

test('the token does not stand readable in the database', async () => {
  const { value } = await oneProcess().current();
  const stored = await database.connection.collection('wechatTokens').find({}).toArray();
  expect(JSON.stringify(stored)).not.toContain(value);
});
