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
import { fill, useDatabase } from '../support.ts';

/** A rule of MongoDB's query language: the filter, and by position which documents it finds. */
type Case = readonly [
  rule: string,
  filter: Document,
  documents: readonly Document[],
  found: readonly number[],
];

const when = new Date('2026-01-02T03:04:05Z');
const oid = new ObjectId('64b0c0ffee00000000000001');

const equality: Case[] = [
  ['a value equals itself', { a: 1 }, [{ a: 1 }, { a: 2 }, {}], [0]],
  [
    'numbers of all types are equal by value',
    { a: 5 },
    [
      { a: new Int32(5) },
      { a: new Double(5) },
      { a: Long.fromNumber(5) },
      { a: Decimal128.fromString('5.0') },
      { a: '5' },
    ],
    [0, 1, 2, 3],
  ],
  [
    'a decimal is not equal to the nearest double',
    { a: Decimal128.fromString('0.1') },
    [{ a: 0.1 }, { a: Decimal128.fromString('0.10') }],
    [1],
  ],
  [
    'large longs stay apart',
    { a: Long.fromString('9007199254740993') },
    [{ a: Long.fromString('9007199254740993') }, { a: Long.fromString('9007199254740992') }],
    [0],
  ],
  [
    'null finds null and missing',
    { a: null },
    [{ a: null }, {}, { a: 0 }, { a: [] }, { a: [null] }],
    [0, 1, 4],
  ],
  [
    'null on a dotted path finds what is missing below a document',
    { 'a.b': null },
    [{ a: {} }, { a: { b: 1 } }, { a: 5 }, {}, { a: { b: null } }],
    [0, 2, 3, 4],
  ],
  [
    'null on a dotted path finds an array element without the field',
    { 'a.b': null },
    [{ a: [{ b: 1 }, { c: 1 }] }, { a: [{ b: 1 }] }, { a: [] }, { a: [1, 2] }],
    [0],
  ],
  ['NaN equals NaN', { a: Number.NaN }, [{ a: Number.NaN }, { a: 1 }, {}], [0]],
  ['minus zero equals zero', { a: 0 }, [{ a: new Double(-0) }, { a: 0 }, { a: false }], [0, 1]],
  ['strings are compared with case', { a: 'x' }, [{ a: 'x' }, { a: 'X' }], [0]],
  ['a Chinese string equals itself', { 名称: '古美路' }, [{ 名称: '古美路' }, { 名称: '古美' }], [0]],
  ['an empty string is a value', { a: '' }, [{ a: '' }, { a: null }, {}], [0]],
  ['dates are equal by moment', { a: when }, [{ a: new Date(when) }, { a: when.getTime() }], [0]],
  ['an ObjectId equals itself and no string', { a: oid }, [{ a: oid }, { a: oid.toHexString() }], [0]],
  [
    'binary data are equal by subtype and bytes',
    { a: new Binary(Buffer.from('x'), 0) },
    [{ a: new Binary(Buffer.from('x'), 0) }, { a: new Binary(Buffer.from('x'), 5) }, { a: 'x' }],
    [0],
  ],
  ['a boolean is no number', { a: true }, [{ a: true }, { a: 1 }], [0]],
  [
    'a timestamp is no date',
    { a: new Timestamp({ t: 1, i: 2 }) },
    [{ a: new Timestamp({ t: 1, i: 2 }) }, { a: new Date(1000) }],
    [0],
  ],
  [
    'an embedded document is equal field by field in order',
    { a: { x: 1, y: 2 } },
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, { a: { x: 1 } }, { a: { x: 1, y: 2, z: 3 } }],
    [0],
  ],
  [
    'an embedded document compares numbers by value',
    { a: { x: 1 } },
    [{ a: { x: new Double(1) } }, { a: { x: Long.fromNumber(1) } }],
    [0, 1],
  ],
  [
    'an empty document equals an empty document only',
    { a: {} },
    [{ a: {} }, { a: { b: 1 } }, {}, { a: [] }],
    [0],
  ],
  [
    'an array equals the whole array',
    { a: [1, 2] },
    [{ a: [1, 2] }, { a: [2, 1] }, { a: [1] }, { a: [1, 2, 3] }],
    [0],
  ],
  [
    'an array equals an element that is that array',
    { a: [1, 2] },
    [{ a: [[1, 2], 3] }, { a: [1, 2, 3] }],
    [0],
  ],
  [
    'an empty array equals itself, also as an element',
    { a: [] },
    [{ a: [] }, { a: [[]] }, { a: null }, {}],
    [0, 1],
  ],
  ['a value equals an element of an array', { a: 2 }, [{ a: [1, 2] }, { a: [1, 3] }, { a: [[2]] }], [0]],
  ['MinKey equals MinKey only', { a: new MinKey() }, [{ a: new MinKey() }, { a: null }, {}], [0]],
  ['$eq is the same as plain equality', { a: { $eq: 1 } }, [{ a: 1 }, { a: [1] }, { a: 2 }], [0, 1]],
  [
    '$eq with a document takes it literally',
    { a: { $eq: { b: 1 } } },
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [0],
  ],
  [
    '$ne finds what does not equal, missing included',
    { a: { $ne: 1 } },
    [{ a: 1 }, { a: 2 }, {}, { a: [1, 2] }],
    [1, 2],
  ],
  ['$ne null finds what is there', { a: { $ne: null } }, [{ a: null }, {}, { a: 0 }, { a: [] }], [2, 3]],
];

