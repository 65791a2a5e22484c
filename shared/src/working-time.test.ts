import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  addWorkingTime,
  createWorkCalendar,
  dayOf,
  type OpenSpan,
  startOfDay,
  workingDaysBetween,
  workingTimeBetween,
} from './working-time.ts';

const minute = 60_000;
const hour = 60 * minute;
const officeDay: OpenSpan[] = [
  { from: 9 * 60, to: 11 * 60 + 30 },
  { from: 13 * 60 + 30, to: 17 * 60 },
];
const saturday: OpenSpan[] = [{ from: 9 * 60, to: 11 * 60 }];

/** Late September to mid October 2026 as published: Mid-Autumn, National Day, and two make-up days. */
const schedule2026 = {
  year: 2026,
  holidays: ['09-25', '09-26', '09-27', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'].map(
    (day) => `2026-${day}`,
  ),
  makeUpDays: ['2026-09-20', '2026-10-10'],
};

const calendar = createWorkCalendar({
  officeHours: { weekdays: officeDay, saturday, sunday: [] },
  schedules: [schedule2026],
  exceptions: [
    { day: '2026-11-18', hours: [] },
    { day: '2026-11-22', hours: saturday },
  ],
});

const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const inWords = (moment: Date) =>
  new Date(moment.getTime() + 8 * hour).toISOString().slice(0, 16).replace('T', ' ');

