import { keptByLaw } from '@linli/shared/consent.ts';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import { correctedContact, heldContact, useHoldings } from '../../testing/index.ts';

const stage = useHoldings();
const {
  collection,
  ticketOf,
  signIn,
  rate,
  complain,
  handledTicket,
  closeTicketOf,
  sweep,
  holdings,
  audited,
} = stage;

describe('what is held', () => {
  test('is shown masked, with a consent for each purpose and what the law keeps', async () => {
    const rating = await rate();
    await complain();
    const { body } = await stage.server.call('getMyData', { token: stage.token });
    const givenAt = stage.server.clock.now().toISOString();
    expect(body).toMatchObject({ ratings: 1, feedback: 1, keptByLaw });
    const held = (purpose: string) => ({ purpose, givenAt, held: 1, waiting: 0 });
    expect(body.consents).toEqual([
      held('rating-contact'),
      held('feedback-contact'),
      { purpose: 'consultation-contact', givenAt: null, held: 0, waiting: 0 },
      { purpose: 'appointment', givenAt: null, held: 0, waiting: 0 },
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
    const { body } = await stage.server.call('getMyData', { token: stage.token });
    expect(body).toMatchObject({ ratings: 0, feedback: 0 });
    expect(body.consents.map(({ givenAt, held }) => [givenAt, held])).toEqual([
      [null, 0],
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
      stage.server.clock.advance(1000);
    }
    const params = { kind: 'rating' as const };
    const first = (
      await stage.server.call('listMyHoldings', { token: stage.token, params, query: { limit: 2 } })
    ).body;
    const cursor = first.nextCursor ?? '';
    const rest = (
      await stage.server.call('listMyHoldings', { token: stage.token, params, query: { limit: 2, cursor } })
    ).body;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  });

  test('can be taken home whole: in full, with the answers, and nothing of others', async () => {
    const rating = await rate();
    await closeTicketOf(rating);
    await signIn();
    await complain();
    const answers = [{ template: 'case-progress' as const, accepted: true }];
    const about = { kind: 'rating' as const, id: rating.id, answers };
    await stage.server.call('answerSubscription', { token: stage.token, body: about });
    const other = { name: '李另外', phone: '13700007777' };
    await rate({ given: other, by: await stage.server.residentToken('somebody-else') });
    const { body } = await stage.server.call('exportMyData', { token: stage.token });
    expect(body.ratings).toMatchObject([
      {
        id: rating.id,
        contact: { ...heldContact, ofGuardian: false },
        consent: { version: 1, ageGroup: '14-or-older' },
        ticket: { reply: '已改进', state: 'closed' },
      },
    ]);
    expect(body.feedback).toMatchObject([{ text: '字太小', contact: heldContact }]);
    expect(body.messages).toMatchObject([{ title: '有答复了', read: false }]);
    expect(body.reminders).toEqual([
      { about: 'rating', accepted: true, at: stage.server.clock.now().toISOString() },
    ]);
    expect(body.sessions.length).toBeGreaterThan(0);
    expect(body.account.wechatOpenid).not.toBe('');
    for (const foreign of [other.name, other.phone, '韩正言', '杨守诚'])
      expect(JSON.stringify(body)).not.toContain(foreign);
    expect(await audited('data-export', body.account.id)).toBe(1);
  });

  test('can be taken home five times an hour', async () => {
    for (let count = 0; count < 5; count += 1)
      await stage.server.call('exportMyData', { token: stage.token });
    const refused = await stage.server.call.refused('exportMyData', { token: stage.token });
    expect([refused.status, refused.code]).toEqual([429, 'too-many-requests']);
  });
});

describe('a wrong name or number', () => {
  test('is correctedContact here and in the ticket, and both lie encrypted', async () => {
    for (const params of [await rate(), await complain()]) {
      const { body } = await stage.server.call('correctMyContact', {
        token: stage.token,
        params,
        body: { contact: correctedContact },
      });
      expect(body.contact).toEqual({ name: '王**', phone: '139****5678' });
      const { id, handler } = await handledTicket(params.id);
      const full = await stage.server.call('getTicketContact', { token: handler, params: { id } });
      expect(full.body).toEqual(correctedContact);
      expect(await audited('contact-correct', params.id)).toBe(1);
    }
    const stored = JSON.stringify(await collection('ratings').find().toArray());
    expect(stored).not.toContain(correctedContact.phone);
  });

  test('stays a guardian’s', async () => {
    const params = await rate();
    await collection('ratings').updateOne(
      { _id: new Types.ObjectId(params.id) },
      { $set: { 'contact.ofGuardian': true } },
    );
    const { body } = await stage.server.call('correctMyContact', {
      token: stage.token,
      params,
      body: { contact: correctedContact },
    });
    expect(body.ofGuardian).toBe(true);
  });

  test('cannot be correctedContact once the case is closed, or where none was given', async () => {
    const closed = await rate();
    await closeTicketOf(closed);
    for (const params of [closed, await rate({ given: null })]) {
      const refused = await stage.server.call.refused('correctMyContact', {
        token: stage.token,
        params,
        body: { contact: correctedContact },
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
    await stage.server.app.tickets.copyPersonalData(sourceId, copy(5));
    await stage.server.app.tickets.copyPersonalData(sourceId, copy(4));
    expect((await ticketOf(id))?.personal.comment).toBe('5');
  });
});

describe('whose data it is', () => {
  const id = 'a'.repeat(24);
  const calls = [
    ['getMyData', {}],
    ['exportMyData', {}],
    ['listMyHoldings', { params: { kind: 'rating' } }],
    ['correctMyContact', { params: { kind: 'rating', id }, body: { contact: heldContact } }],
    ['eraseMyData', { params: { kind: 'rating', id }, body: { parts: ['contact'] } }],
    ['withdrawConsent', { params: { purpose: 'rating-contact' } }],
    ['closeAccount', { body: { eraseComments: false } }],
  ] as const;

  test.each(calls)('%s is for residents who are signed in', async (endpoint, parts) => {
    expect(await stage.server.call.refused(endpoint, parts)).toMatchObject({
      status: 401,
      code: 'not-signed-in',
    });
    const staff = await stage.server.staffToken('handler');
    expect(await stage.server.call.refused(endpoint, { ...parts, token: staff })).toMatchObject({
      status: 403,
      code: 'not-allowed',
    });
  });

  test('somebody else’s is not found', async () => {
    for (const params of [await rate(), await complain()]) {
      const other = await stage.server.residentToken('curious');
      for (const answer of [
        await stage.server.call.refused('correctMyContact', {
          token: other,
          params,
          body: { contact: heldContact },
        }),
        await stage.server.call.refused('eraseMyData', {
          token: other,
          params,
          body: { parts: ['contact'] },
        }),
      ])
        expect([answer.status, answer.code]).toEqual([404, 'not-found']);
    }
    expect(await holdings('rating')).toMatchObject([{ contactState: 'held' }]);
    expect(await holdings('feedback')).toMatchObject([{ contactState: 'held' }]);
  });

  test.each([
    ['listMyHoldings', { params: { kind: 'tickets' } }],
    ['listMyHoldings', { params: { kind: 'rating' }, query: { limit: 51 } }],
    ['correctMyContact', { params: { kind: 'rating', id: '1' }, body: { contact: heldContact } }],
    ['correctMyContact', { params: { kind: 'rating', id }, body: { contact: { name: '王', phone: '1' } } }],
    ['eraseMyData', { params: { kind: 'rating', id }, body: { parts: [] } }],
    ['eraseMyData', { params: { kind: 'rating', id }, body: { parts: ['grade'] } }],
    ['withdrawConsent', { params: { purpose: 'everything' } }],
    ['closeAccount', { body: {} }],
    ['exportMyData', { query: { of: 'all' } }],
  ] as const)('%s refuses %j', async (endpoint, parts) => {
    expect(await stage.server.call.refused(endpoint, { token: stage.token, ...parts })).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
  });
});