const ranges: Case[] = [
  [
    '$gt compares numbers of all types',
    { a: { $gt: 1 } },
    [{ a: 2 }, { a: Long.fromNumber(2) }, { a: Decimal128.fromString('1.5') }, { a: 1 }, { a: '2' }],
    [0, 1, 2],
  ],
  ['$gte includes the bound', { a: { $gte: 2 } }, [{ a: 1 }, { a: 2 }, { a: 3 }], [1, 2]],
  [
    '$lt stays within the type',
    { a: { $lt: 5 } },
    [{ a: 1 }, { a: null }, {}, { a: 'a' }, { a: false }],
    [0],
  ],
  ['$lte includes the bound', { a: { $lte: 5 } }, [{ a: 5 }, { a: 5.1 }], [0]],
  [
    'a range on strings stays with strings',
    { a: { $gte: 'b' } },
    [{ a: 'a' }, { a: 'b' }, { a: 'ba' }, { a: 9 }],
    [1, 2],
  ],
  ['strings order by their UTF-8 bytes', { a: { $gt: '！' } }, [{ a: '😀' }, { a: 'z' }, { a: '古' }], [0]],
  [
    'a range on dates stays with dates',
    { a: { $lt: when } },
    [{ a: new Date(0) }, { a: 0 }, { a: when }],
    [0],
  ],
  ['NaN is not below a number', { a: { $lt: 1 } }, [{ a: Number.NaN }, { a: 0 }], [1]],
  ['$gte NaN finds NaN only', { a: { $gte: Number.NaN } }, [{ a: Number.NaN }, { a: 1 }], [0]],
  ['$gt NaN finds nothing', { a: { $gt: Number.NaN } }, [{ a: Number.NaN }, { a: 1 }], []],
  ['$lte null finds null and missing', { a: { $lte: null } }, [{ a: null }, {}, { a: 1 }], [0, 1]],
  ['$gte null finds null and missing', { a: { $gte: null } }, [{ a: null }, {}, { a: 1 }], [0, 1]],
  ['$gt null finds nothing', { a: { $gt: null } }, [{ a: null }, {}, { a: 1 }], []],
  ['a range looks at each array element', { a: { $gt: 5 } }, [{ a: [1, 6] }, { a: [1, 2] }], [0]],
  [
    'two bounds may be met by different elements',
    { a: { $gt: 5, $lt: 3 } },
    [{ a: [1, 6] }, { a: [4] }, { a: 6 }],
    [0],
  ],
  [
    'a range with an array compares whole arrays',
    { a: { $gt: [1, 2] } },
    [{ a: [1, 3] }, { a: [1, 2] }, { a: [1] }, { a: 5 }],
    [0],
  ],
  [
    'documents order by type, then name, then value',
    { a: { $gt: { b: 1 } } },
    [{ a: { b: 2 } }, { a: { a: 9 } }, { a: { b: 'x' } }],
    [0, 2],
  ],
  ['$lt true finds false', { a: { $lt: true } }, [{ a: false }, { a: true }, { a: 0 }], [0]],
  [
    '$gt MinKey crosses types',
    { a: { $gt: new MinKey() } },
    [{ a: 1 }, { a: 'x' }, { a: new MinKey() }],
    [0, 1],
  ],
  [
    '$lt MaxKey crosses types',
    { a: { $lt: new MaxKey() } },
    [{ a: 1 }, { a: null }, { a: new MaxKey() }],
    [0, 1],
  ],
  [
    'ObjectIds order by bytes',
    { a: { $gt: oid } },
    [{ a: new ObjectId('64b0c0ffee00000000000002') }, { a: oid }],
    [0],
  ],
];

