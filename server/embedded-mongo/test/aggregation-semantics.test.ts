import { Decimal128, type Document, Double, Int32, Long, ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, useDatabase } from './support.ts';

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

const arithmetic: Case[] = [
  ['$add', { $add: ['$a', '$b', 1] }, 10],
  ['$add of a date and milliseconds', { $add: ['$d', 1000] }, new Date(date.getTime() + 1000)],
  ['$add with null is null', { $add: ['$a', '$n'] }, null],
  ['$add with missing is null', { $add: ['$a', '$none'] }, null],
  ['$subtract', { $subtract: ['$a', '$b'] }, 5],
  ['$subtract of dates is milliseconds', { $subtract: ['$d', new Date(date.getTime() - 5)] }, 5],
  ['$multiply', { $multiply: ['$a', '$f'] }, 17.5],
  ['$divide is fractional', { $divide: ['$a', '$b'] }, 3.5],
  ['$mod keeps the sign', { $mod: [-7, 3] }, -1],
  ['$abs', { $abs: -3 }, 3],
  ['$ceil', { $ceil: 2.1 }, 3],
  ['$floor', { $floor: -2.1 }, -3],
  ['$round goes to the even neighbour', { $round: 2.5 }, 2],
  ['$round to places', { $round: [1.2345, 2] }, 1.23],
  ['$round to tens', { $round: [1234, -2] }, 1200],
  ['$trunc', { $trunc: -2.9 }, -2],
  ['$sqrt', { $sqrt: 16 }, 4],
  ['$pow', { $pow: [2, 10] }, 1024],
  ['$pow with a negative exponent', { $pow: [2, -1] }, 0.5],
  ['$exp', { $exp: 0 }, 1],
  ['$ln', { $ln: 1 }, 0],
  ['$log', { $log: [100, 10] }, 2],
  ['$log10', { $log10: 1000 }, 3],
  [
    'decimals add exactly',
    { $toString: { $add: [Decimal128.fromString('0.1'), Decimal128.fromString('0.2')] } },
    '0.3',
  ],
];

/** A branch of $switch; `then` must not be a plain property, or the object would pass for a promise. */
function branch(when: unknown, result: unknown): Document {
  return Object.fromEntries([
    ['case', when],
    ['then', result],
  ]);
}

const comparison: Case[] = [
  ['$eq', { $eq: ['$a', 7] }, true],
  ['$eq tells missing from null', { $eq: ['$none', null] }, false],
  ['$ne', { $ne: ['$a', 7] }, false],
  ['$gt crosses types', { $gt: ['$s', 5] }, true],
  ['$lt: missing is below null', { $lt: ['$none', null] }, true],
  ['$gte', { $gte: [2, new Double(2)] }, true],
  ['$lte', { $lte: [3, 2] }, false],
  ['$cmp', { $cmp: ['$b', '$a'] }, -1],
  ['$and of nothing is true', { $and: [] }, true],
  ['$or of nothing is false', { $or: [] }, false],
  ['$and takes null as false', { $and: ['$a', '$n'] }, false],
  ['$not', { $not: ['$t'] }, false],
  ['zero is false', { $or: [0, ''] }, true],
  ['$cond', { $cond: [{ $gt: ['$a', 5] }, 'big', 'small'] }, 'big'],
  [
    '$cond with names',
    {
      $cond: Object.fromEntries([
        ['if', '$n'],
        ['then', 1],
        ['else', 2],
      ]),
    },
    2,
  ],
  ['$ifNull takes the first that is there', { $ifNull: ['$none', '$n', 'x'] }, 'x'],
  [
    '$switch takes the first branch',
    {
      $switch: {
        branches: [branch({ $lt: ['$a', 5] }, 'l'), branch(true, 'h')],
      },
    },
    'h',
  ],
  ['$switch falls back', { $switch: { branches: [branch(false, 1)], default: 9 } }, 9],
];

