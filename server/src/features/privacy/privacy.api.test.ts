import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { type consentPurposes, contactKeptDays, keptByLaw } from '@linli/shared/consent.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consentTo, serve } from '../../demo/story.ts';
import { dayMs, minuteMs } from '../../platform/clock.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
/** A new resident for each test. */
let name: string;
let token: string;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  name = `p-${randomUUID().slice(0, 8)}`;
  await signIn();
});
afterAll(() => server.stop());

/** Also to be called after the clock has gone on: access tokens are short. */
async function signIn() {
  token = await server.residentToken(name);
}

const contact = { name: '王秀兰', phone: '13800001234' };
const corrected = { name: '王秀英', phone: '13900005678' };
const collection = (of: string) => server.database.connection.collection(of);
const raw = async (of: string, id: string) => collection(of).findOne({ _id: new Types.ObjectId(id) });
const ticketOf = async (sourceId: string) =>
  collection('tickets').findOne({ sourceId: new Types.ObjectId(sourceId) });

/** A real-name rating at the counter of the judicial office; a bad one unless said otherwise. */
async function rate({
  grade = 1 as 1 | 5,
  comment = '等了很久',
  given = contact as typeof contact | null,
} = {}) {
  const { token: record } = await serve(server.app, 'B01', 'mediation');
  const common = { scene: `r.${record}`, grade, tags: [], comment, idempotencyKey: randomUUID() };
  const body: BodyOf<'submitRating'> = given
    ? { ...common, anonymous: false, contact: given, consent: consentTo('rating-contact') }
    : { ...common, anonymous: true };
  const { id } = (await server.call('submitRating', { token, body })).body;
  await server.app.followUps.settled();
  return { kind: 'rating' as const, id };
}

async function complain() {
  const body = {
    kind: 'complaint' as const,
    text: '字太小',
    contact,
    consent: consentTo('feedback-contact'),
    idempotencyKey: randomUUID(),
  };
  const { id } = (await server.call('submitFeedback', { token, body })).body;
  await server.app.followUps.settled();
  return { kind: 'feedback' as const, id };
}

/** The ticket of a rating or feedback, and the token of its handler. */
async function handledTicket(sourceId: string) {
  const ticket = await ticketOf(sourceId);
  const member = server.app.organization.directory().staffMember(String(ticket?.handlerId));
  return { id: String(ticket?._id), handler: await server.staffToken(member?.username ?? '') };
}

/** Takes the ticket of a rating or feedback through to its end. */
async function closeTicketOf({ id: sourceId }: { id: string }) {
  const { id, handler } = await handledTicket(sourceId);
  const steps: BodyOf<'actOnTicket'>[] = [
    { action: 'accept', version: 1 },
    { action: 'conclude', version: 2, finding: 'substantiated', text: '属实' },
    { action: 'reply', version: 3, text: '已改进' },
  ];
  for (const body of steps) await server.call('actOnTicket', { token: handler, params: { id }, body });
  await server.app.tickets.judge(new Types.ObjectId(sourceId), {
    solved: true,
    text: null,
    idempotencyKey: randomUUID(),
  });
}

const sweep = async () => {
  await server.app.ratings.holdings.sweep();
  await server.app.feedback.holdings.sweep();
};
const erase = async (
  params: Awaited<ReturnType<typeof rate | typeof complain>>,
  ...parts: ('contact' | 'comment')[]
) => (await server.call('eraseMyData', { token, params, body: { parts } })).body;
const holdings = async (kind: 'rating' | 'feedback') =>
  (await server.call('listMyHoldings', { token, params: { kind } })).body.items;
const audited = (action: string, subjectId: string) =>
  collection('auditEntries').countDocuments({ chain: 'privacy', action, 'subject.id': subjectId });

