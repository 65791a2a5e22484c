import {
  Binary,
  Decimal128,
  type Document,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, useDatabase } from '../support.ts';

/** Corners in which imitations of MongoDB go wrong; most are held by MongoDB's own tests in this form. */
const database = useDatabase();
const int = (n: number): Int32 => new Int32(n);
const long = (text: string): Long => Long.fromString(text);
const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
const a = (...values: unknown[]): Document[] =>
  values.map((value) => (value === undefined ? {} : { a: value }));

const day = new Date('2020-11-01T18:23:36Z');
type Expression = readonly [rule: string, expression: unknown, type: string, text: string];
const typed: readonly Expression[] = [
  ['Int32 sums grow into Int64', { $add: [int(2147483647), int(1)] }, 'long', '2147483648'],
  ['Int64 sums grow into doubles', { $add: [Long.MAX_VALUE, int(1)] }, 'double', '9.223372036854776e+18'],
  ['Int32 products grow into Int64', { $multiply: [int(2147483647), int(2)] }, 'long', '4294967294'],
  ['$divide gives a double', { $divide: [int(6), int(3)] }, 'double', '2'],
  ['$abs of the least Int32', { $abs: int(-2147483648) }, 'long', '2147483648'],
  ['$round half to even', { $round: [2.5] }, 'double', '2'],
  ['$round goes by the exact value of a double', { $round: [1.015, 2] }, 'double', '1.01'],
  ['$round of a decimal', { $round: [decimal('1.015'), 2] }, 'decimal', '1.02'],
  ['$round of tens', { $round: [int(25), -1] }, 'int', '20'],
  ['$round beyond Int32', { $round: [int(2147483647), -1] }, 'long', '2147483650'],
  ['$pow of whole numbers stays whole', { $pow: [int(2), int(31)] }, 'long', '2147483648'],
  ['$pow beyond Int64 is a double', { $pow: [long('2'), long('63')] }, 'double', '9.223372036854776e+18'],
  ['powers of one stay whole', { $pow: [int(-1), int(-3)] }, 'int', '-1'],
  ['a name for $$CURRENT is where paths begin', currentOf({ b: int(5) }), 'int', '5'],
  ['$mod of a decimal', { $mod: [decimal('5.5'), int(2)] }, 'decimal', '1.5'],
  ['$avg of decimals', { $avg: [decimal('1'), int(2)] }, 'decimal', '1.5'],
  ['$sum leaves out what is no number', { $sum: [int(1), 'x', null, 1.5] }, 'double', '2.5'],
  ['a double becomes a decimal of 15 digits', { $toDecimal: 1.9 }, 'decimal', '1.90000000000000'],
  ['large doubles are written with an exponent', { $toString: 1e20 }, 'string', '1e+20'],
  ['small doubles are written with an exponent', { $toString: 0.00001 }, 'string', '1e-05'],
  ['"inf" is a double', { $toDouble: '-inf' }, 'double', '-Infinity'],
  ['a double becomes a date by its whole part', { $toDate: 1.9 }, 'date', '1970-01-01T00:00:00.001Z'],
  ['$isoWeekYear is an Int64', { $isoWeekYear: new Date('2021-01-03') }, 'long', '2020'],
  [
    '$dateDiff is an Int64',
    { $dateDiff: { startDate: day, endDate: day, unit: 'hour', startOfWeek: 1 } },
    'long',
    '0',
  ],
  ['$strcasecmp knows ASCII only', { $strcasecmp: ['ß', 'SS'] }, 'int', '1'],
  [
    '$substrCP counts what a person may see as one as several',
    { $substrCP: ['👍🏽法治', 2, 1] },
    'string',
    '法',
  ],
  ['$type of what is missing', { $type: { $ifNull: [null, '$none'] } }, 'string', 'missing'],
  [
    'weeks of two begin where MongoDB has them',
    {
      $dateTrunc: {
        date: new Date('2000-01-30T18:00:00Z'),
        unit: 'week',
        binSize: 2,
        timezone: 'America/New_York',
        startOfWeek: 'mon',
      },
    },
    'date',
    '2000-01-17T05:00:00.000Z',
  ],
  [
    'days are as long as the clock has them',
    {
      $dateAdd: {
        startDate: new Date('2021-03-13T17:00:00Z'),
        unit: 'day',
        amount: 1,
        timezone: 'America/New_York',
      },
    },
    'date',
    '2021-03-14T16:00:00.000Z',
  ],
  [
    'months end where they end',
    { $dateAdd: { startDate: new Date('2024-01-31'), unit: 'month', amount: 1 } },
    'date',
    '2024-02-29T00:00:00.000Z',
  ],
  [
    'the first day of the week does not matter for other units',
    { $dateTrunc: { date: day, unit: 'year', startOfWeek: 1 } },
    'date',
    '2020-01-01T00:00:00.000Z',
  ],
  [
    '$dateTrunc of nothing is null, whatever else is wrong',
    { $dateTrunc: { date: '$none', unit: 'H', binSize: 'x', timezone: 1 } },
    'null',
    'null',
  ],
  [
    'a week that begins on null is null',
    { $dateTrunc: { date: day, unit: 'week', startOfWeek: null } },
    'null',
    'null',
  ],
  [
    'what cannot be converted is onError',
    { $convert: { input: 1.9, to: 'minKey', onError: 'no' } },
    'string',
    'no',
  ],
];