const strings: Case[] = [
  ['$concat', { $concat: ['$s', '-', '$z'] }, 'Hello-古美路'],
  ['$concat with null is null', { $concat: ['$s', '$n'] }, null],
  ['$toUpper', { $toUpper: '$s' }, 'HELLO'],
  ['$toLower of null is empty', { $toLower: '$n' }, ''],
  ['$substrCP counts characters', { $substrCP: ['$z', 1, 2] }, '美路'],
  ['$substrBytes counts bytes', { $substrBytes: ['$z', 3, 3] }, '美'],
  ['$strLenCP', { $strLenCP: '$z' }, 3],
  ['$strLenBytes', { $strLenBytes: '$z' }, 9],
  ['$trim', { $trim: { input: '  x ' } }, 'x'],
  ['$ltrim with characters', { $ltrim: { input: 'xxyx', chars: 'x' } }, 'yx'],
  ['$rtrim', { $rtrim: { input: 'x  ' } }, 'x'],
  ['$split', { $split: ['a,b,c', ','] }, ['a', 'b', 'c']],
  ['$indexOfCP', { $indexOfCP: ['$z', '路'] }, 2],
  ['$indexOfBytes', { $indexOfBytes: ['$z', '路'] }, 6],
  ['$indexOfCP of what is not there is -1', { $indexOfCP: ['$s', 'q'] }, -1],
  ['$replaceOne', { $replaceOne: { input: 'aXbX', find: 'X', replacement: { $literal: '$&' } } }, 'a$&bX'],
  ['$replaceAll', { $replaceAll: { input: 'aXbX', find: 'X', replacement: '-' } }, 'a-b-'],
  ['$regexMatch', { $regexMatch: { input: '$s', regex: '^he', options: 'i' } }, true],
  ['$regexFind', { $regexFind: { input: '$s', regex: 'l(l)' } }, { match: 'll', idx: 2, captures: ['l'] }],
  [
    '$regexFindAll',
    { $regexFindAll: { input: 'abab', regex: 'b' } },
    [
      { match: 'b', idx: 1, captures: [] },
      { match: 'b', idx: 3, captures: [] },
    ],
  ],
  ['$strcasecmp', { $strcasecmp: ['HELLO', '$s'] }, 0],
];