describe('what is held', () => {
  test('is shown masked, with a consent for each purpose and what the law keeps', async () => {
    const rating = await rate();
    await complain();
    const { body } = await server.call('getMyData', { token });
    const givenAt = server.clock.now().toISOString();
    expect(body).toMatchObject({ ratings: 1, feedback: 1, keptByLaw });
    const held = (purpose: string) => ({ purpose, givenAt, held: 1, waiting: 0 });
    expect(body.consents).toEqual([
      held('rating-contact'),
      held('feedback-contact'),
      { purpose: 'consultation-contact', givenAt: null, held: 0, waiting: 0 },
    ]);
    expect(await holdings('rating')).toEqual([
      {
        ...rating,
        title: 'B01 人民调解接待窗口',
        at: givenAt,
        contact: { name: '王**', phone: '138****1234' },
        ofGuardian: false,
        contactState: 'held',
        correctable: true,
        excerpt: '等了很久',
        commentState: 'held',
        ticketState: 'assigned',
      },
    ]);
    expect(await holdings('feedback')).toMatchObject([{ title: '投诉', contactState: 'held' }]);
  });

  test('of a resident who said nothing is nothing', async () => {
    const { body } = await server.call('getMyData', { token });
    expect(body).toMatchObject({ ratings: 0, feedback: 0 });
    expect(body.consents.map(({ givenAt, held }) => [givenAt, held])).toEqual([
      [null, 0],
      [null, 0],
      [null, 0],
    ]);
    expect(await holdings('rating')).toEqual([]);
  });

  test('is listed page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.unshift((await rate({ given: null })).id);
      server.clock.advance(1000);
    }
    const params = { kind: 'rating' as const };
    const first = (await server.call('listMyHoldings', { token, params, query: { limit: 2 } })).body;
    const cursor = first.nextCursor ?? '';
    const rest = (await server.call('listMyHoldings', { token, params, query: { limit: 2, cursor } })).body;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  });

  test('can be taken home whole: in full, with the answers, and nothing of others', async () => {
    const rating = await rate();
    await closeTicketOf(rating);
    await signIn();
    await complain();
    const other = { name: '李另外', phone: '13700007777' };
    const mine = token;
    token = await server.residentToken('somebody-else');
    await rate({ given: other });
    token = mine;
    const { body } = await server.call('exportMyData', { token });
    expect(body.ratings).toMatchObject([
      {
        id: rating.id,
        contact: { ...contact, ofGuardian: false },
        consent: { version: 1, ageGroup: '14-or-older' },
        ticket: { reply: '已改进', state: 'closed' },
      },
    ]);
    expect(body.feedback).toMatchObject([{ text: '字太小', contact }]);
    expect(body.sessions.length).toBeGreaterThan(0);
    expect(body.account.wechatOpenid).not.toBe('');
    for (const foreign of [other.name, other.phone, '韩正言', '杨守诚'])
      expect(JSON.stringify(body)).not.toContain(foreign);
    expect(await audited('data-export', body.account.id)).toBe(1);
  });

  test('can be taken home five times an hour', async () => {
    for (let count = 0; count < 5; count += 1) await server.call('exportMyData', { token });
    const refused = await server.call.refused('exportMyData', { token });
    expect([refused.status, refused.code]).toEqual([429, 'too-many-requests']);
  });
});

describe('a wrong name or number', () => {
  test('is corrected here and in the ticket, and both lie encrypted', async () => {
    for (const params of [await rate(), await complain()]) {
      const { body } = await server.call('correctMyContact', { token, params, body: { contact: corrected } });
      expect(body.contact).toEqual({ name: '王**', phone: '139****5678' });
      const { id, handler } = await handledTicket(params.id);
      const full = await server.call('getTicketContact', { token: handler, params: { id } });
      expect(full.body).toEqual(corrected);
      expect(await audited('contact-correct', params.id)).toBe(1);
    }
    const stored = JSON.stringify(await collection('ratings').find().toArray());
    expect(stored).not.toContain(corrected.phone);
  });

  test('stays a guardian’s', async () => {
    const params = await rate();
    await collection('ratings').updateOne(
      { _id: new Types.ObjectId(params.id) },
      { $set: { 'contact.ofGuardian': true } },
    );
    const { body } = await server.call('correctMyContact', { token, params, body: { contact: corrected } });
    expect(body.ofGuardian).toBe(true);
  });

  test('cannot be corrected once the case is closed, or where none was given', async () => {
    const closed = await rate();
    await closeTicketOf(closed);
    for (const params of [closed, await rate({ given: null })]) {
      const refused = await server.call.refused('correctMyContact', {
        token,
        params,
        body: { contact: corrected },
      });
      expect([refused.status, refused.code]).toEqual([409, 'contact-not-correctable']);
    }
  });

  test('reaches the ticket also when the process died before that', async () => {
    const { id } = await rate();
    const before = (await ticketOf(id))?.personal.contact.phone;
    // What a process leaves behind that stored the correction and got no further.
    await collection('ratings').updateOne(
      { _id: new Types.ObjectId(id) },
      { $set: { 'contact.phone': 'sealed anew', copyDue: true }, $inc: { personalRevision: 1 } },
    );
    await Promise.all([sweep(), sweep()]);
    expect(before).not.toBe('sealed anew');
    expect((await ticketOf(id))?.personal.contact.phone).toBe('sealed anew');
    expect(await collection('ratings').countDocuments({ copyDue: true })).toBe(0);
  });

  test('an older copy never replaces a newer one', async () => {
    const { id } = await rate();
    const sourceId = new Types.ObjectId(id);
    const copy = (revision: number) => ({
      comment: `${revision}`,
      contact: null,
      contactErased: false,
      revision,
    });
    await server.app.tickets.copyPersonalData(sourceId, copy(5));
    await server.app.tickets.copyPersonalData(sourceId, copy(4));
    expect((await ticketOf(id))?.personal.comment).toBe('5');
  });
});

