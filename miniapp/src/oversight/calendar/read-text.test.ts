import { expect, test } from 'vitest';
import { readDaysText, readHoursText } from './read-text';

test.each([
  ['', []],
  ['09:00-11:30', [{ from: '09:00', to: '11:30' }]],
  [
    '9:00－11:30，13：30至17：30',
    [
      { from: '09:00', to: '11:30' },
      { from: '13:30', to: '17:30' },
    ],
  ],
])('hours are read from “%s”', (text, hours) => {
  expect(readHoursText(text)).toEqual(hours);
});

test.each(['上午', '09:00', '12:00-09:00', '09:00-12:00, 11:00-13:00', '09:00-25:00'])(
  'hours cannot be read from “%s”',
  (text) => {
    expect(readHoursText(text)).toBeNull();
  },
);

test('days are read one by one and as spans, each once', () => {
  expect(readDaysText('2027-01-01\n2027-02-27~2027-03-01\n2027-01-01', '2027')).toEqual([
    '2027-01-01',
    '2027-02-27',
    '2027-02-28',
    '2027-03-01',
  ]);
});

test.each(['元旦', '2026-12-31', '2027-02-30', '2027-01-03~2027-01-01', '2027-12-31~2028-01-01'])(
  'days of 2027 cannot be read from “%s”',
  (text) => {
    expect(readDaysText(text, '2027')).toBeNull();
  },
);
