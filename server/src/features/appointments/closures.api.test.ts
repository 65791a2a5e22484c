import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, later, minuteMs } from '../../platform/clock.ts';
import {
  bookingOf,
  createTestClock,
  slotsOf,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';
import { waitRanks } from './model.ts';

let server: TestServer;
const clock = createTestClock();
const monday = clock.now();
const staff = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer({ clock });
  for (const name of ['station', 'lawyer', 'lawyer.he', 'supervisor', 'admin', 'judicial', 'editor'])
    staff.set(name, await server.staffToken(name));
});
beforeEach(async () => {
  clock.advance(monday.getTime() - clock.now().getTime());
  for (const collection of ['appointments', 'waitlist', 'notifications', 'consultationAbsences'])
    await server.database.connection.collection(collection).deleteMany({});
  await server.database.connection
    .collection('revisions')
    .updateOne({ _id: 'legal-service' as never }, { $inc: { revision: 1 } });
  await server.app.legalService.refresh();
});
afterAll(() => server.stop());

const tokenOf = (name: string) => staff.get(name) ?? '';
const resident = (name: string) => server.residentToken(name);
const today = '2026-11-23';
const qin = async () => (await slotsOf(server.call, { matter: 'family' }))[0]?.lawyer.id ?? '';

/** Mr Qin's Monday afternoon, each slot booked by a resident of its own. */
async function fillMonday(count = 6) {
  const slots = (await slotsOf(server.call, { matter: 'family' })).filter(({ startsAt }) =>
    startsAt.startsWith(today),
  );
  const made: { token: string; id: string; startsAt: string }[] = [];
  for (const [index, slot] of slots.slice(0, count).entries()) {
    const token = await resident(`patient-${index}`);
    const body = bookingOf(slot, { matter: 'family', description: '房子怎么分' });
    const { id } = (await server.call('bookAppointment', { token, body })).body;
    made.push({ token, id, startsAt: slot.startsAt });
  }
  return made;
}

type Entry = BodyOf<'enterClosure'>;
const entry = async (about: Partial<Entry> = {}): Promise<Entry> => ({
  kind: 'lawyer',
  id: await qin(),
  from: today,
  to: today,
  reason: '律师突发疾病',
  idempotencyKey: randomUUID(),
  ...about,
});
const close = async (about: Partial<Entry> = {}, as = 'station') =>
  (await server.call('enterClosure', { token: tokenOf(as), body: await entry(about) })).body;
const refusal = async (as: string | undefined, about: object = {}) =>
  (
    await server.call.refused('enterClosure', {
      ...(as !== undefined && { token: tokenOf(as) }),
      body: { ...(await entry()), ...about },
    })
  ).code;
const get = async (token: string, id: string) =>
  (await server.call('getMyAppointment', { token, params: { id } })).body;
const titles = async (token: string) =>
  (await server.call('listNotifications', { token, query: {} })).body.items.map(({ title }) => title);