describe('erasing', () => {
  test('takes contact and words of a good rating at once; the figure stays', async () => {
    const params = await rate({ grade: 5 });
    const left = await erase(params, 'contact', 'comment');
    expect(left).toMatchObject({
      contact: null,
      contactState: 'erased',
      excerpt: null,
      commentState: 'erased',
      correctable: false,
    });
    const stored = await raw('ratings', params.id);
    expect(stored).toMatchObject({ grade: 5, comment: null, contact: null, consent: { version: 1 } });
    const { body } = await server.call('getMyRating', { token, params: { id: params.id } });
    expect(body).toMatchObject({ grade: 5, comment: null, anonymous: false });
    expect(await audited('erasure-ask', params.id)).toBe(1);
    expect(await audited('contact-erase', params.id)).toBe(1);
    expect(await audited('comment-erase', params.id)).toBe(1);
  });

  test('waits for the open ticket of a real-name bad rating, and is done once that is closed', async () => {
    const params = await rate();
    expect(await erase(params, 'contact', 'comment')).toMatchObject({
      contact: { name: '王**' },
      contactState: 'leaves-when-closed',
      commentState: 'leaves-when-closed',
    });
    server.clock.advance(11 * minuteMs);
    await sweep();
    expect((await ticketOf(params.id))?.personal.contact).not.toBeNull();
    await closeTicketOf(params);
    server.clock.advance(11 * minuteMs);
    await Promise.all(Array.from({ length: 10 }, sweep));
    expect(await audited('contact-erase', params.id)).toBe(1);
    await signIn();
    expect(await holdings('rating')).toMatchObject([{ contactState: 'erased', commentState: 'erased' }]);
    const ticket = await ticketOf(params.id);
    expect(ticket?.personal).toMatchObject({ contact: null, comment: null, contactErased: true });
    // What staff did stays.
    expect(ticket?.reply).toBe('已改进');
    expect(await raw('ratings', params.id)).not.toHaveProperty('reviewAt');
  });

  test('staff see that a contact was erased, and can read it no more', async () => {
    const params = await complain();
    await erase(params, 'contact');
    const { id, handler } = await handledTicket(params.id);
    const { body } = await server.call('getTicket', { token: handler, params: { id } });
    expect(body).toMatchObject({ contact: null, anonymous: false });
    const refused = await server.call.refused('getTicketContact', { token: handler, params: { id } });
    expect([refused.status, refused.code]).toEqual([404, 'contact-not-given']);
  });

  test('takes the contact of a feedback at once, its words when the ticket is closed', async () => {
    const params = await complain();
    expect(await erase(params, 'contact', 'comment')).toMatchObject({
      contactState: 'erased',
      commentState: 'leaves-when-closed',
    });
    expect((await ticketOf(params.id))?.personal).toMatchObject({ contact: null, comment: '字太小' });
  });

  test('asked for ten times at once, or again, is done once', async () => {
    const params = await rate({ grade: 5 });
    await Promise.all(Array.from({ length: 10 }, () => erase(params, 'contact')));
    expect(await erase(params, 'contact')).toMatchObject({ contactState: 'erased' });
    expect(await audited('contact-erase', params.id)).toBe(1);
  });

  test('is done by the sweep when the process died after it was asked for', async () => {
    const params = await rate({ grade: 5 });
    const askedAt = server.clock.now();
    await collection('ratings').updateOne(
      { _id: new Types.ObjectId(params.id) },
      { $set: { contactErasure: { askedAt }, reviewAt: askedAt }, $inc: { personalRevision: 1 } },
    );
    await sweep();
    expect(await raw('ratings', params.id)).toMatchObject({ contact: null });
  });

  test('waits also for a ticket that is still owed', async () => {
    const params = await rate();
    const sourceId = new Types.ObjectId(params.id);
    // As if the process had died before it opened the ticket.
    await collection('tickets').deleteOne({ sourceId });
    await collection('ratings').updateOne({ _id: sourceId }, { $set: { ticketDue: true } });
    expect(await erase(params, 'contact')).toMatchObject({ contactState: 'leaves-when-closed' });
    server.clock.advance(minuteMs);
    await server.app.ratings.openMissingTickets();
    expect((await ticketOf(params.id))?.personal.contact).not.toBeNull();
  });

  test('before the ticket of a feedback is open reaches that ticket all the same', async () => {
    const params = await complain();
    // As if the ticket were still owed: the process that will open it holds the contact already.
    const opened = await ticketOf(params.id);
    const _id = new Types.ObjectId(params.id);
    await collection('feedback').updateOne({ _id }, { $set: { ticketDue: true } });
    await erase(params, 'contact');
    expect((await ticketOf(params.id))?.personal).toEqual(opened?.personal);
    server.clock.advance(minuteMs);
    await server.app.feedback.openMissingTickets();
    await sweep();
    expect((await ticketOf(params.id))?.personal).toMatchObject({ contact: null, contactErased: true });
  });

  test('comes by itself when the time is up', async () => {
    const params = await rate();
    const good = await rate({ grade: 5 });
    server.clock.advance(contactKeptDays * dayMs);
    await sweep();
    // The open case keeps its contact however long it takes; the one without a case does not.
    expect((await raw('ratings', params.id))?.contact).not.toBeNull();
    expect((await raw('ratings', good.id))?.contact).toBeNull();
    await closeTicketOf(params);
    server.clock.advance(2 * dayMs);
    await sweep();
    expect((await raw('ratings', params.id))?.contact).not.toBeNull();
    server.clock.advance(contactKeptDays * dayMs);
    await sweep();
    expect(await raw('ratings', params.id)).toMatchObject({ contact: null, comment: '等了很久' });
    await signIn();
    expect(await holdings('rating')).toMatchObject([
      { contactState: 'erased', commentState: 'held' },
      { contactState: 'erased', commentState: 'held' },
    ]);
  });
});

