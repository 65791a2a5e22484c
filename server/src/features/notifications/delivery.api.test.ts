import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createChangeLog } from '../../platform/changes.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../platform/clock.ts';
import { type Database, openDatabase, prepareIndexes } from '../../platform/database.ts';
import { createLog } from '../../platform/log.ts';
import { createVault } from '../../platform/vault.ts';
import { createWechat, createWorkRobot } from '../../platform/wechat/index.ts';
import {
  standInOpenid,
  startWechatStandIn,
  type WechatStandIn,
} from '../../platform/wechat/stand-in/index.ts';
import { control } from '../../platform/wechat/testing.ts';
import { createTestClock } from '../../testing/index.ts';
import { createNotifications, type Notifications } from './index.ts';
import { standInTemplates } from './templates.ts';

/** Without a server, so that nothing is delivered but when the test says so. */
const clock = createTestClock();
const timing = { random: () => 0, wait: async () => {} };
const resident = new Types.ObjectId();
const closedAccount = new Types.ObjectId();
const handler = new Types.ObjectId();
let database: Database;
let standIn: WechatStandIn;
beforeAll(async () => {
  database = await openDatabase({ memory: true });
  standIn = await startWechatStandIn(() => clock.now().getTime());
});
afterAll(async () => {
  await standIn.stop();
  await database.close();
});

/** The notifications of one process; what it holds back from WeChat, it holds in memory. */
function oneProcess(templates = standInTemplates): Notifications {
  const { connection } = database;
  const log = createLog('silent');
  const wechat = createWechat({
    account: standIn.account,
    connection,
    vault: createVault(Buffer.alloc(32, 1)),
    clock,
    timing,
  });
  return createNotifications({
    connection,
    clock,
    wechat,
    log,
    changes: createChangeLog(connection, log),
    audit: { record: async () => {}, firstBreak: never, head: never, contains: never, expire: never },
    carriers: { templates, robot: createWorkRobot(standIn.robotUrl, { clock, timing }) },
    openidOf: async (id) => (id.equals(resident) ? standInOpenid('wang') : null),
    staffMember: (id) => (id.equals(handler) ? { username: 'handler', name: '周明' } : null),
    residentOf: async ({ kind }) => (kind === 'rating' ? resident : null),
    random: () => 0,
  });
}

const never = () => Promise.reject(new Error('not asked here'));

let notifications: Notifications;
beforeEach(async () => {
  await control(standIn.account.baseUrl, 'reset');
  await rows().deleteMany({});
  notifications = oneProcess();
  await prepareIndexes(database.connection);
});

const rows = () => database.connection.collection('notifications');
const sent = async () => (await control(standIn.account.baseUrl, 'state')).sent;
const fault = (call: string, name: string | null, times?: number) =>
  control(standIn.account.baseUrl, 'switch', { call, fault: name, times });
const ratingId = new Types.ObjectId();
const answer = (occasion = 'one') =>
  notifications.tellResidentOf({ kind: 'rating', id: ratingId }, occasion, {
    kind: 'case-answered',
    ticketNumber: '20261123-7KQ2',
    of: 'rating',
  });
const state = async () => (await rows().findOne({}))?.delivery;

test('a resident reads in WeChat what stands in the inbox, and is led to it', async () => {
  await answer();
  await notifications.deliver();
  const [message] = await sent();
  expect(message).toMatchObject({
    kind: 'message',
    title: 'case-progress',
    page: `pages/rating/index?id=${ratingId.toHexString()}`,
  });
  expect(message?.lines).toContain('phrase3: 已答复');
  await notifications.deliver();
  expect(await sent()).toHaveLength(1);
});

test('told of one occasion many times and by several processes, WeChat is told once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => answer()));
  await Promise.all([oneProcess(), oneProcess(), notifications].map((process) => process.deliver()));
  expect(await sent()).toHaveLength(1);
});

test('staff are told by the robot of the work group, by name', async () => {
  const subject = { kind: 'ticket', id: new Types.ObjectId() } as const;
  await notifications.tell([handler], 'new', { kind: 'ticket-assigned', ticketNumber: 'N1' }, subject);
  await notifications.deliver();
  expect(await sent()).toMatchObject([
    { kind: 'robot', to: 'handler', lines: ['【您有新工单】周明', '工单 N1 已分派给您，请尽快接单。'] },
  ]);
});

