import { Decimal128, type Document, Double, Int32, Long, ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, useDatabase } from '../support.ts';

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
  ['conversions', conversions],
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
