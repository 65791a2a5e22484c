import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consentTo, serve } from '../../../demo/story.ts';
import { dayMs, minuteMs } from '../../../platform/clock.ts';
import {
  markedWords,
  startWechatStandIn,
  type WechatStandIn,
} from '../../../platform/wechat/stand-in/index.ts';
import { control } from '../../../platform/wechat/testing.ts';
import { createTestClock, startTestServer, type TestServer } from '../../../testing/index.ts';

const clock = createTestClock();
let standIn: WechatStandIn;
let server: TestServer;
beforeAll(async () => {
  standIn = await startWechatStandIn(() => clock.now().getTime());
  server = await startTestServer({ clock, wechat: standIn.account });
});
beforeEach(async () => {
  // WeChat's limit of the test before is over.
  clock.advance(2 * minuteMs);
  await control(standIn.account.baseUrl, 'reset');
  for (const name of ['ratings', 'tickets', 'notifications'])
    await server.database.connection.collection(name).deleteMany({});
});
afterAll(async () => {
  await server.stop();
  await standIn.stop();
});

const contact = { name: '王秀兰', phone: '13800001234' };

async function rate(comment: string, more: object = {}) {
  const { token: code } = await serve(server.app, 'A02', 'birth-registration');
  const token = await server.residentToken(`k-${randomUUID().slice(0, 8)}`);
  const common = { scene: `r.${code}`, grade: 5, tags: [], comment, idempotencyKey: randomUUID() };
  const body = { ...common, anonymous: true, ...more } as BodyOf<'submitRating'>;
  const { id } = (await server.call('submitRating', { token, body })).body;
  await server.app.followUps.settled();
  return { id, token };
}

const own = async ({ id, token }: { id: string; token: string }) =>
  (await server.call('getMyRating', { token, params: { id } })).body;

/** What stands on the public page a day later. */
async function publicComments() {
  clock.advance(dayMs);
  const { items } = (await server.call('listCounterRatings', { params: { code: 'A02' }, query: {} })).body;
  return items.map(({ comment }) => comment);
}

const held = async (token: string, state: 'held' | 'hidden' | 'shown' = 'held') =>
  (await server.call('listCheckedComments', { token, query: { state } })).body.items;

const decide = (token: string, id: string, body: BodyOf<'decideComment'>) =>
  server.call('decideComment', { token, params: { id }, body });

const fault = (call: string, name: string | null) =>
  control(standIn.account.baseUrl, 'switch', { call, fault: name });

describe('the comment of a good rating', () => {
  test('that passes is read by everyone, known names and numbers masked', async () => {
    const consent = consentTo('rating-contact');
    const given = await rate('王秀兰 13800001234：办得快', { anonymous: false, contact, consent });
    expect((await own(given)).commentCheck).toEqual({ state: 'shown', reason: null });
    expect(await publicComments()).toEqual(['*** ****：办得快']);
  });

  test('that wants a person’s eyes is read by nobody until a supervisor shows it', async () => {
    const given = await rate(`大厅很好，${markedWords.review}`);
    expect((await own(given)).commentCheck?.state).toBe('held');
    expect(await publicComments()).toEqual([null]);
    const supervisor = await server.staffToken('supervisor');
    expect(await held(supervisor)).toMatchObject([
      { id: given.id, text: `大厅很好，${markedWords.review}`, counter: { code: 'A02' }, decidable: true },
    ]);
    const { body } = await decide(supervisor, given.id, { verdict: 'shown', seen: 'held' });
    expect(body).toMatchObject({ state: 'shown', decidedBy: expect.any(String) });
    expect(await publicComments()).toEqual([`大厅很好，${markedWords.review}`]);
    expect(await held(await server.staffToken('supervisor'))).toEqual([]);
  });

  test('that is risky is hidden, its grade counts all the same, and its writer is told once', async () => {
    const given = await rate(markedWords.risky);
    expect((await own(given)).commentCheck).toEqual({ state: 'hidden', reason: null });
    await server.app.ratings.checkComments();
    const inbox = await server.call('listNotifications', { token: given.token, query: {} });
    expect(inbox.body.items).toMatchObject([
      { kind: 'comment-hidden', title: '您的留言没有公开', subject: { kind: 'rating', id: given.id } },
    ]);
    clock.advance(dayMs);
    const page = await server.call('listCounterRatings', { params: { code: 'A02' }, query: {} });
    expect(page.body.items).toMatchObject([{ grade: 5, comment: null }]);
  });

  test('is hidden by a supervisor with a reason that its writer reads, and the decision is audited', async () => {
    const given = await rate('谢谢');
    const supervisor = await server.staffToken('supervisor');
    const body = { verdict: 'hidden' as const, seen: 'shown' as const, reason: '写了别人的住址' };
    await decide(supervisor, given.id, body);
    expect((await own(given)).commentCheck).toEqual({ state: 'hidden', reason: '写了别人的住址' });
    expect(await held(supervisor, 'hidden')).toMatchObject([{ id: given.id, reason: '写了别人的住址' }]);
    const entry = await server.database.connection
      .collection('auditEntries')
      .findOne({ action: 'comment-hide', 'subject.id': given.id });
    expect(entry).toMatchObject({ outcome: 'done', reason: '写了别人的住址' });
    expect(await publicComments()).toEqual([null]);
  });
});