function toObject(...items: unknown[]): Document {
  return { $arrayToObject: { $literal: items } };
}

function zip(more: Document): Document {
  return { $zip: { inputs: [[1], [2]], ...more } };
}

function currentOf(current: Document): Document {
  return { $let: { vars: { CURRENT: { $literal: current } }, in: '$b' } };
}

describe('expressions', () => {
  it.each(typed)('%s', async (_rule, expression, type, text) => {
    const collection = await fill(database.db, 'corners', [{}]);
    const [found] = await collection
      .aggregate([
        { $project: { v: expression } },
        { $project: { type: { $type: '$v' }, text: { $ifNull: [{ $toString: '$v' }, 'null'] } } },
      ])
      .toArray();
    expect(found).toMatchObject({ type, text });
  });

  it.each([
    ['a hexadecimal number', { $toDouble: '0x1A' }, 241],
    ['a conversion to no type', { $convert: { input: 1, to: 'dog', onError: 1 } }, 2],
    ['a unit that is none', { $dateTrunc: { date: day, unit: 'century' } }, 5439014],
    ['a date that is none', { $dateTrunc: { date: 'x', unit: 'hour' } }, 5439012],
    ['half a bin', { $dateTrunc: { date: day, unit: 'hour', binSize: 2.5 } }, 5439017],
    ['a day that is none', { $dateTrunc: { date: day, unit: 'week', startOfWeek: 'x' } }, 5439016],
    ['a difference from no date', { $dateDiff: { startDate: 'x', endDate: day, unit: 'hour' } }, 5166307],
    ['$abs of the least Int64', { $abs: Long.MIN_VALUE }, 28680],
    ['a year that is none', { $dateFromParts: { year: 0 } }, 40523],
    ['a month of too many', { $dateFromParts: { year: 2020, month: 32768 } }, 31034],
    ['a sum from no date', { $dateAdd: { startDate: 'x', unit: 'day', amount: 1 } }, 5166403],
    ['a sum of a unit that is none', { $dateAdd: { startDate: day, unit: 'x', amount: 1 } }, 9],
    ['a sum of a unit that is no text', { $dateAdd: { startDate: day, unit: 5, amount: 1 } }, 5166404],
    ['a $range beyond 32 bits', { $range: [0, 3_000_000_000] }, 34446],
    ['a path that ends in a dot', '$a.', 40353],
    ['a path with an empty part', '$a..b', 15998],
    ['a $filter of none', { $filter: { input: [1], cond: true, limit: 0 } }, 327392],
    ['a $zip of nothing', { $zip: { inputs: [] } }, 34465],
    ['a $zip with too few defaults', zip({ defaults: [1], useLongestLength: true }), 34467],
    ['a $zip with no list of defaults', zip({ defaults: 1, useLongestLength: true }), 34462],
    ['a $zip with 1 for true', zip({ useLongestLength: 1 }), 34463],
    ['$mergeObjects of an array', { $mergeObjects: { $literal: [{ a: 1 }] } }, 40400],
    ['$toLower of a boolean', { $toLower: true }, 16007],
    ['$substr of an ObjectId', { $substr: [new ObjectId(), 0, 1] }, 16007],
    ['$setEquals of one set', { $setEquals: [[1]] }, 17045],
    ['$ifNull of one value', { $ifNull: [1] }, 1257300],
    ['an object of a pair and a document', toObject(['a', 1], { k: 'b', v: 1 }), 40396],
    ['an object of a document and a pair', toObject({ k: 'b', v: 1 }, ['a', 1]), 40391],
    ['an object of three', toObject(['a', 1, 2]), 40397],
    ['an object of a number for a name', toObject([1, 2]), 40395],
    ['an object of a field too many', toObject({ k: 'a', v: 1, x: 1 }), 40392],
    ['an object of other fields', toObject({ k: 'a', x: 1 }), 40393],
    ['an object of null for a name', toObject({ k: null, v: 1 }), 40394],
    ['an object of numbers', toObject(1), 40398],
    ['an object with a name of \\0', toObject(['a\0b', 1]), 4940400],
    ['a date by month and ISO week', { $dateFromParts: { year: 2024, isoWeek: 1 } }, 40489],
    ['a date by ISO week and month', { $dateFromParts: { isoWeekYear: 2024, month: 1 } }, 40525],
    ['parts of a date by 1 for true', { $dateToParts: { date: day, iso8601: 1 } }, 40521],
    ['a zone in other letters', { $hour: { date: day, timezone: 'asia/shanghai' } }, 40485],
    ['a $filter without cond', { $filter: { input: [] } }, 28650],
    ['a $filter with a name too many', { $filter: { input: [], cond: 1, x: 1 } }, 28647],
    ['a $map of no object', { $map: 1 }, 16878],
    ['a $reduce without in', { $reduce: { input: [], initialValue: 0 } }, 40079],
    ['a branch without then', { $switch: { branches: [{ case: true }] } }, 40065],
    ['a $trim with a name too many', { $trim: { input: 'x', y: 1 } }, 50694],
    ['a $convert with a name too many', { $convert: { input: 1, to: 'int', x: 1 } }, 9],
  ])('%s is refused', async (_rule, expression, code) => {
    const collection = await fill(database.db, 'corners', [{}]);
    expect((await failure(collection.aggregate([{ $project: { v: expression } }]).toArray())).code).toBe(
      code,
    );
  });

  it('an empty pattern is found once before each character', async () => {
    const collection = await fill(database.db, 'corners', [{}]);
    const indexes = (regex: string) => ({
      $map: { input: { $regexFindAll: { input: '👍b', regex: { $literal: regex } } }, in: '$$this.idx' },
    });
    const [found] = await collection
      .aggregate([{ $project: { empty: indexes(''), end: indexes('$') } }])
      .toArray();
    expect(found).toEqual({ _id: 0, empty: [0, 1], end: [2] });
  });
});

