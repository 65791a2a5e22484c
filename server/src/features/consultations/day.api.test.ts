import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../platform/clock.ts';
import {
  bookingOf,
  consultingStage,
  createTestClock,
  firstSlot,
  slotsOf,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';

let server: TestServer;
const clock = createTestClock();
const monday = clock.now();

let stage: ReturnType<typeof consultingStage>;

beforeAll(async () => {
  server = await startTestServer({ clock });
  stage = consultingStage(server);
});
/** Each test on the same Monday morning, with nothing booked. */
beforeEach(async () => {
  stage.at(0);
  await stage.clear();
});
afterAll(() => server.stop());

describe('the day', () => {
  test('of a station shows who is booked, masked, with what can be done', async () => {
    const { id } = await stage.book('wang');
    stage.at(firstSlot - 10);
    const day = await stage.day('station');
    expect(day).toMatchObject({
      day: '2026-11-23',
      ownDay: false,
      station: { name: '古美路街道公共法律服务站' },
    });
    expect(day.stations).toHaveLength(2);
    expect(day.lawyers.map(({ name }) => name)).toEqual(['秦明理']);
    expect(day.visits).toEqual([
      expect.objectContaining({
        id,
        kind: 'appointment',
        state: 'booked',
        name: '王**',
        phone: '138****1234',
        actions: ['arrive'],
      }),
    ]);
    expect(JSON.stringify(day)).not.toContain('房子');
  });

  test('of a lawyer is theirs alone', async () => {
    await stage.book('wang');
    const own = await stage.day('lawyer');
    expect(own).toMatchObject({
      ownDay: true,
      station: null,
      places: [{ name: '古美路街道公共法律服务站' }],
    });
    expect(own.visits).toHaveLength(1);
    expect((await stage.day('lawyer.he')).visits).toEqual([]);
  });

  test('of tomorrow can be looked at, and nobody arrives for it today', async () => {
    const slots = await slotsOf(server.call, { matter: 'labour' });
    const token = await stage.resident('wang');
    const [tomorrow] = slots.filter(({ mode }) => mode === 'on-site');
    if (!tomorrow) throw new Error('nothing is free');
    const booked = await server.call('bookAppointment', {
      token,
      body: bookingOf(tomorrow, { matter: 'labour' }),
    });
    const day = await stage.day('station', { day: '2026-11-24' });
    expect(day.visits).toMatchObject([{ id: booked.body.id, actions: [] }]);
    const body = { code: booked.body.checkInCode ?? '' };
    const refused = await server.call.refused('checkIn', { token: await stage.staff('station'), body });
    expect(refused.code).toBe('check-in-code-unknown');
  });

  test('leaves out what is held and what was given back', async () => {
    const { id } = await stage.book('wang');
    await server.call('cancelAppointment', { token: await stage.resident('wang'), params: { id } });
    expect((await stage.day('station')).visits).toEqual([]);
  });

  test('is empty for staff of other units, and no other station’s', async () => {
    expect(await stage.day('clerk')).toMatchObject({
      station: null,
      stations: [],
      ownDay: false,
      visits: [],
    });
    const query = { station: await stage.stationId() };
    const refused = await server.call.refused('getConsultationDay', {
      token: await stage.staff('clerk'),
      query,
    });
    expect(refused.code).toBe('not-found');
  });

  test('asks for a real day and a signed-in member of staff', async () => {
    const wrong = { token: await stage.staff('station'), query: { day: 'today' } };
    expect((await server.call.refused('getConsultationDay', wrong)).code).toBe('invalid-request');
    expect((await server.call.refused('getConsultationDay', {})).status).toBe(401);
    const token = await stage.resident('wang');
    expect((await server.call.refused('getConsultationDay', { token })).code).toBe('not-allowed');
  });
});

describe('checking in', () => {
  test('takes six digits or the scanned code, once, and is remembered', async () => {
    const { id, checkInCode } = await stage.book('wang');
    stage.at(firstSlot - 10);
    const arrived = await stage.checkIn('station', checkInCode);
    expect(arrived).toMatchObject({ id, state: 'arrived', version: 2, arrivedAt: clock.now().toISOString() });
    // Shown a second time at the desk.
    expect(await stage.checkIn('station', checkInCode, id)).toMatchObject({ state: 'arrived', version: 2 });
    expect(await stage.audited('check-in', id)).toBe(1);
    const own = await server.call('getMyAppointment', {
      token: await stage.resident('wang'),
      params: { id },
    });
    expect(own.body.state).toBe('arrived');
  });

  test('of two at the same moment arrives once', async () => {
    const { id, checkInCode } = await stage.book('wang');
    stage.at(firstSlot - 10);
    await Promise.all([stage.checkIn('station', checkInCode), stage.checkIn('station', checkInCode)]);
    const stored = await stage.collection('appointments').findOne({ _id: new Types.ObjectId(id) });
    expect(stored?.history.filter(({ kind }: { kind: string }) => kind === 'arrived')).toHaveLength(1);
  });

  test('does not take a wrong code, nor another station’s people', async () => {
    const { checkInCode } = await stage.book('wang');
    stage.at(firstSlot - 10);
    const send = async (username: string, body: object) =>
      (await server.call.refused('checkIn', { token: await stage.staff(username), body })).code;
    const wrong = checkInCode === '000000' ? '000001' : '000000';
    expect(await send('station', { code: wrong })).toBe('check-in-code-unknown');
    expect(await send('station', { code: checkInCode, appointment: 'f'.repeat(24) })).toBe(
      'check-in-code-unknown',
    );
    expect(await send('clerk', { code: checkInCode })).toBe('check-in-code-unknown');
    expect(await send('station', { code: '12' })).toBe('invalid-request');
    expect((await server.call.refused('checkIn', { body: { code: checkInCode } })).status).toBe(401);
  });

  test('of a code that two happen to have asks for the scan', async () => {
    const first = await stage.book('wang', 0);
    const second = await stage.book('li', 0);
    await stage.collection('appointments').updateMany({}, { $set: { checkInCode: '123456' } });
    stage.at(firstSlot - 10);
    const refused = await server.call.refused('checkIn', {
      token: await stage.staff('station'),
      body: { code: '123456' },
    });
    expect(refused.code).toBe('check-in-code-ambiguous');
    expect(await stage.checkIn('station', '123456', second.id)).toMatchObject({
      id: second.id,
      state: 'arrived',
    });
    expect((await stage.day('station')).visits.find(({ id }) => id === first.id)?.state).toBe('booked');
  });
});

describe('walk-ins', () => {
  test('get numbers in order, each day anew, and keep name and phone sealed', async () => {
    const [first, second] = [
      await stage.walkIn('station', '王女士'),
      await stage.walkIn('lawyer', '李先生', { phone: '13900001234' }),
    ];
    expect([first, second]).toMatchObject([
      { kind: 'walk-in', number: 1, state: 'arrived', name: '王**', lawyer: null, phone: null },
      { number: 2, name: '李**', phone: '139****1234' },
    ]);
    expect(await stage.audited('walk-in-add', first.id)).toBe(1);
    const stored = await stage.collection('walkIns').findOne({ number: 2 });
    expect(JSON.stringify(stored)).not.toMatch(/李先生|13900001234/);
    stage.at(24 * 60);
    expect((await stage.walkIn('station')).number).toBe(1);
  });

  test('of many at once have a number each', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => stage.walkIn('station')));
    expect(all.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('are entered once by the same key', async () => {
    const idempotencyKey = randomUUID();
    const first = await stage.walkIn('station', '王女士', { idempotencyKey });
    expect((await stage.walkIn('station', '王女士', { idempotencyKey })).id).toBe(first.id);
    const body = { station: await stage.stationId(), name: '别人', matter: 'family', idempotencyKey };
    const refused = await server.call.refused('addWalkIn', { token: await stage.staff('station'), body });
    expect(refused.code).toBe('idempotency-key-reused');
  });

  test('are not taken by staff of other units, without a name or without a session', async () => {
    const body = {
      station: await stage.stationId(),
      name: '王女士',
      matter: 'family',
      idempotencyKey: randomUUID(),
    };
    const send = async (token: string | undefined, more = {}) =>
      server.call.refused('addWalkIn', { ...(token && { token }), body: { ...body, ...more } });
    expect((await send(await stage.staff('clerk'))).code).toBe('not-found');
    expect((await send(await stage.staff('station'), { name: ' ' })).code).toBe('invalid-request');
    expect((await send(await stage.staff('station'), { lawyer: 'f'.repeat(24) })).code).toBe('not-found');
    expect((await send(undefined)).status).toBe(401);
  });

  test('lose name and phone when their time is up', async () => {
    await stage.walkIn('station', '王女士', { phone: '13900001234' });
    stage.at(181 * 24 * 60);
    await server.app.consultations.eraseOld();
    expect(await stage.collection('walkIns').findOne({})).toMatchObject({
      name: null,
      phone: null,
      number: 1,
    });
  });
});

describe('calling', () => {
  test('takes who is booked and due first, then walk-ins by number, then who came early', async () => {
    const due = await stage.book('wang', 0);
    const early = await stage.book('li', 1);
    stage.at(firstSlot - 10);
    await stage.checkIn('station', early.checkInCode);
    const first = await stage.walkIn('station');
    const second = await stage.walkIn('station');
    stage.at(firstSlot);
    await stage.checkIn('station', due.checkInCode);
    const called = [];
    for (let turn = 0; turn < 4; turn += 1) called.push((await stage.callNext('lawyer')).id);
    expect(called).toEqual([due.id, first.id, second.id, early.id]);
    expect(await stage.audited('consultation-call', due.id)).toBe(1);
    const body = { station: await stage.stationId() };
    const nobody = await server.call.refused('callNext', { token: await stage.staff('lawyer'), body });
    expect(nobody.code).toBe('nobody-waiting');
  });

  test('by two at once calls two different people', async () => {
    const [one, other] = [await stage.walkIn('station'), await stage.walkIn('station')];
    const called = await Promise.all([stage.callNext('lawyer'), stage.callNext('lawyer')]);
    expect(new Set(called.map(({ id }) => id))).toEqual(new Set([one.id, other.id]));
  });

  test('by the station names the lawyer, whose the walk-in then is', async () => {
    await stage.walkIn('station');
    const body = { station: await stage.stationId() };
    const unnamed = await server.call.refused('callNext', { token: await stage.staff('station'), body });
    expect(unnamed.code).toBe('not-found');
    const [lawyer] = (await stage.day('station')).lawyers;
    expect(await stage.callNext('station', { lawyer: lawyer?.id ?? '' })).toMatchObject({
      lawyer: { name: '秦明理' },
    });
    expect((await stage.day('lawyer')).visits).toMatchObject([{ calledAt: clock.now().toISOString() }]);
  });

  test('is not for other units and not without a session', async () => {
    const body = { station: await stage.stationId() };
    expect((await server.call.refused('callNext', { token: await stage.staff('clerk'), body })).code).toBe(
      'not-found',
    );
    expect((await server.call.refused('callNext', { body })).status).toBe(401);
    const wrong = { token: await stage.staff('lawyer'), body: { station: 'x' } };
    expect((await server.call.refused('callNext', wrong)).code).toBe('invalid-request');
  });
});

describe('a consultation', () => {
  test('is called, started and finished; each step is remembered and frees the seat at the end', async () => {
    const { id, checkInCode } = await stage.book('wang');
    stage.at(firstSlot);
    const arrived = await stage.checkIn('station', checkInCode);
    const called = await stage.act('lawyer', arrived, 'call');
    const started = await stage.act('lawyer', called, 'start');
    expect(started).toMatchObject({ state: 'serving', actions: ['finish'] });
    expect(await stage.act('lawyer', started, 'finish')).toMatchObject({ state: 'finished', actions: [] });
    for (const action of ['call', 'start', 'finish'])
      expect(await stage.audited(`consultation-${action}`, id), action).toBe(1);
    expect(await stage.collection('appointments').findOne({ live: true })).toBeNull();
  });

  test('by phone begins without a check-in', async () => {
    const [call] = (await slotsOf(server.call, { mode: 'phone' })).filter(({ free }) => free > 0);
    if (!call) throw new Error('nothing is free');
    const token = await stage.resident('wang');
    const { body } = await server.call('bookAppointment', {
      token,
      body: bookingOf(call, { matter: 'family' }),
    });
    clock.advance(new Date(call.startsAt).getTime() - clock.now().getTime());
    const [visit] = (await stage.day('lawyer')).visits;
    expect(visit).toMatchObject({ id: body.id, actions: ['start'] });
    if (visit) expect(await stage.act('lawyer', visit, 'start')).toMatchObject({ state: 'serving' });
  });

  test('changes only as it was seen, and only as the table allows', async () => {
    const { checkInCode } = await stage.book('wang');
    stage.at(firstSlot);
    const arrived = await stage.checkIn('station', checkInCode);
    await stage.act('lawyer', arrived, 'call');
    const send = async (
      username: string,
      body: object,
      params: object = { kind: 'appointment', id: arrived.id },
    ) =>
      (await server.call.refused('actOnConsultation', { token: await stage.staff(username), params, body }))
        .code;
    expect(await send('lawyer', { action: 'start', version: arrived.version })).toBe('consultation-changed');
    expect(await send('lawyer', { action: 'finish', version: 3 })).toBe('consultation-action-not-allowed');
    expect(await send('lawyer', { action: 'no-show', version: 3 })).toBe('consultation-action-not-allowed');
    expect(await send('lawyer', { action: 'dance', version: 3 })).toBe('invalid-request');
    expect(await send('lawyer.he', { action: 'start', version: 3 })).toBe('not-found');
    expect(await send('clerk', { action: 'start', version: 3 })).toBe('not-found');
    expect(await send('lawyer', { action: 'start', version: 3 }, { kind: 'walk-in', id: arrived.id })).toBe(
      'not-found',
    );
    const params = { kind: 'appointment', id: arrived.id };
    const body = { action: 'start', version: 3 };
    expect((await server.call.refused('actOnConsultation', { params, body })).status).toBe(401);
    // Who supervises the unit sees the day; the work is that of the station.
    expect(await send('supervisor', body)).toBe('not-allowed');
  });

  test('moved on by two at once moves once', async () => {
    const { checkInCode } = await stage.book('wang');
    stage.at(firstSlot);
    const arrived = await stage.checkIn('station', checkInCode);
    const results = await Promise.allSettled([
      stage.act('lawyer', arrived, 'start'),
      stage.act('station', arrived, 'start'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('can be looked at by itself, without what was confided', async () => {
    const { id } = await stage.book('wang');
    const params = { kind: 'appointment' as const, id };
    const get = async (username: string) =>
      (await server.call('getConsultation', { token: await stage.staff(username), params })).body;
    expect(await get('lawyer')).toMatchObject({
      caseReadable: 'yes',
      contactReadable: true,
      recordable: false,
    });
    expect(await get('station')).toMatchObject({ caseReadable: 'no', contactReadable: false });
    expect(await get('supervisor')).toMatchObject({ caseReadable: 'with-reason', actions: [] });
    expect(JSON.stringify(await get('lawyer'))).not.toContain('房子');
    const refused = async (token: string | undefined, more = params) =>
      server.call.refused('getConsultation', { ...(token && { token }), params: more });
    expect((await refused(await stage.staff('lawyer.he'))).code).toBe('not-found');
    expect((await refused(await stage.staff('lawyer'), { ...params, id: 'x' })).code).toBe('invalid-request');
    expect((await refused(undefined)).status).toBe(401);
  });
});

describe('who does not come', () => {
  /** Misses this Monday's first slot. */
  async function miss(name: string) {
    const { id } = await stage.book(name);
    stage.at(firstSlot + 10);
    const [visit] = (await stage.day('station')).visits;
    if (!visit) throw new Error('nobody is booked');
    await stage.act('station', visit, 'no-show');
    return id;
  }

  test('is marked after ten minutes, not before', async () => {
    await stage.book('wang');
    stage.at(firstSlot + 9);
    expect((await stage.day('station')).visits[0]?.actions).not.toContain('no-show');
    stage.at(firstSlot + 10);
    expect((await stage.day('station')).visits[0]?.actions).toContain('no-show');
  });

  test('for the second time is asked by phone about the next booking, and may book all the same', async () => {
    const first = await miss('chen');
    stage.at(0);
    expect((await stage.book('chen', 1)).phoneConfirmation).toBe(false);
    await stage.collection('appointments').deleteMany({ live: true });
    // The second time, on the same Monday: the first lies in the past by its time alone.
    await stage
      .collection('appointments')
      .updateOne(
        { _id: new Types.ObjectId(first) },
        { $set: { 'slot.startsAt': new Date(monday.getTime() - 89 * dayMs) } },
      );
    await miss('chen');
    stage.at(0);
    const next = await stage.book('chen', 1);
    expect(next).toMatchObject({ state: 'booked', phoneConfirmation: true });
    const visit = (await stage.day('station')).visits.find(({ id }) => id === next.id);
    expect(visit).toMatchObject({ phoneConfirmation: 'asked', actions: ['arrive', 'confirm'] });
    const contact = await server.call('getConsultationContact', {
      token: await stage.staff('station'),
      params: { kind: 'appointment', id: next.id },
    });
    expect(contact.body.phone).toBe('13800001234');
    if (visit)
      expect(await stage.act('station', visit, 'confirm')).toMatchObject({ phoneConfirmation: 'done' });
    const own = await server.call('getMyAppointment', {
      token: await stage.resident('chen'),
      params: { id: next.id },
    });
    expect(own.body.phoneConfirmation).toBe(false);
  });

  test('longer than ninety days ago is no reason to ask', async () => {
    for (const days of [91, 120]) {
      const id = await miss('zhou');
      await stage
        .collection('appointments')
        .updateOne(
          { _id: new Types.ObjectId(id) },
          { $set: { 'slot.startsAt': new Date(monday.getTime() - days * dayMs) } },
        );
      stage.at(0);
    }
    expect((await stage.book('zhou', 1)).phoneConfirmation).toBe(false);
  });
});

test('what nobody has marked ends with its day and is not held against its resident', async () => {
  await stage.book('wang');
  const serving = await stage.book('li', 0);
  stage.at(firstSlot + 30);
  await stage.act('lawyer', await stage.checkIn('station', serving.checkInCode), 'start');
  await server.app.appointments.visits.endForgotten();
  expect(await stage.collection('appointments').countDocuments({ live: true })).toBe(2);
  stage.at(24 * 60);
  await server.app.appointments.visits.endForgotten();
  const states = (await stage.collection('appointments').find({}).toArray()).map(({ state }) => state);
  expect(states.sort()).toEqual(['expired', 'finished']);
});
