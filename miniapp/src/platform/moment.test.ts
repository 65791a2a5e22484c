import { expect, it } from 'vitest';
import { momentOf, nowInFields } from './moment';

it.each([
  ['2026-11-23', '09:30', '2026-11-23T01:30:00.000Z'],
  [' 2026-11-23 ', '9：30', '2026-11-23T01:30:00.000Z'],
  ['2026-11-23', '00:00', '2026-11-22T16:00:00.000Z'],
  ['2026-02-31', '09:30', null],
  ['2026-11-23', '24:00', null],
  ['11月23日', '09:30', null],
  ['2026-11-23', '', null],
])('%s %s is %s', (day, time, moment) => {
  expect(momentOf(day, time)).toBe(moment);
});

it('now stands in the fields as it is in Beijing', () => {
  expect(nowInFields(Date.parse('2026-11-22T16:05:00.000Z'))).toEqual({ day: '2026-11-23', time: '00:05' });
});
