import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganization } from '../../demo/story.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let admin: string;
let handler: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.staffToken('admin');
  handler = await server.staffToken('handler');
});
afterAll(() => server.stop());

const refusal = async (...call: Parameters<TestServer['call']['refused']>) =>
  (await server.call.refused(...call)).code;

const month = async (unit: string, month: string) =>
  (await server.call('getCalendar', { token: handler, query: { unit, month } })).body;

const dayOf = async (unit: string, day: string) =>
  (await month(unit, day.slice(0, 7))).days.find((entry) => entry.day === day);

const setDay = (body: {
  unit: string;
  day: string;
  hours: { from: string; to: string }[];
  reason?: string;
}) => server.call('setCalendarDay', { token: admin, body: { reason: '台风', ...body } });

describe('a month of the calendar', () => {
  test("has the State Council's holidays and make-up days", async () => {
    const october = await month('judicial-office', '2026-10');
    expect(october).toMatchObject({ unit: { name: '司法所' }, published: true });
    expect(october.days).toHaveLength(31);
    const working = october.days.filter((day) => day.workingDay).map(({ day }) => Number(day.slice(8)));
    expect(working).toEqual([8, 9, 10, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30]);
  });

  test("has the department's own hours, where it has some", async () => {
    const monday = { from: '09:00', to: '16:30' };
    expect(await dayOf('service-centre', '2026-11-23')).toMatchObject({ workingDay: true, hours: [monday] });
    const saturday = { workingDay: false, hours: [{ from: '09:00', to: '16:00' }] };
    expect(await dayOf('service-centre', '2026-11-28')).toMatchObject(saturday);
    expect(await dayOf('judicial-office', '2026-11-28')).toMatchObject({ workingDay: false, hours: [] });
  });

  test('says when the holidays of the year are not known yet, until an admin enters them', async () => {
    expect(await month('gumei', '2031-01')).toMatchObject({ published: false });
    const schedule = { year: 2031, holidays: ['2031-01-01', '2031-01-02'], makeUpDays: ['2031-01-04'] };
    await server.call('setYearSchedule', { token: admin, body: schedule });
    const january = await month('gumei', '2031-01');
    expect(january.published).toBe(true);
    expect(january.days.slice(0, 4).map((day) => day.workingDay)).toEqual([false, false, true, true]);
  });

  test('is refused without a sign-in, to residents, for an unknown unit and for a bad month', async () => {
    const query = { unit: 'gumei', month: '2026-11' };
    expect(await refusal('getCalendar', { query })).toBe('not-signed-in');
    const resident = await server.residentToken('calendar');
    expect(await refusal('getCalendar', { token: resident, query })).toBe('not-allowed');
    expect(await refusal('getCalendar', { token: handler, query: { ...query, unit: 'moon' } })).toBe(
      'not-found',
    );
    expect(await refusal('getCalendar', { token: handler, query: { ...query, month: '2026-13' } })).toBe(
      'invalid-request',
    );
  });
});

