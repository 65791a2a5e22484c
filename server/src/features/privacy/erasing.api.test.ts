import { randomUUID } from 'node:crypto';
import { type consentPurposes, contactKeptDays } from '@linli/shared/consent.ts';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import { serve } from '../../demo/story.ts';
import { dayMs, minuteMs } from '../../platform/clock.ts';
import { heldContact, useHoldings } from '../../testing/index.ts';

const stage = useHoldings();
const {
  collection,
  ticketOf,
  raw,
  signIn,
  rate,
  complain,
  handledTicket,
  closeTicketOf,
  sweep,
  erase,
  holdings,
  audited,
} = stage;

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
    const { body } = await stage.server.call('getMyRating', {
      token: stage.token,
      params: { id: params.id },
    });
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
    stage.server.clock.advance(11 * minuteMs);
    await sweep();
    expect((await ticketOf(params.id))?.personal.contact).not.toBeNull();
    await closeTicketOf(params);
    stage.server.clock.advance(11 * minuteMs);
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
    const { body } = await stage.server.call('getTicket', { token: handler, params: { id } });
    expect(body).toMatchObject({ contact: null, anonymous: false });
    const refused = await stage.server.call.refused('getTicketContact', { token: handler, params: { id } });
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
    const askedAt = stage.server.clock.now();
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
    stage.server.clock.advance(minuteMs);
    await stage.server.app.ratings.openMissingTickets();
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
    stage.server.clock.advance(minuteMs);
    await stage.server.app.feedback.openMissingTickets();
    await sweep();
    expect((await ticketOf(params.id))?.personal).toMatchObject({ contact: null, contactErased: true });
  });

  test('comes by itself when the time is up', async () => {
    const params = await rate();
    const good = await rate({ grade: 5 });
    stage.server.clock.advance(contactKeptDays * dayMs);
    await sweep();
    // The open case keeps its contact however long it takes; the one without a case does not.
    expect((await raw('ratings', params.id))?.contact).not.toBeNull();
    expect((await raw('ratings', good.id))?.contact).toBeNull();
    await closeTicketOf(params);
    stage.server.clock.advance(2 * dayMs);
    await sweep();
    expect((await raw('ratings', params.id))?.contact).not.toBeNull();
    stage.server.clock.advance(contactKeptDays * dayMs);
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
    (await stage.server.call('withdrawConsent', { token: stage.token, params: { purpose } })).body;

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
    stage.server.clock.advance(11 * minuteMs);
    await sweep();
    expect((await raw('ratings', open.id))?.contact).toBeNull();
  });

  test('taken back does not reach what is given afterwards', async () => {
    await rate({ grade: 5 });
    await withdraw('rating-contact');
    await rate({ grade: 5 });
    const { body } = await stage.server.call('getMyData', { token: stage.token });
    expect(body.consents[0]).toMatchObject({ held: 1, waiting: 0 });
  });

  test('never given is taken back without effect', async () => {
    expect(await withdraw('feedback-contact')).toMatchObject({ held: 0, waiting: 0, givenAt: null });
  });

  test('is asked for before a name goes with a rating', async () => {
    const { token: record } = await serve(stage.server.app, 'B01', 'mediation');
    const body = {
      scene: `r.${record}`,
      grade: 1,
      tags: [],
      anonymous: false,
      contact: heldContact,
      idempotencyKey: randomUUID(),
    };
    const refused = await stage.server.call.refused('submitRating', { token: stage.token, body });
    expect([refused.status, refused.code]).toEqual([403, 'consent-needed']);
    expect(refused.body.error.details).toEqual({ purpose: 'rating-contact', version: 1 });
    expect((await stage.server.call('listMyRatings', { token: stage.token })).body.items).toEqual([]);
  });

  test('refused at the printed code does not hold the resident off the counter', async () => {
    const common = { scene: 'c.B01', grade: 5 as const, tags: [] };
    const body = { ...common, anonymous: false, contact: heldContact, idempotencyKey: randomUUID() };
    expect((await stage.server.call.refused('submitRating', { token: stage.token, body })).code).toBe(
      'consent-needed',
    );
    const anonymous = { ...common, anonymous: true as const, idempotencyKey: randomUUID() };
    expect((await stage.server.call('submitRating', { token: stage.token, body: anonymous })).status).toBe(
      201,
    );
  });
});
