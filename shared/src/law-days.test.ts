import { expect, test } from 'vitest';
import { daysAfter, lawDayCodes, lawDaysDue, lawDaysOf, spanIn } from './law-days.ts';

const codes = (days: { code: string }[]) => days.map(({ code }) => code);

test.each([
  [2024, '2024-05-19'],
  [2025, '2025-05-18'],
  [2026, '2026-05-17'],
  // The first of May is a Sunday itself.
  [2022, '2022-05-15'],
])('the third Sunday of May %i is %s', (year, day) => {
  expect(spanIn({ kind: 'weekday', month: 5, weekday: 7, nth: 3 }, year)).toEqual({ from: day, to: day });
});

test('a month ends with its last day, also in December and in a leap year', () => {
  expect(spanIn({ kind: 'month', month: 11 }, 2026)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  expect(spanIn({ kind: 'month', month: 12 }, 2026).to).toBe('2026-12-31');
  expect(spanIn({ kind: 'month', month: 2 }, 2028).to).toBe('2028-02-29');
});

test('a year has each law day once, in order', () => {
  const days = lawDaysOf(2026);
  expect(codes(days).sort()).toEqual([...lawDayCodes].sort());
  expect(days.map(({ from }) => from)).toEqual(days.map(({ from }) => from).sort());
  expect(days.find(({ code }) => code === 'constitution-week')).toMatchObject({
    name: '宪法宣传周',
    from: '2026-12-01',
    to: '2026-12-07',
  });
});

test('on 4 December the day itself comes before the week it lies in', () => {
  expect(codes(lawDaysDue('2026-12-04').running)).toEqual(['constitution-day', 'constitution-week']);
});

test('two weeks before it begins, and no earlier, a law day is announced', () => {
  expect(codes(lawDaysDue('2026-11-16').ahead)).toEqual([]);
  expect(codes(lawDaysDue('2026-11-17').ahead)).toEqual(['constitution-week']);
  expect(codes(lawDaysDue('2026-11-30').ahead)).toEqual(['constitution-week', 'constitution-day']);
  expect(codes(lawDaysDue('2026-12-01').ahead)).toEqual(['constitution-day']);
});

test('after the last day nothing is due', () => {
  expect(lawDaysDue('2026-12-08')).toEqual({ running: [], ahead: [] });
});

test('days are counted across the end of a year', () => {
  expect(daysAfter('2026-12-25', 10)).toBe('2027-01-04');
});