describe('a day set by hand', () => {
  test('holds for the unit and those below it, the nearest one first', async () => {
    await setDay({ unit: 'gumei', day: '2026-12-01', hours: [] });
    expect(await dayOf('judicial-office', '2026-12-01')).toEqual({
      day: '2026-12-01',
      workingDay: false,
      hours: [],
      exception: { unit: 'gumei', reason: '台风' },
    });
    const afternoon = [{ from: '13:00', to: '17:00' }];
    await setDay({ unit: 'judicial-office', day: '2026-12-01', hours: afternoon, reason: '只下午开门' });
    expect(await dayOf('judicial-office', '2026-12-01')).toMatchObject({
      workingDay: true,
      hours: afternoon,
    });
    expect(await dayOf('legal-station', '2026-12-01')).toMatchObject({ workingDay: false });
  });

  test('is what deadlines count by, at once', async () => {
    const unit = server.app.organization.directory().unitByCode('service-centre');
    const calendar = () => server.app.calendars.of(unit?._id ?? new Types.ObjectId());
    expect(calendar().isWorkingDay('2026-12-02')).toBe(true);
    await setDay({ unit: 'service-centre', day: '2026-12-02', hours: [] });
    expect(calendar().isWorkingDay('2026-12-02')).toBe(false);
  });

  test('can be taken back, more than once', async () => {
    await setDay({ unit: 'gumei', day: '2026-12-03', hours: [] });
    for (let time = 0; time < 2; time++) {
      const body = { unit: 'gumei', day: '2026-12-03' };
      const { body: day } = await server.call('clearCalendarDay', { token: admin, body });
      expect(day).toMatchObject({ workingDay: true, exception: null });
    }
  });

  test.each([
    [
      'hours that overlap',
      {
        hours: [
          { from: '09:00', to: '12:00' },
          { from: '11:00', to: '13:00' },
        ],
      },
    ],
    ['hours that end before they begin', { hours: [{ from: '12:00', to: '09:00' }] }],
    ['a time that does not exist', { hours: [{ from: '09:00', to: '25:00' }] }],
    ['a day that does not exist', { day: '2026-02-30' }],
    ['no reason', { reason: ' ' }],
  ])('is refused with %s', async (_name, part) => {
    const body = { unit: 'gumei', day: '2026-12-04', hours: [], reason: '台风', ...part };
    expect(await refusal('setCalendarDay', { token: admin, body })).toBe('invalid-request');
  });

  test('is an admin’s to set, of a unit that exists', async () => {
    const body = { unit: 'gumei', day: '2026-12-04', hours: [], reason: '台风' };
    expect(await refusal('setCalendarDay', { body })).toBe('not-signed-in');
    const supervisor = await server.staffToken('supervisor');
    expect(await refusal('setCalendarDay', { token: supervisor, body })).toBe('not-allowed');
    expect(
      await refusal('clearCalendarDay', { token: supervisor, body: { unit: 'gumei', day: body.day } }),
    ).toBe('not-allowed');
    expect(await refusal('setCalendarDay', { token: admin, body: { ...body, unit: 'moon' } })).toBe(
      'not-found',
    );
  });

  test('is not set by an admin of a unit beside or below', async () => {
    const elsewhere = demoOrganization();
    const department = 'judicial-office';
    elsewhere.staff.push({
      username: 'admin.office',
      name: '严守正',
      department,
      roles: ['admin'],
      counters: [],
      active: true,
    });
    await server.app.organization.load(elsewhere);
    const token = await server.staffToken('admin.office');
    const body = { day: '2026-12-07', hours: [], reason: '台风' };
    for (const unit of ['gumei', 'service-centre']) {
      expect(await refusal('setCalendarDay', { token, body: { ...body, unit } })).toBe('not-allowed');
      const day = { unit, day: body.day };
      expect(await refusal('clearCalendarDay', { token, body: day })).toBe('not-allowed');
    }
    const own = await server.call('setCalendarDay', { token, body: { ...body, unit: department } });
    expect(own.body).toMatchObject({ workingDay: false });
  });

  test('is remembered in the audit log', async () => {
    await setDay({ unit: 'gumei', day: '2026-12-05', hours: [] });
    expect(await server.app.audit.firstBreak('settings')).toBeNull();
    const entry = await server.database.connection
      .collection('auditEntries')
      .findOne({ chain: 'settings', 'subject.id': 'gumei:2026-12-05' });
    expect(entry).toMatchObject({ action: 'calendar-day-set', outcome: 'done' });
  });
});

describe("a year's holidays", () => {
  test.each([
    ['a day of another year', { holidays: ['2031-12-31'] }],
    ['a day both free and worked', { holidays: ['2032-01-01'], makeUpDays: ['2032-01-01'] }],
    ['no holidays at all', { holidays: [] }],
  ])('are refused with %s', async (_name, part) => {
    const body = { year: 2032, makeUpDays: [], ...part };
    expect(await refusal('setYearSchedule', { token: admin, body })).toBe('invalid-request');
  });

  test('that are missing for this year or the next are named, until they are entered', async () => {
    const query = { unit: 'gumei', month: '2026-12' };
    const missing = async () =>
      (await server.call('getCalendar', { token: handler, query })).body.unpublishedYears;
    expect(await missing()).toEqual([2027]);
    const body = { year: 2027, holidays: ['2027-01-01'], makeUpDays: [] };
    await server.call('setYearSchedule', { token: admin, body });
    expect(await missing()).toEqual([]);
  });

  test('are an admin’s to enter', async () => {
    const body = { year: 2032, holidays: ['2032-01-01'], makeUpDays: [] };
    expect(await refusal('setYearSchedule', { body })).toBe('not-signed-in');
    expect(await refusal('setYearSchedule', { token: handler, body })).toBe('not-allowed');
  });
});