const membership: Case[] = [
  [
    '$in finds any of its values',
    { a: { $in: [1, 'x'] } },
    [{ a: 1 }, { a: 'x' }, { a: 2 }, { a: [3, 1] }],
    [0, 1, 3],
  ],
  [
    '$in with null finds missing',
    { a: { $in: [null, 1] } },
    [{ a: 1 }, {}, { a: null }, { a: 2 }],
    [0, 1, 2],
  ],
  ['$in takes patterns', { a: { $in: [/^b/, 'a'] } }, [{ a: 'a' }, { a: 'bc' }, { a: 'cb' }], [0, 1]],
  ['$in with nothing finds nothing', { a: { $in: [] } }, [{ a: 1 }, {}], []],
  ['$in with an array finds whole arrays', { a: { $in: [[1, 2]] } }, [{ a: [1, 2] }, { a: [1] }], [0]],
  [
    'a long $in list finds numbers by value',
    { a: { $in: Array.from({ length: 20 }, (_, i) => i) } },
    [{ a: Long.fromNumber(3) }, { a: 20 }, { a: new Double(19) }],
    [0, 2],
  ],
  [
    '$nin finds everything else, missing included',
    { a: { $nin: [1, 2] } },
    [{ a: 1 }, { a: 3 }, {}, { a: [2, 3] }],
    [1, 2],
  ],
  ['$nin null leaves out missing', { a: { $nin: [null] } }, [{}, { a: null }, { a: 1 }], [2]],
  ['$all wants every value', { a: { $all: [1, 2] } }, [{ a: [1, 2, 3] }, { a: [1] }, { a: 1 }], [0]],
  [
    '$all with one value also finds a scalar',
    { a: { $all: [1] } },
    [{ a: 1 }, { a: [1, 2] }, { a: 2 }],
    [0, 1],
  ],
  ['$all with nothing finds nothing', { a: { $all: [] } }, [{ a: [] }, { a: 1 }], []],
  [
    '$all with $elemMatch wants an element for each',
    { a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: 2 } }] } },
    [{ a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }] }],
    [0],
  ],
  [
    '$all with a nested array finds it as an element',
    { a: { $all: [[1]] } },
    [{ a: [[1], 2] }, { a: [1] }, { a: [2] }],
    [0, 1],
  ],
];

const logic: Case[] = [
  ['$and wants all', { $and: [{ a: 1 }, { b: 2 }] }, [{ a: 1, b: 2 }, { a: 1 }], [0]],
  ['$or wants one', { $or: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }, { a: 2 }], [0, 1]],
  ['$nor wants none', { $nor: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }, { a: 2 }, {}], [2, 3]],
  [
    '$not turns a condition round, missing included',
    { a: { $not: { $gt: 1 } } },
    [{ a: 1 }, { a: 2 }, {}, { a: 'x' }],
    [0, 2, 3],
  ],
  ['$not takes a pattern', { a: { $not: /^x/ } }, [{ a: 'x' }, { a: 'y' }, {}], [1, 2]],
  [
    '$not of two conditions fails where both hold',
    { a: { $not: { $gt: 1, $lt: 5 } } },
    [{ a: 3 }, { a: 7 }, { a: 1 }],
    [1, 2],
  ],
  [
    'fields and $or hold together',
    { c: 1, $or: [{ a: 1 }, { b: 1 }] },
    [{ c: 1, a: 1 }, { c: 2, a: 1 }, { c: 1 }],
    [0],
  ],
  ['$comment changes nothing', { a: 1, $comment: 'why' }, [{ a: 1 }, { a: 2 }], [0]],
  [
    '$expr compares two fields',
    { $expr: { $gt: ['$a', '$b'] } },
    [
      { a: 2, b: 1 },
      { a: 1, b: 2 },
    ],
    [0],
  ],
];

const database = useDatabase();

describe.each([
  ['equality', equality],
  ['ranges', ranges],
  ['membership', membership],
  ['logic', logic],
] as const)('%s', (_, cases) => {
  it.each(cases)('%s', async (_rule, filter, documents, found) => {
    const collection = await fill(database.db, 'query', documents);
    const ids = (await collection.find(filter).toArray()).map((document) => Number(document._id));
    expect(ids.sort((a, b) => a - b)).toEqual(found);
  });
});