test('where no template is set, the inbox is all', async () => {
  await oneProcess({}).tellResidentOf({ kind: 'rating', id: ratingId }, 'one', {
    kind: 'case-answered',
    ticketNumber: 'N1',
    of: 'rating',
  });
  expect(await rows().findOne({})).toMatchObject({ unread: true });
  expect(await state()).toBeUndefined();
});

test('whose rating it is is not known any more: nobody is told', async () => {
  const source = { kind: 'feedback', id: new Types.ObjectId() } as const;
  await notifications.tellResidentOf(source, 'x', {
    kind: 'case-answered',
    ticketNumber: 'N',
    of: 'feedback',
  });
  expect(await rows().countDocuments()).toBe(0);
});

test('who has read it in the app is not told again in WeChat', async () => {
  await answer();
  await rows().updateMany({}, { $set: { unread: false } });
  await notifications.deliver();
  expect(await sent()).toEqual([]);
});

test('without an account there is nobody to send to', async () => {
  const notice = { kind: 'case-answered', ticketNumber: 'N', of: 'rating' } as const;
  await notifications.tell([closedAccount], 'x', notice, { kind: 'rating', id: ratingId });
  await notifications.deliver();
  expect(await sent()).toEqual([]);
  expect((await state())?.dueAt).toBeUndefined();
});

test.each(['not-consented', 'account-refused'])('%s ends it quietly', async (name) => {
  await fault('message', name);
  await answer();
  await notifications.deliver();
  expect(await state()).toMatchObject({ fault: name, tries: 1 });
  expect(await state()).not.toHaveProperty('dueAt');
  expect(await state()).not.toHaveProperty('failedAt');
});

test('a field that does not fit is given up at once, where somebody sees it', async () => {
  await fault('message', 'field-wrong');
  await answer();
  await notifications.deliver();
  expect(await state()).toMatchObject({ fault: 'field-wrong', tries: 1, failedAt: clock.now() });
});

test('what fails for a passing reason is tried again, later and later', async () => {
  await fault('message', 'server-error');
  await answer();
  const pauses: number[] = [];
  for (let tries = 1; tries <= 4; tries += 1) {
    await notifications.deliver();
    const due: Date = (await state())?.dueAt;
    pauses.push(due.getTime() - clock.now().getTime());
    clock.advance(due.getTime() - clock.now().getTime());
  }
  expect(pauses).toEqual([30, 60, 120, 240].map((seconds) => seconds * secondMs));
  await fault('message', null);
  await notifications.deliver();
  expect(await sent()).toHaveLength(1);
});

test('after ten tries, or a day, nobody waits for it any more', async () => {
  await fault('message', 'server-error');
  await answer();
  for (let rounds = 0; rounds < 12; rounds += 1) {
    await notifications.deliver();
    clock.advance(hourMs + minuteMs);
  }
  expect(await state()).toMatchObject({ tries: 10, fault: 'unavailable' });
  await answer('two');
  clock.advance(dayMs);
  await notifications.deliver();
  expect((await rows().findOne({ occasion: 'two' }))?.delivery).toMatchObject({
    tries: 1,
    failedAt: clock.now(),
  });
});

test('too many messages wait as long as WeChat wishes', async () => {
  await fault('message', 'too-many-a-day', 1);
  await answer();
  await notifications.deliver();
  const due: Date = (await state())?.dueAt;
  expect(due.getTime() - clock.now().getTime()).toBe(30 * secondMs);
  clock.advance(due.getTime() - clock.now().getTime());
  await notifications.deliver();
  const next: Date = (await state())?.dueAt;
  expect(next.getTime() - clock.now().getTime()).toBeGreaterThan(50 * minuteMs);
  expect(await sent()).toEqual([]);
  clock.advance(next.getTime() - clock.now().getTime());
  await notifications.deliver();
  expect(await sent()).toHaveLength(1);
});

test('a message whose process died while sending is sent again after its lease', async () => {
  await answer();
  const dueAt = new Date(clock.now().getTime() + minuteMs);
  await rows().updateOne({}, { $set: { 'delivery.tries': 1, 'delivery.dueAt': dueAt } });
  await notifications.deliver();
  expect(await sent()).toEqual([]);
  clock.advance(minuteMs);
  await notifications.deliver();
  expect(await sent()).toHaveLength(1);
});