describe("one action that closes a lawyer's day", () => {
  test('cancels what is booked, tells each resident why, and keeps another seat for them', async () => {
    const booked = await fillMonday(3);
    const closure = await close();
    expect(closure).toMatchObject({ of: { kind: 'lawyer', name: '秦明理' }, cancelled: 3 });
    for (const { token, id } of booked) {
      const { state, closure: told } = await get(token, id);
      expect(state).toBe('closed');
      expect(told).toMatchObject({ reason: '律师突发疾病', instead: { state: 'offered' } });
      expect(await titles(token)).toEqual(['为您保留了新的时间', '您的咨询停诊了']);
    }
    const kept = await Promise.all(
      booked.map(async ({ token, id }) => (await get(token, id)).closure?.instead),
    );
    // First come, first served: the nearest free seat is for the earliest appointment.
    const starts = kept.map((one) => one?.slot.startsAt ?? '');
    expect(starts).toEqual([...starts].sort());
    expect(new Set(starts).size).toBe(3);
    const free = (await slotsOf(server.call, { matter: 'family' })).filter((slot) => slot.free > 0);
    expect(free.some(({ startsAt }) => startsAt.startsWith(today))).toBe(false);
    expect(free.some(({ startsAt }) => starts.includes(startsAt))).toBe(false);
  });

  test('does not give a free seat away that somebody has waited for longer', async () => {
    const [booked] = await fillMonday(1);
    // As a process leaves it that dies between an earlier closure and the offer.
    const before = {
      _id: new Types.ObjectId(),
      residentId: new Types.ObjectId(),
      rank: waitRanks.closed,
      insteadOf: new Types.ObjectId(),
      notBy: [],
      lawyerId: null,
      mode: 'on-site',
      day: null,
      matter: 'family',
      state: 'waiting',
      open: true,
      createdAt: later(clock.now(), -minuteMs),
      idempotencyKey: randomUUID(),
    };
    await server.database.connection.collection('waitlist').insertOne(before);
    await close();
    const offers = await server.database.connection
      .collection('appointments')
      .find({ state: 'offered' })
      .sort({ 'slot.startsAt': 1 })
      .toArray();
    expect(offers.map(({ waitlistEntryId }) => waitlistEntryId.equals(before._id))).toEqual([true, false]);
    expect(await titles(booked?.token ?? '')).toContain('为您保留了新的时间');
  });

  test('tells the lawyer and the station', async () => {
    await close({}, 'supervisor');
    expect(await titles(tokenOf('lawyer'))).toEqual(['停诊：秦明理律师']);
    expect(await titles(tokenOf('station'))).toEqual(['停诊：秦明理律师']);
    expect(await titles(tokenOf('lawyer.he'))).toEqual([]);
  });

  test('is confirmed by one press, with all that was said of the case; pressed again, it is the same', async () => {
    const [booked] = await fillMonday(1);
    if (!booked) throw new Error('nothing is booked');
    await close();
    const { closure } = await get(booked.token, booked.id);
    const instead = closure?.instead;
    if (!instead) throw new Error('no seat is kept');
    const move = () =>
      server.call('rescheduleAppointment', {
        token: booked.token,
        params: { id: booked.id },
        body: { lawyerId: instead.slot.lawyer.id, startsAt: instead.slot.startsAt },
      });
    const answers = await Promise.all([move(), move(), move()]);
    for (const { body } of answers)
      expect(body).toMatchObject({ id: instead.id, state: 'booked', given: { description: '房子怎么分' } });
    const after = await get(booked.token, booked.id);
    expect(after.closure).toMatchObject({ instead: { id: instead.id, state: 'booked' }, alternatives: [] });
  });

  test('can be answered with another time, which gives the kept one back', async () => {
    const [booked] = await fillMonday(1);
    if (!booked) throw new Error('nothing is booked');
    await close();
    const { closure } = await get(booked.token, booked.id);
    const other = closure?.alternatives.at(-1);
    expect(closure?.alternatives).toHaveLength(3);
    const { body } = await server.call('rescheduleAppointment', {
      token: booked.token,
      params: { id: booked.id },
      body: { lawyerId: other?.lawyer.id ?? '', startsAt: other?.startsAt ?? '' },
    });
    expect(body).toMatchObject({ state: 'booked', slot: { startsAt: other?.startsAt } });
    const kept = (await slotsOf(server.call, {})).find(
      ({ startsAt }) => startsAt === closure?.instead?.slot.startsAt,
    );
    expect(kept?.free).toBe(kept?.seats);
  });

  test('lets the kept seat go after two hours; another time can still be chosen', async () => {
    const [booked] = await fillMonday(1);
    if (!booked) throw new Error('nothing is booked');
    await close();
    clock.advance(121 * minuteMs);
    await server.app.appointments.sweep();
    const token = await resident('patient-0');
    const { closure } = await get(token, booked.id);
    expect(closure?.instead).toBeNull();
    const [next] = closure?.alternatives ?? [];
    const { body } = await server.call('rescheduleAppointment', {
      token,
      params: { id: booked.id },
      body: { lawyerId: next?.lawyer.id ?? '', startsAt: next?.startsAt ?? '' },
    });
    expect([body.state, body.insteadOf]).toEqual(['booked', booked.id]);
  });

  test('offers a freed seat to those affected before the waitlist', async () => {
    const [affected] = await fillMonday(1);
    // Everything of this kind but the closed day is taken.
    const rest = (await slotsOf(server.call, { matter: 'family', mode: 'on-site' })).filter(
      ({ startsAt }) => !startsAt.startsWith(today),
    );
    const holders: { token: string; id: string; startsAt: string }[] = [];
    for (const [index, slot] of rest.entries()) {
      const token = await resident(`rest-${index}`);
      const { id } = (
        await server.call('bookAppointment', { token, body: bookingOf(slot, { matter: 'family' }) })
      ).body;
      holders.push({ token, id, startsAt: slot.startsAt });
    }
    const [last] = holders.slice(-1);
    const waits = await resident('waits');
    const day = last?.startsAt.slice(0, 10) ?? '';
    await server.call('joinWaitlist', {
      token: waits,
      body: { day, matter: 'family', mode: 'on-site', idempotencyKey: randomUUID() },
    });
    await close();
    if (!affected || !last) throw new Error('nothing is booked');
    expect((await get(affected.token, affected.id)).closure?.instead).toBeNull();
    await server.call('cancelAppointment', { token: last.token, params: { id: last.id } });
    expect((await get(affected.token, affected.id)).closure?.instead).toMatchObject({
      state: 'offered',
      slot: { startsAt: last.startsAt },
    });
    expect((await server.call('listMyWaits', { token: waits })).body.items[0]?.state).toBe('waiting');
  });

  test('never keeps a seat with a firm that acts for the other party', async () => {
    const slot = (await slotsOf(server.call, { matter: 'family' }))[0];
    if (!slot) throw new Error('nothing is free');
    const token = await resident('wang');
    const body = bookingOf(slot, { matter: 'other', otherParty: '沪南置业' });
    const { id } = (await server.call('bookAppointment', { token, body })).body;
    await close();
    const { closure } = await get(token, id);
    expect(closure?.instead?.slot.lawyer.name).toBe('秦明理');
  });
});