describe('office hours', () => {
  test.each([
    ['an ordinary Monday', '2026-11-23', officeDay],
    ['a Saturday with hours of its own', '2026-11-21', saturday],
    ['a Sunday', '2026-11-29', []],
    ['a holiday on a weekday', '2026-10-01', []],
    ['a holiday on a Saturday with hours', '2026-10-03', []],
    ['a make-up Saturday', '2026-10-10', officeDay],
    ['a make-up Sunday', '2026-09-20', officeDay],
    ['a day closed by exception', '2026-11-18', []],
    ['a Sunday opened by exception', '2026-11-22', saturday],
  ])('%s', (_name, day, hours) => {
    expect(calendar.hoursOn(day)).toEqual(hours);
  });

  test('a day is the day in China', () => {
    expect(dayOf(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
    expect(dayOf(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
    expect(startOfDay('2026-11-23').toISOString()).toBe('2026-11-22T16:00:00.000Z');
  });
});

describe('adding working time', () => {
  test.each([
    ['within the morning', '2026-11-23 09:10', 15, '2026-11-23 09:25'],
    ['across lunch', '2026-11-23 11:20', 15, '2026-11-23 13:35'],
    ['from within lunch', '2026-11-23 12:00', 15, '2026-11-23 13:45'],
    ['before opening', '2026-11-23 07:00', 15, '2026-11-23 09:15'],
    ['over the evening', '2026-11-23 16:50', 15, '2026-11-24 09:05'],
    ['over a weekend with a short Saturday', '2026-11-27 16:50', 15, '2026-11-28 09:05'],
    ['over the National Day holidays', '2026-09-30 16:50', 15, '2026-10-08 09:05'],
    ['ends at closing time, not at the next opening', '2026-11-23 16:00', 60, '2026-11-23 17:00'],
    ['nothing, in office hours', '2026-11-23 10:00', 0, '2026-11-23 10:00'],
    ['nothing, at closing time', '2026-11-23 17:00', 0, '2026-11-24 09:00'],
    ['over a day closed by exception', '2026-11-17 16:50', 15, '2026-11-19 09:05'],
    ['a working day and a half', '2026-11-23 09:00', 9 * 60, '2026-11-24 14:00'],
  ])('%s', (_name, from, minutes, end) => {
    expect(inWords(addWorkingTime(calendar, at(from), minutes * minute).value)).toBe(end);
  });

  test('a negative duration is refused', () => {
    expect(() => addWorkingTime(calendar, at('2026-11-23 09:00'), -1)).toThrow(RangeError);
  });

  test('a calendar that never opens is refused', () => {
    const closed = createWorkCalendar({
      officeHours: { weekdays: [], saturday: [], sunday: [] },
      schedules: [],
      exceptions: [],
    });
    expect(() => addWorkingTime(closed, at('2026-11-23 09:00'), minute)).toThrow(RangeError);
    expect(() => addWorkingDays(closed, at('2026-11-23 09:00'), 1)).toThrow(RangeError);
  });
});

describe('adding working days', () => {
  test.each([
    ['the first day does not count', '2026-11-23 09:00', 1, '2026-11-24 17:00'],
    ['it does not matter when on the first day', '2026-11-23 23:59', 1, '2026-11-24 17:00'],
    ['from a Sunday', '2026-11-29 10:00', 1, '2026-11-30 17:00'],
    ['a Saturday is none, though the office opens', '2026-11-23 09:00', 5, '2026-11-30 17:00'],
    ['nor is a Sunday opened by exception', '2026-11-20 09:00', 1, '2026-11-23 17:00'],
    ['nor is a Wednesday closed by exception', '2026-11-17 09:00', 1, '2026-11-19 17:00'],
    ['over the holidays, with the make-up Saturday', '2026-09-30 10:00', 3, '2026-10-10 17:00'],
  ])('%s', (_name, from, days, end) => {
    expect(inWords(addWorkingDays(calendar, at(from), days).value)).toBe(end);
  });

  test.each([0, -1, 1.5])('%d days are refused', (days) => {
    expect(() => addWorkingDays(calendar, at('2026-11-23 09:00'), days)).toThrow(RangeError);
  });
});

test('a year whose holidays are not published is named, on either side of New Year', () => {
  expect(addWorkingTime(calendar, at('2026-11-23 09:00'), minute).unpublishedYears).toEqual([]);
  expect(addWorkingDays(calendar, at('2026-12-30 09:00'), 3).unpublishedYears).toEqual([2027]);
  expect(
    workingTimeBetween(calendar, at('2025-12-31 09:00'), at('2027-01-04 09:00')).unpublishedYears,
  ).toEqual([2025, 2027]);
});

test.each([
  ['the same day', '2026-11-23 09:00', '2026-11-23 17:00', 0],
  ['an earlier day', '2026-11-24 09:00', '2026-11-23 17:00', 0],
  ['the next day', '2026-11-23 23:00', '2026-11-24 01:00', 1],
  ['over a weekend', '2026-11-27 09:00', '2026-11-30 09:00', 1],
  ['over the holidays, with the make-up Saturday', '2026-09-30 10:00', '2026-10-10 10:00', 3],
])('working days between: %s', (_name, from, to, days) => {
  expect(workingDaysBetween(calendar, at(from), at(to))).toBe(days);
});

describe('whatever the moment', () => {
  const moment = fc.date({ min: at('2026-08-01 00:00'), max: at('2026-12-01 00:00'), noInvalidDate: true });
  const duration = fc.integer({ min: 1, max: 80 * hour });
  const add = (from: Date, length: number) => addWorkingTime(calendar, from, length).value;
  const between = (from: Date, to: Date) => workingTimeBetween(calendar, from, to).value;

  test('what was added lies between', () => {
    fc.assert(fc.property(moment, duration, (from, length) => between(from, add(from, length)) === length));
  });

  test('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(
        moment,
        duration,
        duration,
        (from, first, second) =>
          add(add(from, first), second).getTime() === add(from, first + second).getTime(),
      ),
    );
  });

  test('who starts later ends no earlier', () => {
    fc.assert(
      fc.property(moment, moment, duration, (a, b, length) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        return add(early, length) <= add(late, length);
      }),
    );
  });

  test('the time between two moments is that to any moment between them and on from there', () => {
    fc.assert(
      fc.property(moment, moment, moment, (...moments) => {
        const [a, b, c] = moments.toSorted((x, y) => x.getTime() - y.getTime());
        return a && b && c && between(a, c) === between(a, b) + between(b, c);
      }),
    );
  });

  test('working time is never longer than time, and none backwards', () => {
    fc.assert(
      fc.property(moment, moment, (from, to) => {
        const passed = to.getTime() - from.getTime();
        const worked = between(from, to);
        return worked >= 0 && worked <= Math.max(0, passed);
      }),
    );
  });

  test('the n-th working day has n working days up to it, without the first', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 30 }), (from, days) => {
        const end = addWorkingDays(calendar, from, days).value;
        return workingDaysBetween(calendar, from, end) === days && calendar.isWorkingDay(dayOf(end));
      }),
    );
  });
});