const lists: Case[] = [
  ['$size', { $size: '$l' }, 3],
  ['$arrayElemAt from the end', { $arrayElemAt: ['$l', -1] }, 2],
  ['$first', { $first: '$l' }, 3],
  ['$last', { $last: '$l' }, 2],
  ['$slice', { $slice: ['$l', 2] }, [3, 1]],
  ['$slice from the end', { $slice: ['$l', -2] }, [1, 2]],
  ['$slice from a position', { $slice: ['$l', 1, 1] }, [1]],
  ['$in', { $in: [1, '$l'] }, true],
  ['$isArray', { $isArray: '$s' }, false],
  ['$map', { $map: { input: '$l', as: 'x', in: { $multiply: ['$$x', 2] } } }, [6, 2, 4]],
  ['$map names the element this', { $map: { input: '$l', in: '$$this' } }, [3, 1, 2]],
  ['$filter', { $filter: { input: '$l', as: 'x', cond: { $gt: ['$$x', 1] } } }, [3, 2]],
  ['$filter with a limit', { $filter: { input: '$l', cond: true, limit: 1 } }, [3]],
  ['$reduce', { $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  ['$concatArrays', { $concatArrays: ['$l', [9]] }, [3, 1, 2, 9]],
  ['$reverseArray', { $reverseArray: '$l' }, [2, 1, 3]],
  ['$range', { $range: [0, 6, 2] }, [0, 2, 4]],
  [
    '$zip',
    {
      $zip: {
        inputs: [
          [1, 2],
          ['a', 'b'],
        ],
      },
    },
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ['$indexOfArray', { $indexOfArray: ['$l', 2] }, 2],
  ['$sortArray', { $sortArray: { input: '$l', sortBy: 1 } }, [1, 2, 3]],
  [
    '$sortArray by a field',
    { $sortArray: { input: '$docs', sortBy: { k: -1 } } },
    [
      { k: 2, v: 'q' },
      { k: 1, v: 'p' },
    ],
  ],
  ['$arrayToObject', { $arrayToObject: [[['x', 1]]] }, { x: 1 }],
  ['$sum over an array', { $sum: '$l' }, 6],
  ['$avg over operands', { $avg: ['$a', '$b'] }, 4.5],
  ['$max', { $max: '$l' }, 3],
  ['$min of operands leaves null out', { $min: ['$a', '$n'] }, 7],
  ['a path over an array gives a list', '$docs.v', ['p', 'q']],
  [
    '$setUnion',
    {
      $setUnion: [
        [1, 2],
        [2, 3],
      ],
    },
    [1, 2, 3],
  ],
  [
    '$setIntersection',
    {
      $setIntersection: [
        [1, 2],
        [2, 3],
      ],
    },
    [2],
  ],
  ['$setDifference', { $setDifference: [[1, 2], [2]] }, [1]],
  [
    '$setEquals',
    {
      $setEquals: [
        [1, 2, 2],
        [2, 1],
      ],
    },
    true,
  ],
  ['$setIsSubset', { $setIsSubset: [[1], [1, 2]] }, true],
  ['$anyElementTrue', { $anyElementTrue: [[0, 1]] }, true],
  ['$allElementsTrue', { $allElementsTrue: [[0, 1]] }, false],
];

const objects: Case[] = [
  ['a document of expressions', { p: '$a', q: { r: '$b' } }, { p: 7, q: { r: 2 } }],
  ['$mergeObjects', { $mergeObjects: ['$o', { y: 9, z: 3 }] }, { x: 1, y: 9, z: 3 }],
  [
    '$objectToArray',
    { $objectToArray: '$o' },
    [
      { k: 'x', v: 1 },
      { k: 'y', v: 2 },
    ],
  ],
  ['$getField', { $getField: { field: 'x', input: '$o' } }, 1],
  ['$setField', { $setField: { field: 'z', input: '$o', value: 5 } }, { x: 1, y: 2, z: 5 }],
  ['$let', { $let: { vars: { p: '$a' }, in: { $add: ['$$p', 1] } } }, 8],
  ['$literal', { $literal: '$a' }, '$a'],
  ['$$ROOT', '$$ROOT.a', 7],
];

const conversions: Case[] = [
  ['$toInt cuts', { $toInt: 2.9 }, 2],
  ['$toLong', { $type: { $toLong: 1 } }, 'long'],
  ['$toDouble of text', { $toDouble: '1.5' }, 1.5],
  ['$toString of a date', { $toString: '$d' }, '2024-02-29T22:30:15.250Z'],
  ['$toString of an ObjectId', { $toString: '$id' }, '64b0c0ffee00000000000001'],
  ['$toObjectId', { $toObjectId: '64b0c0ffee00000000000001' }, doc.id],
  ['$toBool of text is true', { $toBool: 'false' }, true],
  ['$toDate of text', { $toDate: '2024-02-29T22:30:15.250Z' }, date],
  ['$convert with onError', { $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
  ['$convert with onNull', { $convert: { input: null, to: 'int', onNull: 0 } }, 0],
  ['$type of missing', { $type: '$none' }, 'missing'],
  [
    '$type tells the number types apart',
    { $concat: [{ $type: new Int32(1) }, { $type: Long.fromNumber(1) }, { $type: new Double(1) }] },
    'intlongdouble',
  ],
  ['$isNumber', { $isNumber: '$s' }, false],
];

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

const refused: readonly (readonly [rule: string, expression: unknown, code: number])[] = [
  ['an unknown expression', { $foo: 1 }, 168],
  ['two operators in one expression', { $add: [1], $subtract: [1] }, 15983],
  ['a wrong number of operands', { $subtract: [1] }, 16020],
  ['$divide by zero', { $divide: [1, 0] }, 2],
  ['$add of text', { $add: ['$s', 1] }, 14],
  ['$concat of a number', { $concat: ['$s', 1] }, 16702],
  ['$size of a scalar', { $size: '$a' }, 17124],
  ['an unknown variable', '$$nope', 17276],
  ['an unknown time zone', { $year: { date: '$d', timezone: 'Mars/Base' } }, 40485],
  ['$toInt of text', { $toInt: 'x' }, 241],
  ['$switch without a branch', { $switch: { branches: [branch(false, 1)] } }, 40066],
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

describe.each([
  ['arithmetic', arithmetic],
  ['comparison', comparison],
  ['strings', strings],
  ['lists', lists],
  ['objects', objects],
  ['conversions', conversions],
  ['dates', dates],
] as const)('%s', (_, cases) => {
  it.each(cases)('%s', async (_rule, expression, value) => {
    expect(await evaluated(expression)).toEqual(value);
  });
});

describe('mistakes', () => {
  it.each(refused)('%s is refused', async (_rule, expression, code) => {
    expect((await failure(evaluated(expression))).code).toBe(code);
  });
});

/** A rule of MongoDB's stages: the documents, the pipeline, and what comes out. */
type StageCase = readonly [
  rule: string,
  documents: readonly Document[],
  pipeline: Document[],
  out: readonly Document[],
];

const people = [
  { g: 'x', n: 1 },
  { g: 'y', n: 2 },
  { g: 'x', n: 3 },
];

const stages: StageCase[] = [
  [
    '$match filters',
    people,
    [{ $match: { n: { $gt: 1 } } }, { $project: { _id: 1 } }],
    [{ _id: 1 }, { _id: 2 }],
  ],
  [
    '$project computes and keeps the order',
    people,
    [{ $project: { m: { $add: ['$n', 1] }, n: 1 } }, { $limit: 1 }],
    [{ _id: 0, n: 1, m: 2 }],
  ],
  ['$project leaves out', people, [{ $project: { _id: 0, g: 0 } }, { $limit: 1 }], [{ n: 1 }]],
  [
    '$set adds and $unset removes',
    people,
    [{ $limit: 1 }, { $set: { 'o.p': '$n' } }, { $unset: ['g', 'n'] }],
    [{ _id: 0, o: { p: 1 } }],
  ],
  [
    '$group counts and sums',
    people,
    [{ $group: { _id: '$g', n: { $sum: '$n' }, c: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: 'x', n: 4, c: 2 },
      { _id: 'y', n: 2, c: 1 },
    ],
  ],
  [
    '$group by null takes all',
    people,
    [{ $group: { _id: null, avg: { $avg: '$n' }, min: { $min: '$n' }, max: { $max: '$n' } } }],
    [{ _id: null, avg: 2, min: 1, max: 3 }],
  ],
  [
    '$group collects',
    people,
    [
      { $group: { _id: '$g', all: { $push: '$n' }, first: { $first: '$n' }, last: { $last: '$n' } } },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 'x', all: [1, 3], first: 1, last: 3 },
      { _id: 'y', all: [2], first: 2, last: 2 },
    ],
  ],
  [
    '$group puts equal numbers of different types together',
    [{ n: new Int32(1) }, { n: new Double(1) }, { n: Long.fromNumber(1) }],
    [{ $group: { _id: '$n', c: { $sum: 1 } } }],
    [{ _id: 1, c: 3 }],
  ],
  [
    '$group puts missing and null together',
    [{}, { n: null }],
    [{ $group: { _id: '$n', c: { $count: {} } } }],
    [{ _id: null, c: 2 }],
  ],
  [
    '$addToSet keeps each value once',
    [{ n: 1 }, { n: 1 }],
    [{ $group: { _id: null, s: { $addToSet: '$n' } } }],
    [{ _id: null, s: [1] }],
  ],
  [
    '$sort, $skip and $limit',
    people,
    [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1, _id: 0 } }],
    [{ n: 2 }],
  ],
  [
    '$unwind gives a document for each element',
    [{ l: [1, 2] }, { l: [] }, {}, { l: 5 }],
    [{ $unwind: '$l' }],
    [
      { _id: 0, l: 1 },
      { _id: 0, l: 2 },
      { _id: 3, l: 5 },
    ],
  ],
  [
    '$unwind keeps empty ones when asked',
    [{ l: [1] }, { l: [] }, {}],
    [{ $unwind: { path: '$l', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
    [
      { _id: 0, l: 1, i: 0 },
      { _id: 1, i: null },
      { _id: 2, i: null },
    ],
  ],
  ['$count', people, [{ $count: 'total' }], [{ total: 3 }]],
  [
    '$sortByCount',
    people,
    [{ $sortByCount: '$g' }],
    [
      { _id: 'x', count: 2 },
      { _id: 'y', count: 1 },
    ],
  ],
  ['$replaceRoot', [{ o: { a: 1 } }], [{ $replaceRoot: { newRoot: '$o' } }], [{ a: 1 }]],
  [
    '$replaceWith',
    [{ o: { a: 1 } }],
    [{ $replaceWith: { $mergeObjects: ['$o', { b: 2 }] } }],
    [{ a: 1, b: 2 }],
  ],
  [
    '$facet runs pipelines side by side',
    people,
    [{ $facet: { c: [{ $count: 'n' }], m: [{ $match: { g: 'y' } }, { $project: { _id: 0, n: 1 } }] } }],
    [{ c: [{ n: 3 }], m: [{ n: 2 }] }],
  ],
  [
    '$bucket includes the lower bound',
    [{ n: 0 }, { n: 5 }, { n: 9 }, { n: 50 }],
    [{ $bucket: { groupBy: '$n', boundaries: [0, 5, 10], default: 'other', output: { c: { $sum: 1 } } } }],
    [
      { _id: 0, c: 1 },
      { _id: 5, c: 2 },
      { _id: 'other', c: 1 },
    ],
  ],
  [
    '$lookup joins by fields',
    [{ k: 1 }, { k: 2, of: 0 }],
    [
      { $match: { of: { $exists: true } } },
      { $lookup: { from: 'stages', localField: 'of', foreignField: '_id', as: 'found' } },
    ],
    [{ _id: 1, k: 2, of: 0, found: [{ _id: 0, k: 1 }] }],
  ],
  [
    '$lookup joins an array by its elements',
    [{ k: 1 }, { of: [0, 9] }],
    [
      { $match: { of: { $exists: true } } },
      { $lookup: { from: 'stages', localField: 'of', foreignField: '_id', as: 'found' } },
    ],
    [{ _id: 1, of: [0, 9], found: [{ _id: 0, k: 1 }] }],
  ],
  [
    '$lookup runs a pipeline with variables',
    [{ k: 1 }, { k: 5 }],
    [
      { $match: { k: 5 } },
      {
        $lookup: {
          from: 'stages',
          let: { mine: '$k' },
          pipeline: [{ $match: { $expr: { $lt: ['$k', '$$mine'] } } }, { $project: { _id: 1 } }],
          as: 'less',
        },
      },
    ],
    [{ _id: 1, k: 5, less: [{ _id: 0 }] }],
  ],
  ['$unionWith appends', [{ k: 1 }], [{ $unionWith: 'stages' }, { $count: 'n' }], [{ n: 2 }]],
];

describe('stages', () => {
  it.each(stages)('%s', async (_rule, documents, pipeline, out) => {
    const collection = await fill(database.db, 'stages', documents);
    expect(await collection.aggregate(pipeline).toArray()).toEqual(out);
  });

  const wrong: readonly (readonly [rule: string, pipeline: Document[], code: number])[] = [
    ['an unknown stage', [{ $foo: {} }], 40324],
    ['a stage with two names', [{ $match: {}, $limit: 1 }], 40323],
    ['$changeStream', [{ $changeStream: {} }], 40573],
    ['an unknown accumulator', [{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
    ['$group without _id', [{ $group: { a: { $sum: 1 } } }], 15955],
    ['$limit 0', [{ $limit: 0 }], 15958],
    ['inclusion mixed with exclusion', [{ $project: { a: 1, b: 0 } }], 31254],
  ];
  it.each(wrong)('%s is refused', async (_rule, pipeline, code) => {
    expect((await failure(database.db.collection('stages').aggregate(pipeline).toArray())).code).toBe(code);
  });

  it.skipIf(process.env.MONGODB_URI !== undefined)(
    '$out, $merge, $graphLookup and $setWindowFields are left out with 238',
    async () => {
      for (const stage of [{ $out: 'x' }, { $merge: 'x' }, { $graphLookup: {} }, { $setWindowFields: {} }]) {
        expect((await failure(database.db.collection('stages').aggregate([stage]).toArray())).code).toBe(238);
      }
    },
  );
});

describe('projections of find', () => {
  const projections: readonly (readonly [
    rule: string,
    document: Document,
    projection: Document,
    out: Document,
    filter?: Document,
  ])[] = [
    [
      'inclusion keeps the order of the document',
      { a: 1, b: 2, c: 3 },
      { c: 1, a: 1 },
      { _id: 0, a: 1, c: 3 },
    ],
    ['exclusion', { a: 1, b: 2 }, { a: 0 }, { _id: 0, b: 2 }],
    ['_id can be left out', { a: 1, b: 2 }, { _id: 0, a: 1 }, { a: 1 }],
    ['only _id', { a: 1 }, { _id: 1 }, { _id: 0 }],
    ['all but _id', { a: 1 }, { _id: 0 }, { a: 1 }],
    ['dotted inclusion', { a: { x: 1, y: 2 }, b: 1 }, { 'a.x': 1 }, { _id: 0, a: { x: 1 } }],
    ['inclusion below arrays', { a: [{ x: 1, y: 2 }, 5] }, { 'a.x': 1 }, { _id: 0, a: [{ x: 1 }] }],
    ['dotted exclusion', { a: { x: 1, y: 2 } }, { 'a.x': 0 }, { _id: 0, a: { y: 2 } }],
    [
      '$slice keeps the other fields',
      { a: [1, 2, 3], b: 1 },
      { a: { $slice: 2 } },
      { _id: 0, a: [1, 2], b: 1 },
    ],
    ['$slice with a start', { a: [1, 2, 3] }, { a: { $slice: [-2, 1] } }, { _id: 0, a: [2] }],
    [
      '$elemMatch keeps the first match',
      { a: [{ k: 1 }, { k: 2 }], b: 1 },
      { a: { $elemMatch: { k: 2 } } },
      { _id: 0, a: [{ k: 2 }] },
    ],
    ['the positional element', { a: [1, 5, 9] }, { 'a.$': 1 }, { _id: 0, a: [5] }, { a: { $gt: 3 } }],
    ['a computed field', { a: 1 }, { b: { $add: ['$a', 1] } }, { _id: 0, b: 2 }],
    ['a computed field beside an included one', { a: 1, c: 2 }, { c: 1, b: '$a' }, { _id: 0, c: 2, b: 1 }],
    ['nested specifications', { a: { x: 1, y: 2 } }, { a: { y: 1 } }, { _id: 0, a: { y: 2 } }],
  ];
  it.each(projections.map(([rule, ...rest]) => ({ rule, rest })))(
    '$rule',
    async ({ rest: [document, projection, out, filter] }) => {
      const collection = await fill(database.db, 'projection', [document]);
      const found = await collection.findOne(filter ?? {}, { projection });
      expect(Object.entries(found ?? {})).toEqual(Object.entries(out));
    },
  );
});
