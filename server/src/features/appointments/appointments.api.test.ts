import { randomUUID } from 'node:crypto';
import type { BodyOf, QueryOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { minuteMs } from '../../platform/clock.ts';
import {
  bookingOf,
  createTestClock,
  slotsOf,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';

let server: TestServer;
const clock = createTestClock();
const monday = clock.now();

beforeAll(async () => {
  server = await startTestServer({ clock });
});
/** Each test on the same Monday morning, with nothing booked. */
beforeEach(async () => {
  clock.advance(monday.getTime() - clock.now().getTime());
  for (const collection of ['appointments', 'waitlist', 'notifications'])
    await server.database.connection.collection(collection).deleteMany({});
});
afterAll(() => server.stop());

const open = (query: QueryOf<'listSlots'> = {}) => slotsOf(server.call, query);
const first = async (query: QueryOf<'listSlots'> = {}) => {
  const slot = (await open(query)).find(({ free }) => free > 0);
  if (!slot) throw new Error('nothing is free');
  return slot;
};
const resident = (name: string) => server.residentToken(name);
const book = async (token: string, body: BodyOf<'bookAppointment'>) =>
  (await server.call('bookAppointment', { token, body })).body;
const refusedBooking = (token: string | undefined, body: unknown) =>
  server.call.refused('bookAppointment', { ...(token && { token }), body });
const freeAt = async (startsAt: string, lawyer: string) =>
  (await open({ lawyer })).find((slot) => slot.startsAt === startsAt)?.free;

describe('the slots', () => {
  test('are those of the schedules within the horizon, with what is free', async () => {
    const slots = await open();
    expect(slots.length).toBeGreaterThan(20);
    expect(slots.every(({ free, seats }) => free === seats)).toBe(true);
    const starts = slots.map(({ startsAt }) => startsAt);
    expect(starts).toEqual([...starts].sort());
    // It is Monday morning, half past nine: the session of the afternoon is the first.
    expect(slots[0]).toMatchObject({
      startsAt: '2026-11-23T05:30:00.000Z',
      lawyer: { name: '秦明理' },
      mode: 'on-site',
    });
  });

  test('can be asked for by matter, mode, station and lawyer', async () => {
    const labour = await open({ matter: 'labour' });
    expect(new Set(labour.map(({ lawyer }) => lawyer.name))).toEqual(new Set(['何安然']));
    expect(new Set((await open({ mode: 'phone' })).map(({ mode }) => mode))).toEqual(new Set(['phone']));
    const { body } = await server.call('listStations', {});
    const [station] = body.items;
    expect(station).toMatchObject({ code: 'gumei', name: '古美路街道公共法律服务站' });
    const at = await open({ station: station?.id });
    expect(new Set(at.map((slot) => slot.station.id))).toEqual(new Set([station?.id]));
    expect(at.length).toBeLessThan((await open()).length);
  });

  test('of one lawyer come with days that have none', async () => {
    const { body } = await server.call('listLawyers', { query: { matter: 'family' } });
    const [lawyer] = body.items;
    expect(body.items).toHaveLength(1);
    expect(lawyer?.next?.startsAt).toBe('2026-11-23T05:30:00.000Z');
    const days = await server.call('listSlotsOfLawyer', { params: { id: lawyer?.id ?? '' }, query: {} });
    expect(days.body.days).toHaveLength(15);
    expect(days.body.days[1]).toMatchObject({ day: '2026-11-24', free: 0, slots: [] });
    const unknown = await server.call.refused('listSlotsOfLawyer', { params: { id: 'f'.repeat(24) } });
    expect(unknown.code).toBe('not-found');
  });

  test('are none on a holiday and none on a day that is set closed', async () => {
    const admin = await server.staffToken('admin');
    const before = (await open()).filter(({ startsAt }) => startsAt.startsWith('2026-11-25'));
    expect(before.length).toBeGreaterThan(0);
    const body = { unit: 'legal-station', day: '2026-11-25', hours: [], reason: '消防检修' };
    await server.call('setCalendarDay', { token: admin, body });
    expect((await open()).filter(({ startsAt }) => startsAt.startsWith('2026-11-25'))).toEqual([]);
    await server.call('clearCalendarDay', {
      token: admin,
      body: { unit: 'legal-station', day: '2026-11-25' },
    });
  });
});

describe('a booking', () => {
  test('takes the seat, and gives a code to show on arrival', async () => {
    const token = await resident('wang');
    const slot = await first({ matter: 'family' });
    const made = await book(
      token,
      bookingOf(slot, { matter: 'family', description: '想咨询离婚后房子怎么分。' }),
    );
    expect(made).toMatchObject({
      state: 'booked',
      slot: { startsAt: slot.startsAt },
      given: { name: '王秀兰', description: '想咨询离婚后房子怎么分。', otherParty: null },
    });
    expect(made.checkInCode).toMatch(/^\d{6}$/);
    expect(await freeAt(slot.startsAt, slot.lawyer.id)).toBe(0);
    const stored = await server.database.connection.collection('appointments').findOne();
    expect(JSON.stringify(stored)).not.toContain('离婚后');
    expect(JSON.stringify(stored)).not.toContain('13800001234');
  });

  test('asked for again with its key is the same, with other words it is refused', async () => {
    const token = await resident('wang');
    const body = bookingOf(await first());
    const made = await book(token, body);
    expect((await book(token, body)).id).toBe(made.id);
    const other = { ...body, contact: { name: '别人', phone: '13900001234' } };
    expect((await refusedBooking(token, other)).code).toBe('idempotency-key-reused');
  });

  test('of a seat that is gone is refused, with the free slots that come nearest', async () => {
    const slot = await first();
    await book(await resident('wang'), bookingOf(slot));
    const refused = await refusedBooking(await resident('li'), bookingOf(slot));
    expect([refused.status, refused.code]).toEqual([409, 'slot-full']);
    expect(refused.body.error.details).toMatchObject({
      alternatives: [
        { startsAt: '2026-11-23T06:00:00.000Z', free: 1 },
        { startsAt: '2026-11-23T06:30:00.000Z' },
        { startsAt: '2026-11-23T07:00:00.000Z' },
      ],
    });
  });

  test('in a group takes one of its seats', async () => {
    const group = (await open()).find(({ seats }) => seats === 8);
    if (!group) throw new Error('there is no group session');
    for (const name of ['wang', 'li']) await book(await resident(name), bookingOf(group));
    expect(await freeAt(group.startsAt, group.lawyer.id)).toBe(6);
  });

  test('is refused to who is elsewhere at that time, and beyond two', async () => {
    const token = await resident('wang');
    const slots = await open();
    const video = slots.find(({ mode }) => mode === 'video');
    if (!video || !slots[0] || !slots[1] || !slots[2])
      throw new Error('the demonstration schedule has changed');
    const shifted = slots.find(({ startsAt, mode }) => startsAt === video.startsAt && mode !== 'video');
    expect(shifted).toBeUndefined();
    await book(token, bookingOf(slots[0]));
    await book(token, bookingOf(slots[1]));
    expect((await refusedBooking(token, bookingOf(slots[2]))).code).toBe('bookings-full');
  });

  test.each([
    ['a client of the firm', '古美物业'],
    ['a client by its whole name', '上海古美物业管理有限公司'],
    ['the street', '古美路街道'],
    ['a unit of the street', '社区事务受理服务中心'],
  ])('against %s is refused with that firm', async (_, otherParty) => {
    const slot = await first({ matter: 'family' });
    const refused = await refusedBooking(await resident('wang'), bookingOf(slot, { otherParty }));
    expect([refused.status, refused.code]).toEqual([409, 'conflict-of-interest']);
    expect(await freeAt(slot.startsAt, slot.lawyer.id)).toBe(1);
  });

  test('against a client of another firm, or a person, is made', async () => {
    const slot = await first({ matter: 'family' });
    expect((await book(await resident('wang'), bookingOf(slot, { otherParty: '沪南置业' }))).state).toBe(
      'booked',
    );
  });

  test('that is urgent tells the station at once', async () => {
    await book(await resident('wang'), bookingOf(await first(), { urgencies: ['violence'] }));
    const token = await server.staffToken('station');
    const { body } = await server.call('listNotifications', { token, query: {} });
    expect(body.items[0]).toMatchObject({ kind: 'appointment-urgent', title: '有紧急预约' });
  });

  test.each([
    ['a slot that there is not', { startsAt: '2026-11-23T03:00:00.000Z' }, 404, 'slot-unknown'],
    ['a description that is too long', { description: '长'.repeat(501) }, 400, 'invalid-request'],
    ['no phone number', { contact: { name: '王秀兰', phone: '12' } }, 400, 'invalid-request'],
    ['an old consent', { consent: { version: 99, ageGroup: '14-or-older' } }, 403, 'consent-needed'],
    ['a matter that there is not', { matter: 'space' }, 400, 'invalid-request'],
  ])('with %s is refused', async (_, more, status, code) => {
    const refused = await refusedBooking(await resident('wang'), { ...bookingOf(await first()), ...more });
    expect([refused.status, refused.code]).toEqual([status, code]);
  });

  test('is for residents who are signed in', async () => {
    const body = bookingOf(await first());
    expect((await refusedBooking(undefined, body)).code).toBe('not-signed-in');
    expect((await refusedBooking(await server.staffToken('lawyer'), body)).code).toBe('not-allowed');
  });

  test('is refused less than an hour before it starts', async () => {
    const slot = await first();
    clock.advance(Date.parse(slot.startsAt) - clock.now().getTime() - 59 * minuteMs);
    expect((await refusedBooking(await resident('wang'), bookingOf(slot))).code).toBe('slot-not-bookable');
  });

  test('is seen by its own resident only', async () => {
    const token = await resident('wang');
    const { id } = await book(token, bookingOf(await first()));
    const other = await resident('li');
    for (const endpoint of ['getMyAppointment', 'cancelAppointment'] as const) {
      expect((await server.call.refused(endpoint, { token: other, params: { id } })).code).toBe('not-found');
      expect((await server.call.refused(endpoint, { params: { id } })).code).toBe('not-signed-in');
    }
    const mine = await server.call('listMyAppointments', { token, query: {} });
    expect(mine.body.items.map((item) => item.id)).toEqual([id]);
    expect((await server.call('listMyAppointments', { token: other, query: {} })).body.items).toEqual([]);
  });
});

describe('the calendar entry of an appointment', () => {
  const calendar = (token: string, id: string) =>
    server.call.raw('getAppointmentCalendar', { token, params: { id } });

  test('is an iCalendar file that says when and where, and nothing of the matter', async () => {
    const token = await resident('wang');
    const body = bookingOf(await first({ mode: 'on-site' }), { matter: 'family', description: '离婚' });
    const { id, slot } = await book(token, body);
    const answer = await calendar(token, id);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    expect(text).toContain(`DTSTART:${slot.startsAt.replace(/[-:]|\.\d{3}/g, '')}`);
    expect(text).toContain('STATUS:CONFIRMED');
    expect(text).not.toMatch(/离婚|婚姻|王秀兰/);
    await server.call('cancelAppointment', { token, params: { id } });
    expect(await (await calendar(token, id)).text()).toContain('STATUS:CANCELLED');
  });

  test('is for its own resident', async () => {
    const { id } = await book(await resident('wang'), bookingOf(await first()));
    expect((await calendar(await resident('li'), id)).status).toBe(404);
    expect((await server.call.refused('getAppointmentCalendar', { params: { id } })).code).toBe(
      'not-signed-in',
    );
  });
});

describe('a hold', () => {
  const hold = async (token: string, slot: { lawyer: { id: string }; startsAt: string }) =>
    (
      await server.call('holdSlot', {
        token,
        body: { lawyerId: slot.lawyer.id, startsAt: slot.startsAt, idempotencyKey: randomUUID() },
      })
    ).body;

  test('is taken for others, and becomes the booking', async () => {
    const token = await resident('wang');
    const slot = await first();
    const held = await hold(token, slot);
    expect(held).toMatchObject({ state: 'held', given: null });
    expect(await freeAt(slot.startsAt, slot.lawyer.id)).toBe(0);
    expect((await refusedBooking(await resident('li'), bookingOf(slot))).code).toBe('slot-full');
    const made = await book(token, bookingOf(slot, { holdId: held.id }));
    expect([made.id, made.state]).toEqual([held.id, 'booked']);
  });

  test('ends by itself after five minutes: the seat is free, the hold is no use', async () => {
    const token = await resident('wang');
    const slot = await first();
    const held = await hold(token, slot);
    clock.advance(5 * minuteMs);
    expect(await freeAt(slot.startsAt, slot.lawyer.id)).toBe(1);
    expect((await refusedBooking(token, bookingOf(slot, { holdId: held.id }))).code).toBe('hold-ended');
    expect((await book(await resident('li'), bookingOf(slot))).state).toBe('booked');
  });

  test('is given back by who holds another slot', async () => {
    const token = await resident('wang');
    const [one, other] = await open();
    if (!one || !other) throw new Error('nothing is free');
    await hold(token, one);
    await hold(token, other);
    expect(await freeAt(one.startsAt, one.lawyer.id)).toBe(1);
    expect(await freeAt(other.startsAt, other.lawyer.id)).toBe(0);
  });

  test('of someone else is no use', async () => {
    const slot = await first();
    const held = await hold(await resident('wang'), slot);
    expect((await refusedBooking(await resident('li'), bookingOf(slot, { holdId: held.id }))).code).toBe(
      'hold-ended',
    );
  });
});

describe('a change', () => {
  test('cancelled, it frees the seat; cancelled again, it stays so', async () => {
    const token = await resident('wang');
    const slot = await first();
    const { id } = await book(token, bookingOf(slot));
    for (const _ of [1, 2]) {
      const { body } = await server.call('cancelAppointment', { token, params: { id } });
      expect(body.state).toBe('cancelled');
    }
    expect(await freeAt(slot.startsAt, slot.lawyer.id)).toBe(1);
  });

  test('is refused less than two hours before', async () => {
    const token = await resident('wang');
    const [slot, , , , , other] = await open();
    if (!slot || !other) throw new Error('nothing is free');
    const { id } = await book(token, bookingOf(slot));
    clock.advance(Date.parse(slot.startsAt) - clock.now().getTime() - 119 * minuteMs);
    const again = await resident('wang');
    expect((await server.call.refused('cancelAppointment', { token: again, params: { id } })).code).toBe(
      'too-late-to-change',
    );
    const body = { lawyerId: other.lawyer.id, startsAt: other.startsAt };
    expect(
      (await server.call.refused('rescheduleAppointment', { token: again, params: { id }, body })).code,
    ).toBe('too-late-to-change');
  });

  test('moved, it has the new seat and not the old one; moved again, it stays there', async () => {
    const token = await resident('wang');
    const [old, wanted] = await open({ matter: 'family' });
    if (!old || !wanted) throw new Error('nothing is free');
    const { id } = await book(token, bookingOf(old, { matter: 'family' }));
    const body = { lawyerId: wanted.lawyer.id, startsAt: wanted.startsAt };
    for (const _ of [1, 2]) {
      const moved = await server.call('rescheduleAppointment', { token, params: { id }, body });
      expect(moved.body.slot.startsAt).toBe(wanted.startsAt);
    }
    expect(await freeAt(old.startsAt, old.lawyer.id)).toBe(1);
    expect(await freeAt(wanted.startsAt, wanted.lawyer.id)).toBe(0);
  });

  test('to a seat that is gone keeps the old one', async () => {
    const token = await resident('wang');
    const [old, wanted] = await open();
    if (!old || !wanted) throw new Error('nothing is free');
    const { id } = await book(token, bookingOf(old));
    await book(await resident('li'), bookingOf(wanted));
    const body = { lawyerId: wanted.lawyer.id, startsAt: wanted.startsAt };
    const refused = await server.call.refused('rescheduleAppointment', { token, params: { id }, body });
    expect(refused.code).toBe('slot-full');
    expect((await server.call('getMyAppointment', { token, params: { id } })).body.slot.startsAt).toBe(
      old.startsAt,
    );
  });
});

describe('the waitlist', () => {
  /** Books all of a lawyer's Monday afternoon, each slot by a resident of its own. */
  async function fillMonday() {
    const slots = (await open({ matter: 'family' })).filter(({ startsAt }) =>
      startsAt.startsWith('2026-11-23'),
    );
    const holders: { token: string; id: string; startsAt: string }[] = [];
    for (const [index, slot] of slots.entries()) {
      const token = await resident(`full-${index}`);
      const { id } = await book(token, bookingOf(slot, { matter: 'family' }));
      holders.push({ token, id, startsAt: slot.startsAt });
    }
    return { slots, holders };
  }
  const join = async (name: string, more: object = {}) => {
    const token = await resident(name);
    const body = { day: '2026-11-23', matter: 'family' as const, idempotencyKey: randomUUID(), ...more };
    return { token, wait: (await server.call('joinWaitlist', { token, body })).body };
  };
  const waits = async (token: string) => (await server.call('listMyWaits', { token })).body.items[0];
  const cancel = (holder: { token: string; id: string } | undefined) =>
    server.call('cancelAppointment', { token: holder?.token ?? '', params: { id: holder?.id ?? '' } });

  test('offers a freed seat to the first, who books it', async () => {
    const { holders } = await fillMonday();
    const li = await join('li');
    const zhang = await join('zhang');
    expect([li.wait.ahead, zhang.wait.ahead]).toEqual([0, 1]);
    await cancel(holders[4]);
    expect(await waits(zhang.token)).toMatchObject({ state: 'waiting', ahead: 0 });
    const offered = await waits(li.token);
    expect(offered).toMatchObject({ state: 'offered' });
    const holdId = offered?.offerId ?? '';
    const { body: offer } = await server.call('getMyAppointment', {
      token: li.token,
      params: { id: holdId },
    });
    const made = await book(li.token, bookingOf(offer.slot, { holdId, matter: 'family' }));
    expect([made.id, made.state, made.slot.startsAt]).toEqual([holdId, 'booked', holders[4]?.startsAt]);
    expect((await waits(li.token))?.state).toBe('taken');
    const told = await server.call('listNotifications', { token: li.token, query: {} });
    expect(told.body.items.map(({ title }) => title)).toEqual(['有空位了']);
  });

  test('keeps the seat for half an hour, then offers it to the next', async () => {
    const { holders, slots } = await fillMonday();
    const li = await join('li');
    const zhang = await join('zhang');
    await cancel(holders[4]);
    const slot = slots[4];
    if (!slot) throw new Error('no such slot');
    expect((await refusedBooking(await resident('zhao'), bookingOf(slot, { matter: 'family' }))).code).toBe(
      'slot-full',
    );
    clock.advance(30 * minuteMs);
    await server.app.appointments.sweep();
    expect((await waits(await resident('li')))?.state).toBe('passed');
    expect((await waits(await resident('zhang')))?.state).toBe('offered');
    expect([li.wait.state, zhang.wait.state]).toEqual(['waiting', 'waiting']);
  });

  test('goes on past who cannot take a seat, and past who has left', async () => {
    const { holders } = await fillMonday();
    const gone = await join('gone');
    await server.call('leaveWaitlist', { token: gone.token, params: { id: gone.wait.id } });
    const busy = await join('busy');
    const later = (await open()).filter(({ startsAt }) => !startsAt.startsWith('2026-11-23'));
    for (const slot of later.slice(0, 2)) await book(busy.token, bookingOf(slot));
    const li = await join('li');
    await cancel(holders[4]);
    expect((await waits(gone.token))?.state).toBe('left');
    expect((await waits(busy.token))?.state).toBe('passed');
    expect((await waits(li.token))?.state).toBe('offered');
  });

  test('hands a declined offer on at once', async () => {
    const { holders } = await fillMonday();
    const li = await join('li');
    const zhang = await join('zhang');
    await cancel(holders[4]);
    await server.call('leaveWaitlist', { token: li.token, params: { id: li.wait.id } });
    expect((await waits(zhang.token))?.state).toBe('offered');
  });

  test('is for days that are full, joined once', async () => {
    const token = await resident('li');
    const body = { day: '2026-11-23', matter: 'family', idempotencyKey: randomUUID() };
    const refused = (more: object) =>
      server.call.refused('joinWaitlist', { token, body: { ...body, ...more } });
    expect((await refused({})).code).toBe('seats-free');
    expect((await refused({ day: '2026-11-24' })).code).toBe('slot-unknown');
    await fillMonday();
    const { wait } = await join('li', { idempotencyKey: body.idempotencyKey });
    expect((await join('li', { idempotencyKey: body.idempotencyKey })).wait.id).toBe(wait.id);
    expect((await refused({ idempotencyKey: randomUUID() })).code).toBe('already-waiting');
    const other = await resident('zhang');
    expect((await server.call.refused('leaveWaitlist', { token: other, params: { id: wait.id } })).code).toBe(
      'not-found',
    );
    expect((await server.call.refused('joinWaitlist', { body })).code).toBe('not-signed-in');
  });
});