describe('stages', () => {
  it('$group puts equal numbers of all types together', async () => {
    const collection = await fill(
      database.db,
      'corners',
      a(int(1), long('1'), new Double(1), decimal('1.0')),
    );
    expect(await collection.aggregate([{ $group: { _id: '$a', n: { $sum: 1 } } }]).toArray()).toEqual([
      { _id: 1, n: 4 },
    ]);
  });

  it('a sort orders all types as MongoDB does', async () => {
    const inOrder = [
      new MinKey(),
      null,
      1,
      'a',
      { x: 1 },
      new Binary(Buffer.from('a')),
      new ObjectId(),
      true,
      new Date(0),
      new Timestamp({ t: 1, i: 1 }),
      /x/,
      new MaxKey(),
    ];
    const collection = await fill(database.db, 'corners', a(...[...inOrder].reverse()));
    const ids = (await collection.find().sort({ a: 1 }).toArray()).map(({ _id }) => Number(_id));
    expect(ids).toEqual(inOrder.map((_, i) => inOrder.length - 1 - i));
  });

  it.each([
    ['inclusion behind exclusion', { b: 0, a: 1 }, 31253],
    ['a field and then a part of it', { a: 1, 'a.b': 1 }, 31249],
    ['a part of a field and then the field', { 'a.b': 1, a: 1 }, 31250],
  ])('a projection with %s is refused', async (_, projection, code) => {
    const collection = await fill(database.db, 'corners', [{ a: 1 }]);
    expect((await failure(collection.find({}, { projection }).toArray())).code).toBe(code);
  });
});