describe('a closure', () => {
  test('of a station closes all its slots of these days, and only those', async () => {
    const { subjects } = (await server.call('listClosures', { token: tokenOf('station') })).body;
    const station = subjects.find(({ kind, name }) => kind === 'station' && name.startsWith('古美路'));
    await fillMonday(2);
    const query = { kind: 'station' as const, id: station?.id ?? '', from: today, to: '2026-11-24' };
    const preview = await server.call('previewClosure', { token: tokenOf('station'), query });
    expect(preview.body.appointments).toBe(2);
    await close({ ...query, reason: '停电' });
    const left = (await slotsOf(server.call, {})).filter(
      ({ startsAt, station: at }) => at.id === station?.id && startsAt < '2026-11-24T16:00',
    );
    expect(left).toEqual([]);
    expect((await slotsOf(server.call, { station: station?.id })).length).toBeGreaterThan(0);
  });

  test('of a morning leaves the afternoon', async () => {
    const [booked] = await fillMonday(1);
    expect((await close({ part: 'morning' })).cancelled).toBe(0);
    expect((await get(booked?.token ?? '', booked?.id ?? '')).state).toBe('booked');
    expect((await close({ part: 'afternoon' })).cancelled).toBe(1);
  });

  test('sent twice is one', async () => {
    await fillMonday(2);
    const body = await entry();
    const send = () => server.call('enterClosure', { token: tokenOf('station'), body });
    const [first, second] = await Promise.all([send(), send()]);
    expect(first?.body.id).toBe(second?.body.id);
    const changed = { ...body, reason: '别的原因' };
    const refused = await server.call.refused('enterClosure', { token: tokenOf('station'), body: changed });
    expect(refused.code).toBe('idempotency-key-reused');
  });

  test('whose process died after it was entered is carried out by the sweep, once', async () => {
    const [booked] = await fillMonday(1);
    const lawyer = server.app.legalService.directory().lawyer(await qin());
    if (!booked || !lawyer) throw new Error('nothing is booked');
    await server.app.legalService.enterAbsence({
      of: { kind: 'lawyer', id: lawyer._id },
      from: clock.now(),
      to: later(clock.now(), dayMs),
      reason: '请假',
      enteredById: lawyer.staffId,
      idempotencyKey: randomUUID(),
    });
    await Promise.all([server.app.appointments.sweep(), server.app.appointments.sweep()]);
    await server.app.appointments.sweep();
    const { state, closure } = await get(booked.token, booked.id);
    expect([state, closure?.instead?.state]).toEqual(['closed', 'offered']);
    expect(await titles(booked.token)).toEqual(['为您保留了新的时间', '您的咨询停诊了']);
    expect(await server.database.connection.collection('appointments').countDocuments({ live: true })).toBe(
      1,
    );
  });

  test('taken back gives the times free again, and leaves what was cancelled', async () => {
    const [booked] = await fillMonday(1);
    const { id } = await close();
    const list = async () => (await server.call('listClosures', { token: tokenOf('station') })).body.items;
    expect((await list()).map((one) => one.id)).toEqual([id]);
    await server.call('endClosure', { token: tokenOf('station'), params: { id } });
    expect(await list()).toEqual([]);
    expect((await slotsOf(server.call, { matter: 'family' }))[0]?.startsAt).toBe(booked?.startsAt);
    expect((await get(booked?.token ?? '', booked?.id ?? '')).state).toBe('closed');
    expect(
      (await server.call.refused('endClosure', { token: tokenOf('station'), params: { id } })).code,
    ).toBe('not-found');
  });

  test('is for those who look after the station, their supervisors, and lawyers themselves', async () => {
    expect(await refusal(undefined)).toBe('not-signed-in');
    expect(await refusal('editor')).toBe('not-allowed');
    for (const name of ['judicial', 'lawyer.he']) expect(await refusal(name)).toBe('not-found');
    for (const name of ['lawyer', 'station', 'supervisor', 'admin'])
      expect((await close({}, name)).of.name).toBe('秦明理');
    const own = await server.call('listClosures', { token: tokenOf('lawyer.he') });
    expect(own.body.subjects.map(({ name }) => name)).toEqual(['何安然']);
    for (const [endpoint, parts] of [
      ['listClosures', {}],
      ['previewClosure', { query: { kind: 'lawyer', id: await qin(), from: today, to: today } }],
      ['endClosure', { params: { id: 'f'.repeat(24) } }],
    ] as const)
      expect((await server.call.refused(endpoint, parts)).code).toBe('not-signed-in');
    const other = { kind: 'lawyer', id: await qin(), from: today, to: today };
    const refused = { token: tokenOf('lawyer.he'), query: other };
    expect((await server.call.refused('previewClosure', refused)).code).toBe('not-found');
  });

  test.each([
    ['that ends before it begins', { to: '2026-11-22' }],
    ['that is over', { from: '2026-11-20', to: '2026-11-22' }],
    ['of half of several days', { to: '2026-11-24', part: 'morning' }],
    ['without a reason', { reason: ' ' }],
    ['of more than a year', { to: '2027-12-24' }],
  ])('%s is bad input', async (_, about) => {
    expect(await refusal('station', about)).toBe('invalid-request');
  });

  test('is in the audit log', async () => {
    const { id } = await close();
    const entries = await server.database.connection
      .collection('auditEntries')
      .find({ 'subject.id': id })
      .toArray();
    expect(entries.map(({ action }) => action)).toEqual(['closure-enter']);
  });
});
