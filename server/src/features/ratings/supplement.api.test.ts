import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import type { Grade } from '@linli/shared/grades.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consentTo, serve } from '../../demo/story.ts';
import { dayMs } from '../../platform/clock.ts';
import {
  createTestClock,
  rateBadly,
  startTestServer,
  type TestServer,
  testContact,
} from '../../testing/index.ts';

let server: TestServer;
const clock = createTestClock();
/** Residents sign in again where the clock has moved on: access tokens are short. */
let name: string;
beforeAll(async () => {
  server = await startTestServer({ clock });
});
beforeEach(() => {
  name = `s-${randomUUID().slice(0, 8)}`;
});
afterAll(() => server.stop());

const resident = (who = name) => server.residentToken(who);

/** A rating of a new service by the resident of this test. */
async function rate(grade: Grade = 5): Promise<string> {
  const { token: code } = await serve(server.app, 'A02', 'birth-registration');
  const body = {
    scene: `r.${code}`,
    grade,
    tags: [],
    anonymous: true as const,
    idempotencyKey: randomUUID(),
  };
  const { id } = (await server.call('submitRating', { token: await resident(), body })).body;
  await server.app.followUps.settled();
  return id;
}

const said = (grade: Grade, more: object = {}) =>
  ({
    grade,
    tags: [],
    anonymous: true,
    idempotencyKey: randomUUID(),
    ...more,
  }) as BodyOf<'supplementRating'>;

async function supplement(id: string, body = said(2)) {
  const { body: stored } = await server.call('supplementRating', {
    token: await resident(),
    params: { id },
    body,
  });
  await server.app.followUps.settled();
  return stored;
}

async function refusal(id: string, body: unknown = said(2), token?: string) {
  const call = { token: token ?? (await resident()), params: { id }, body };
  return (await server.call.refused('supplementRating', call)).code;
}

const ownRating = async (id: string) =>
  (await server.call('getMyRating', { token: await resident(), params: { id } })).body;

const ticketOf = (ratingId: string) => server.app.tickets.progressOf(new Types.ObjectId(ratingId));

/** Lets the ticket of a rating end, as if it had been answered and judged. */
async function close(ratingId: string) {
  const closed = { open: false, state: 'closed', closedAt: clock.now(), outcome: 'solved' };
  await server.database.connection
    .collection('tickets')
    .updateOne({ sourceId: new Types.ObjectId(ratingId) }, { $set: closed });
}