describe('a consent', () => {
  const withdraw = async (purpose: (typeof consentPurposes)[number]) =>
    (await server.call('withdrawConsent', { token, params: { purpose } })).body;

  test('is taken back with one call: what no open case needs goes at once', async () => {
    const open = await rate();
    const closed = await rate();
    await closeTicketOf(closed);
    const good = await rate({ grade: 5 });
    const feedback = await complain();
    expect(await withdraw('rating-contact')).toEqual({
      purpose: 'rating-contact',
      givenAt: null,
      held: 0,
      waiting: 1,
    });
    expect((await raw('ratings', open.id))?.contact).not.toBeNull();
    for (const { id } of [closed, good]) {
      expect((await raw('ratings', id))?.contact).toBeNull();
      if (id === closed.id) expect((await ticketOf(id))?.personal.contact).toBeNull();
    }
    // The other purpose is not touched.
    expect((await raw('feedback', feedback.id))?.contact).not.toBeNull();
    expect(await withdraw('feedback-contact')).toMatchObject({ held: 0, waiting: 0 });
    expect((await ticketOf(feedback.id))?.personal.contact).toBeNull();
    await closeTicketOf(open);
    server.clock.advance(11 * minuteMs);
    await sweep();
    expect((await raw('ratings', open.id))?.contact).toBeNull();
  });

  test('taken back does not reach what is given afterwards', async () => {
    await rate({ grade: 5 });
    await withdraw('rating-contact');
    await rate({ grade: 5 });
    const { body } = await server.call('getMyData', { token });
    expect(body.consents[0]).toMatchObject({ held: 1, waiting: 0 });
  });

  test('never given is taken back without effect', async () => {
    expect(await withdraw('feedback-contact')).toMatchObject({ held: 0, waiting: 0, givenAt: null });
  });

  test('is asked for before a name goes with a rating', async () => {
    const { token: record } = await serve(server.app, 'B01', 'mediation');
    const body = {
      scene: `r.${record}`,
      grade: 1,
      tags: [],
      anonymous: false,
      contact,
      idempotencyKey: randomUUID(),
    };
    const refused = await server.call.refused('submitRating', { token, body });
    expect([refused.status, refused.code]).toEqual([403, 'consent-needed']);
    expect(refused.body.error.details).toEqual({ purpose: 'rating-contact', version: 1 });
    expect((await server.call('listMyRatings', { token })).body.items).toEqual([]);
  });

  test('refused at the printed code does not hold the resident off the counter', async () => {
    const common = { scene: 'c.B01', grade: 5 as const, tags: [] };
    const body = { ...common, anonymous: false, contact, idempotencyKey: randomUUID() };
    expect((await server.call.refused('submitRating', { token, body })).code).toBe('consent-needed');
    const anonymous = { ...common, anonymous: true as const, idempotencyKey: randomUUID() };
    expect((await server.call('submitRating', { token, body: anonymous })).status).toBe(201);
  });
});

