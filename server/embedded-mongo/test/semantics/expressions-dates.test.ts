import { ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { fill, useDatabase } from '../support.ts';

const date = new Date('2024-02-29T22:30:15.250Z');
const doc = {
  a: 7,
  b: 2,
  f: 2.5,
  s: 'Hello',
  z: '古美路',
  l: [3, 1, 2],
  d: date,
  o: { x: 1, y: 2 },
  n: null,
  t: true,
  docs: [
    { k: 1, v: 'p' },
    { k: 2, v: 'q' },
  ],
  id: new ObjectId('64b0c0ffee00000000000001'),
};

/** A rule of MongoDB's expressions: the expression on `doc`, and its value. */
type Case = readonly [rule: string, expression: unknown, value: unknown];

const dates: Case[] = [
  ['$year', { $year: '$d' }, 2024],
  ['$month in a zone', { $month: { date: '$d', timezone: 'Asia/Shanghai' } }, 3],
  ['$dayOfMonth in a zone', { $dayOfMonth: { date: '$d', timezone: '+08:00' } }, 1],
  ['$hour in a zone', { $hour: { date: '$d', timezone: 'Asia/Shanghai' } }, 6],
  ['$minute', { $minute: '$d' }, 30],
  ['$second', { $second: '$d' }, 15],
  ['$millisecond', { $millisecond: '$d' }, 250],
  ['$dayOfWeek begins on Sunday', { $dayOfWeek: '$d' }, 5],
  ['$isoDayOfWeek begins on Monday', { $isoDayOfWeek: '$d' }, 4],
  ['$dayOfYear', { $dayOfYear: '$d' }, 60],
  ['$isoWeek', { $isoWeek: '$d' }, 9],
  ['$isoWeekYear at the turn of the year', { $isoWeekYear: new Date('2021-01-03T00:00:00Z') }, 2020],
  ['$week', { $week: '$d' }, 8],
  [
    '$dateToString with a format and a zone',
    { $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M', timezone: 'Asia/Shanghai' } },
    '2024-03-01 06:30',
  ],
  ['$dateToString without a format', { $dateToString: { date: '$d' } }, '2024-02-29T22:30:15.250Z'],
  [
    '$dateFromString',
    { $dateFromString: { dateString: '2024-03-01T06:30:15.250', timezone: 'Asia/Shanghai' } },
    date,
  ],
  [
    '$dateFromParts in a zone',
    { $dateFromParts: { year: 2024, month: 3, day: 1, timezone: 'Asia/Shanghai' } },
    new Date('2024-02-29T16:00:00Z'),
  ],
  [
    '$dateFromParts lets months run over',
    { $dateFromParts: { year: 2023, month: 14 } },
    new Date('2024-02-01T00:00:00Z'),
  ],
  [
    '$dateToParts',
    { $dateToParts: { date: '$d' } },
    { year: 2024, month: 2, day: 29, hour: 22, minute: 30, second: 15, millisecond: 250 },
  ],
  [
    '$dateAdd of a month ends with the month',
    { $dateAdd: { startDate: new Date('2024-01-31T00:00:00Z'), unit: 'month', amount: 1 } },
    new Date('2024-02-29T00:00:00Z'),
  ],
  [
    '$dateSubtract',
    { $dateSubtract: { startDate: '$d', unit: 'day', amount: 1 } },
    new Date(date.getTime() - 86_400_000),
  ],
  [
    '$dateAdd of a day keeps the clock over a change of time',
    {
      $dateAdd: {
        startDate: new Date('2024-03-09T12:00:00Z'),
        unit: 'day',
        amount: 1,
        timezone: 'America/New_York',
      },
    },
    new Date('2024-03-10T11:00:00Z'),
  ],
  [
    '$dateDiff counts boundaries',
    {
      $dateDiff: {
        startDate: new Date('2023-12-31T23:59:59Z'),
        endDate: new Date('2024-01-01T00:00:00Z'),
        unit: 'year',
      },
    },
    1,
  ],
  [
    '$dateDiff in days of a zone',
    {
      $dateDiff: {
        startDate: new Date('2024-02-29T15:59:00Z'),
        endDate: '$d',
        unit: 'day',
        timezone: 'Asia/Shanghai',
      },
    },
    1,
  ],
  [
    '$dateTrunc to the month',
    { $dateTrunc: { date: '$d', unit: 'month' } },
    new Date('2024-02-01T00:00:00Z'),
  ],
  [
    '$dateTrunc to the day of a zone',
    { $dateTrunc: { date: '$d', unit: 'day', timezone: 'Asia/Shanghai' } },
    new Date('2024-02-29T16:00:00Z'),
  ],
  [
    '$dateTrunc to the week from Monday',
    { $dateTrunc: { date: '$d', unit: 'week', startOfWeek: 'monday' } },
    new Date('2024-02-26T00:00:00Z'),
  ],
  ['a date part of null is null', { $year: '$n' }, null],
];

const database = useDatabase();

async function evaluated(expression: unknown): Promise<unknown> {
  const collection = await fill(database.db, 'expression', [doc]);
  const [found] = await collection
    .aggregate([{ $project: { _id: 0, value: { $ifNull: [expression, { missing: true }] } } }])
    .toArray();
  const value = found?.value;
  return value instanceof Object && 'missing' in value ? null : value;
}

describe.each([['dates', dates]] as const)('%s', (_, cases) => {
  it.each(cases)('%s', async (_rule, expression, value) => {
    expect(await evaluated(expression)).toEqual(value);
  });
});