test('the comment of a bad rating is public once who answers has looked at it, and it has passed', async () => {
  const given = await rate(markedWords.review, { grade: 2 });
  const director = await server.staffToken('director');
  const { items } = (await server.call('listTickets', { token: director, query: { queue: 'team' } })).body;
  const id = items[0]?.id ?? '';
  const handler = await server.staffToken(items[0]?.handler?.name === '陈思远' ? 'handler' : 'handler.zhou');
  for (const step of [
    { action: 'accept' },
    { action: 'conclude', finding: 'substantiated', text: '属实' },
    { action: 'reply', text: '已补印清单', publishComment: true },
  ]) {
    const { version, comment } = (await server.call('getTicket', { token: handler, params: { id } })).body;
    expect(comment, 'who handles it reads it whatever the check says').toBe(markedWords.review);
    const body = { ...step, version } as BodyOf<'actOnTicket'>;
    await server.call('actOnTicket', { token: handler, params: { id }, body });
  }
  expect(await publicComments()).toEqual([null]);
  await decide(await server.staffToken('supervisor'), given.id, { verdict: 'shown', seen: 'held' });
  expect(await publicComments()).toEqual([markedWords.review]);
});

describe('while WeChat gives no verdict', () => {
  test('ratings are taken as ever, and what they say waits unpublished until it is checked', async () => {
    await fault('text', 'server-error');
    const given = await rate('等得久');
    expect((await own(given)).commentCheck?.state).toBe('waiting');
    expect(await publicComments()).toEqual([null]);
    await fault('text', null);
    await server.app.ratings.checkComments();
    expect(await publicComments()).toEqual(['等得久']);
  });

  test('it is asked less and less often', async () => {
    await fault('text', 'too-many-a-minute');
    await rate('等得久');
    const due = async () => {
      const [rating] = await server.database.connection.collection('ratings').find().toArray();
      return (rating?.check.dueAt.getTime() - clock.now().getTime()) / minuteMs;
    };
    const pauses = [];
    for (let times = 0; times < 7; times += 1) {
      pauses.push(await due());
      clock.advance(Math.max(...pauses) * minuteMs);
      await server.app.ratings.checkComments().catch(() => {});
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });

  test.each([
    ['because its writer was last there more than two hours ago', 'visit-too-old', 0],
    ['for a day', 'server-error', dayMs],
  ])('%s, a person decides', async (_why, name, ms) => {
    await fault('text', name);
    const given = await rate('等得久');
    clock.advance(ms);
    await server.app.ratings.checkComments().catch(() => {});
    expect(await held(await server.staffToken('supervisor'))).toMatchObject([{ id: given.id }]);
  });

  test('a comment that is erased meanwhile is asked of nobody', async () => {
    await fault('text', 'server-error');
    const { id, token } = await rate('等得久');
    await server.call('eraseMyData', { token, params: { kind: 'rating', id }, body: { parts: ['comment'] } });
    await fault('text', null);
    clock.advance(2 * minuteMs);
    await server.app.ratings.checkComments();
    expect((await control(standIn.account.baseUrl, 'state')).sent).toEqual([]);
    expect(await held(await server.staffToken('supervisor'))).toEqual([]);
  });

  test('a process that dies before its writer is told leaves that to the sweep', async () => {
    const given = await rate('谢谢');
    const dying = { 'check.state': 'hidden', 'check.tellDue': true };
    await server.database.connection.collection('ratings').updateMany({}, { $set: dying });
    await server.app.ratings.checkComments();
    await server.app.ratings.checkComments();
    const inbox = await server.call('listNotifications', { token: given.token, query: {} });
    expect(inbox.body.items).toHaveLength(1);
  });
});

describe('deciding', () => {
  test('is for one supervisor: whoever is later is told so', async () => {
    const { id } = await rate(markedWords.review);
    const token = await server.staffToken('supervisor');
    await decide(token, id, { verdict: 'shown', seen: 'held' });
    const body = { verdict: 'hidden' as const, seen: 'held' as const, reason: '不宜' };
    const refused = await server.call.refused('decideComment', { token, params: { id }, body });
    expect([refused.status, refused.code]).toEqual([409, 'comment-check-changed']);
  });

  test('is not for auditors, who read; nor for others, nor without a reason for hiding', async () => {
    const { id } = await rate(markedWords.review);
    const auditor = await server.staffToken('auditor');
    expect(await held(auditor)).toMatchObject([{ id, decidable: false }]);
    const show = { verdict: 'shown' as const, seen: 'held' as const };
    const call = (signedIn: { token?: string }, body: object) =>
      server.call.refused('decideComment', { ...signedIn, params: { id }, body: body as typeof show });
    expect((await call({ token: auditor }, show)).code).toBe('not-allowed');
    expect((await call({ token: await server.staffToken('clerk.qian') }, show)).status).toBe(403);
    expect((await call({}, show)).status).toBe(401);
    const supervisor = await server.staffToken('supervisor');
    expect((await call({ token: supervisor }, { verdict: 'hidden', seen: 'held', reason: ' ' })).code).toBe(
      'invalid-request',
    );
    const query = { state: 'waiting' as 'held' };
    expect((await server.call.refused('listCheckedComments', { token: supervisor, query })).code).toBe(
      'invalid-request',
    );
  });

  test('is not for who is rated, nor for another unit', async () => {
    const { id } = await rate(markedWords.review);
    const { connection } = server.database;
    const supervisor = await server.staffToken('supervisor');
    const me = (await server.call('whoAmI', { token: supervisor })).body;
    await connection
      .collection('ratings')
      .updateMany({}, { $set: { ratedStaffIds: [new Types.ObjectId(me.id)] } });
    expect(await held(supervisor)).toEqual([]);
    const body = { verdict: 'shown' as const, seen: 'held' as const };
    expect(
      (await server.call.refused('decideComment', { token: supervisor, params: { id }, body })).code,
    ).toBe('not-found');
    await connection
      .collection('ratings')
      .updateMany({}, { $set: { ratedStaffIds: [], departmentId: new Types.ObjectId() } });
    expect(await held(supervisor)).toEqual([]);
  });
});