describe('closing the account', () => {
  const close = async (eraseComments = false) =>
    (await server.call('closeAccount', { token, body: { eraseComments } })).body;

  test('ends every session at once, and the next sign-in is a new person’s', async () => {
    const before = (await server.call('signInWithWechat', { body: { code: `demo-${name}` } })).body;
    await rate({ grade: 5 });
    await close();
    for (const old of [token, before.accessToken])
      expect((await server.call.refused('whoAmI', { token: old })).code).toBe('session-ended');
    const refresh = { body: { refreshToken: before.refreshToken } };
    expect((await server.call.refused('refreshSession', refresh)).code).toBe('session-ended');
    const after = (await server.call('signInWithWechat', { body: { code: `demo-${name}` } })).body;
    expect(after.person.id).not.toBe(before.person.id);
    const { items } = (await server.call('listMyRatings', { token: after.accessToken })).body;
    expect(items).toEqual([]);
  });

  test('leaves nothing that leads from a rating to the person', async () => {
    const closed = await rate();
    await closeTicketOf(closed);
    const feedback = await complain();
    const { id: residentId } = (await server.call('whoAmI', { token })).body;
    const openid = (await server.call('exportMyData', { token })).body.account.wechatOpenid;
    expect(await close()).toEqual({ waiting: 0 });
    const id = new Types.ObjectId(residentId);
    for (const of of ['ratings', 'feedback'])
      expect(await collection(of).countDocuments({ residentId: id })).toBe(0);
    expect(await raw('ratings', closed.id)).toMatchObject({ grade: 1, contact: null, comment: '等了很久' });
    expect(await raw('feedback', feedback.id)).toMatchObject({ contact: null, comment: '字太小' });
    const resident = await raw('residents', residentId);
    expect(resident).toMatchObject({ openidSealed: '', openidDigest: `closed ${residentId}` });
    expect(JSON.stringify(resident)).not.toContain(openid);
    expect(await audited('account-close', residentId)).toBe(1);
    expect(await server.app.audit.firstBreak('privacy')).toBeNull();
  });

  test('takes the words along if asked, and waits for open tickets', async () => {
    const open = await rate();
    const good = await rate({ grade: 5 });
    const { id } = (await server.call('whoAmI', { token })).body;
    expect(await close(true)).toEqual({ waiting: 1 });
    expect(await collection('ratings').countDocuments({ residentId: new Types.ObjectId(id) })).toBe(0);
    expect(await raw('ratings', good.id)).toMatchObject({ grade: 5, comment: null, contact: null });
    expect((await ticketOf(open.id))?.personal).toMatchObject({ comment: '等了很久' });
    await closeTicketOf(open);
    server.clock.advance(11 * minuteMs);
    await sweep();
    expect((await ticketOf(open.id))?.personal).toMatchObject({ comment: null, contact: null });
    expect(await raw('ratings', open.id)).toMatchObject({ grade: 1, comment: null, contact: null });
  });

  test('twice at once closes it once', async () => {
    const { id } = (await server.call('whoAmI', { token })).body;
    await rate({ grade: 5 });
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => close()));
    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [String(answer.reason)] : [],
    );
    for (const refusal of refusals) expect(refusal).toContain('session-ended');
    expect(refusals.length).toBeLessThan(5);
    expect(await audited('account-close', id)).toBe(1);
  });

  test('is finished by the sweep when the process died after the first write', async () => {
    const rating = await rate({ grade: 5 });
    const { id } = (await server.call('whoAmI', { token })).body;
    await server.app.identity.closeAccount(id, true);
    server.clock.advance(minuteMs);
    await Promise.all([server.app.privacy.finishClosings(), server.app.privacy.finishClosings()]);
    expect((await server.call.refused('whoAmI', { token })).code).toBe('session-ended');
    const stored = await raw('ratings', rating.id);
    expect(stored).toMatchObject({ grade: 5, contact: null, comment: null });
    expect(String(stored?.residentId)).not.toBe(id);
    expect(await collection('residents').countDocuments({ closingDue: true })).toBe(0);
    expect(
      await collection('sessions').countDocuments({ personId: new Types.ObjectId(id), endedAt: null }),
    ).toBe(0);
  });

  test('also reaches what a request under way wrote behind its back', async () => {
    const { id } = (await server.call('whoAmI', { token })).body;
    await close(true);
    const late = { kind: 'resident', id, sessionId: '' } as const;
    const { id: ratingId } = await server.app.ratings.handlers.submitRating({
      actor: late,
      body: {
        scene: 'c.L01',
        grade: 5,
        tags: [],
        comment: '晚到的留言',
        anonymous: false,
        contact,
        consent: consentTo('rating-contact'),
        idempotencyKey: randomUUID(),
      },
      params: undefined,
      query: undefined,
      ip: '',
    });
    await server.app.privacy.finishClosings();
    expect(String((await raw('ratings', ratingId))?.residentId)).toBe(id);
    server.clock.advance(minuteMs);
    await server.app.privacy.finishClosings();
    const stored = await raw('ratings', ratingId);
    expect(stored).toMatchObject({ contact: null, comment: null });
    expect(String(stored?.residentId)).not.toBe(id);
  });
});