describe('a supplementary rating', () => {
  test('stands beside the first, which stays as it was given', async () => {
    const id = await rate(5);
    const before = await server.database.connection
      .collection('ratings')
      .findOne({ _id: new Types.ObjectId(id) });
    const added = await supplement(id, said(3, { tags: ['309'], comment: '后来又跑了一次' }));
    expect(added).toMatchObject({ grade: 3, comment: '后来又跑了一次', counter: { code: 'A02' } });
    expect(await ownRating(id)).toMatchObject({
      grade: 5,
      supplement: { id: added.id, grade: 3 },
      supplementTo: null,
      supplementBy: null,
    });
    expect(await ownRating(added.id)).toMatchObject({
      grade: 3,
      supplementTo: { id, grade: 5 },
      serviceItem: { name: '生育登记' },
      supplementBy: null,
    });
    expect(
      await server.database.connection.collection('ratings').findOne({ _id: new Types.ObjectId(id) }),
    ).toEqual(before);
    const list = (await server.call('listMyRatings', { token: await resident(), query: {} })).body.items;
    expect(list.map((row) => [row.id, row.supplementary])).toEqual(
      expect.arrayContaining([
        [added.id, true],
        [id, false],
      ]),
    );
  });

  test('can be given once, however often and under how many keys it is sent at a time', async () => {
    const id = await rate();
    const token = await resident();
    const body = said(2);
    const bodies = [body, body, said(2), said(4), said(1)];
    const sent = await Promise.allSettled(
      bodies.map((one) => server.call('supplementRating', { token, params: { id }, body: one })),
    );
    const stored = sent.flatMap((one) => (one.status === 'fulfilled' ? one.value.body.id : []));
    expect(new Set(stored).size).toBe(1);
    for (const one of sent)
      if (one.status === 'rejected') expect(String(one.reason)).toContain('already-supplemented');
    await server.app.followUps.settled();
    const ratings = server.database.connection.collection('ratings');
    expect(await ratings.countDocuments({ supplementTo: new Types.ObjectId(id) })).toBe(1);
  });

  test('sent again with the same key answers as before, also when the time for it is over', async () => {
    const id = await rate();
    const body = said(4);
    const first = await supplement(id, body);
    clock.advance(31 * dayMs);
    expect(await supplement(id, body)).toEqual(first);
    expect(await refusal(id, said(4))).toBe('already-supplemented');
    expect(await refusal(id, { ...body, grade: 1 })).toBe('idempotency-key-reused');
  });

  test('is open for thirty days after the rating', async () => {
    const id = await rate();
    const until = new Date(clock.now().getTime() + 30 * dayMs).toISOString();
    expect(await ownRating(id)).toMatchObject({ supplementBy: until });
    clock.advance(30 * dayMs);
    expect(await ownRating(id)).toMatchObject({ supplementBy: null });
    expect(await refusal(id)).toBe('supplement-not-open');
  });

  test('waits for the ticket of the rating to close, and is open for thirty days from then', async () => {
    const id = await rate(1);
    expect(await ownRating(id)).toMatchObject({ supplementBy: null });
    expect(await refusal(id)).toBe('supplement-not-open');
    clock.advance(40 * dayMs);
    await close(id);
    const until = new Date(clock.now().getTime() + 30 * dayMs).toISOString();
    expect(await ownRating(id)).toMatchObject({ supplementBy: until });
    await supplement(id, said(4));
    expect(await ticketOf(id)).toMatchObject({ state: 'closed' });
  });

  test('that is good opens no ticket; a bad one opens one of its own, which tells of the first', async () => {
    const good = await rate(1);
    await close(good);
    expect(await ticketOf((await supplement(good, said(4))).id)).toBeNull();

    const { ratingId, resident: token, handler } = await rateBadly(server);
    await close(ratingId);
    const first = await ticketOf(ratingId);
    const { body } = await server.call('supplementRating', {
      token,
      params: { id: ratingId },
      body: said(1, { comment: '还是没有办好' }),
    });
    await server.app.followUps.settled();
    const second = await ticketOf(body.id);
    expect(second?.number).not.toBe(first?.number);
    const owner = server.app.organization.directory().staffMember(second?.handlerId ?? '');
    const staff = await server.staffToken(owner?.username ?? handler);
    const id = second?._id.toHexString() ?? '';
    expect((await server.call('getTicket', { token: staff, params: { id } })).body).toMatchObject({
      state: 'assigned',
      grade: 1,
      comment: '还是没有办好',
      firstRating: { grade: 2, ratedAt: clock.now().toISOString(), ticketNumber: first?.number },
    });
    const queue = await server.call('listTickets', { token: staff, query: { queue: 'mine' } });
    expect(queue.body.items.find((row) => row.id === id)).toMatchObject({ supplementary: true });
  });

  test('that a process left without its ticket gets one by the sweep', async () => {
    const id = await rate();
    const added = await supplement(id, said(1));
    const sourceId = new Types.ObjectId(added.id);
    await server.database.connection.collection('tickets').deleteOne({ sourceId });
    await server.database.connection
      .collection('ratings')
      .updateOne({ _id: sourceId }, { $set: { ticketDue: true } });
    clock.advance(dayMs);
    await server.app.ratings.openMissingTickets();
    expect(await ticketOf(added.id)).toMatchObject({ state: 'assigned' });
  });

  test('by name asks for the consent, and its handler can call', async () => {
    const id = await rate();
    const realName = { anonymous: false, contact: testContact };
    expect(await refusal(id, said(2, realName))).toBe('consent-needed');
    const added = await supplement(id, said(2, { ...realName, consent: consentTo('rating-contact') }));
    expect(added.anonymous).toBe(false);
    const held = await server.call('listMyHoldings', {
      token: await resident(),
      params: { kind: 'rating' },
      query: {},
    });
    expect(held.body.items[0]).toMatchObject({
      id: added.id,
      title: '追评：A02 综合受理二号窗口',
      contactState: 'held',
    });
    const ticket = await ticketOf(added.id);
    const owner = server.app.organization.directory().staffMember(ticket?.handlerId ?? '');
    const token = await server.staffToken(owner?.username ?? '');
    const params = { id: ticket?._id.toHexString() ?? '' };
    expect((await server.call('getTicketContact', { token, params })).body).toEqual(testContact);
  });

  test('cannot be supplemented itself', async () => {
    const added = await supplement(await rate(), said(4));
    expect(await refusal(added.id)).toBe('supplement-not-open');
  });

  test.each([
    ['a grade that is none', { ...said(2), grade: 6 }, 'invalid-request'],
    ['no grade', { ...said(2), grade: undefined }, 'invalid-request'],
    ['a reason of another grade', said(2, { tags: ['510'] }), 'tags-not-of-grade'],
    ['a scene', { ...said(2), scene: 'c.A01' }, 'invalid-request'],
    ['half a contact', said(2, { anonymous: false, contact: { name: '王秀兰' } }), 'invalid-request'],
  ])('with %s is refused', async (_name, body, code) => {
    expect(await refusal(await rate(), body)).toBe(code);
  });

  test('is the resident’s own to give', async () => {
    const id = await rate();
    expect(await refusal(id, said(2), await resident('somebody-else'))).toBe('not-found');
    expect(await refusal(id, said(2), await server.staffToken('handler'))).toBe('not-allowed');
    expect((await server.call.refused('supplementRating', { params: { id }, body: said(2) })).code).toBe(
      'not-signed-in',
    );
  });
});

test('everyone reads a supplement the day after, with the rating that it belongs to and its own answer', async () => {
  await server.database.connection.collection('ratings').deleteMany({});
  const id = await rate(5);
  clock.advance(dayMs);
  await supplement(id, said(1, { comment: '后来电话一直没人接' }));
  const list = async () =>
    (await server.call('listCounterRatings', { params: { code: 'A02' }, query: {} })).body.items;
  expect((await list()).map(({ grade }) => grade)).toEqual([5]);
  clock.advance(dayMs);
  expect(await list()).toMatchObject([
    { grade: 1, supplementTo: { grade: 5 }, handling: 'under-way', comment: null },
    { grade: 5, supplementTo: null, handling: 'none' },
  ]);
});