describe('whose data it is', () => {
  const id = 'a'.repeat(24);
  const calls = [
    ['getMyData', {}],
    ['exportMyData', {}],
    ['listMyHoldings', { params: { kind: 'rating' } }],
    ['correctMyContact', { params: { kind: 'rating', id }, body: { contact } }],
    ['eraseMyData', { params: { kind: 'rating', id }, body: { parts: ['contact'] } }],
    ['withdrawConsent', { params: { purpose: 'rating-contact' } }],
    ['closeAccount', { body: { eraseComments: false } }],
  ] as const;

  test.each(calls)('%s is for residents who are signed in', async (endpoint, parts) => {
    expect(await server.call.refused(endpoint, parts)).toMatchObject({ status: 401, code: 'not-signed-in' });
    const staff = await server.staffToken('handler');
    expect(await server.call.refused(endpoint, { ...parts, token: staff })).toMatchObject({
      status: 403,
      code: 'not-allowed',
    });
  });

  test('somebody else’s is not found', async () => {
    for (const params of [await rate(), await complain()]) {
      const other = await server.residentToken('curious');
      for (const answer of [
        await server.call.refused('correctMyContact', { token: other, params, body: { contact } }),
        await server.call.refused('eraseMyData', { token: other, params, body: { parts: ['contact'] } }),
      ])
        expect([answer.status, answer.code]).toEqual([404, 'not-found']);
    }
    expect(await holdings('rating')).toMatchObject([{ contactState: 'held' }]);
    expect(await holdings('feedback')).toMatchObject([{ contactState: 'held' }]);
  });

  test.each([
    ['listMyHoldings', { params: { kind: 'tickets' } }],
    ['listMyHoldings', { params: { kind: 'rating' }, query: { limit: 51 } }],
    ['correctMyContact', { params: { kind: 'rating', id: '1' }, body: { contact } }],
    ['correctMyContact', { params: { kind: 'rating', id }, body: { contact: { name: '王', phone: '1' } } }],
    ['eraseMyData', { params: { kind: 'rating', id }, body: { parts: [] } }],
    ['eraseMyData', { params: { kind: 'rating', id }, body: { parts: ['grade'] } }],
    ['withdrawConsent', { params: { purpose: 'everything' } }],
    ['closeAccount', { body: {} }],
    ['exportMyData', { query: { of: 'all' } }],
  ] as const)('%s refuses %j', async (endpoint, parts) => {
    expect(await server.call.refused(endpoint, { token, ...parts })).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
  });
});
