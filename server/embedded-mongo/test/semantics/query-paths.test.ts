import { Decimal128, type Document, Double, Int32, Long } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, useDatabase } from '../support.ts';

/** A rule of MongoDB's query language: the filter, and by position which documents it finds. */
type Case = readonly [
  rule: string,
  filter: Document,
  documents: readonly Document[],
  found: readonly number[],
];

const when = new Date('2026-01-02T03:04:05Z');

const elements: Case[] = [
  ['$exists true finds null as well', { a: { $exists: true } }, [{ a: null }, {}, { a: 1 }], [0, 2]],
  ['$exists false finds missing only', { a: { $exists: false } }, [{ a: null }, {}, { a: 1 }], [1]],
  [
    '$exists looks into array elements',
    { 'a.b': { $exists: true } },
    [{ a: [{ b: 1 }, {}] }, { a: [{}] }, { a: { b: 2 } }],
    [0, 2],
  ],
  [
    '$exists false on a dotted path finds an empty array',
    { 'a.b': { $exists: false } },
    [{ a: [] }, { a: [{ b: 1 }] }, {}],
    [0, 2],
  ],
  ['$type takes a name', { a: { $type: 'string' } }, [{ a: 'x' }, { a: 1 }, { a: ['y'] }], [0, 2]],
  [
    '$type takes a number',
    { a: { $type: 16 } },
    [{ a: new Int32(1) }, { a: new Double(1.5) }, { a: Long.fromNumber(1) }],
    [0],
  ],
  [
    '$type double knows whole doubles',
    { a: { $type: 'double' } },
    [{ a: new Double(1) }, { a: new Int32(1) }],
    [0],
  ],
  ['$type long is not int', { a: { $type: 'long' } }, [{ a: Long.fromNumber(1) }, { a: new Int32(1) }], [0]],
  [
    '$type number is any of them',
    { a: { $type: 'number' } },
    [{ a: 1 }, { a: Long.fromNumber(1) }, { a: Decimal128.fromString('1') }, { a: '1' }],
    [0, 1, 2],
  ],
  ['$type array finds arrays', { a: { $type: 'array' } }, [{ a: [] }, { a: [[]] }, { a: {} }], [0, 1]],
  ['$type null does not find missing', { a: { $type: 'null' } }, [{ a: null }, {}], [0]],
  ['$type takes a list', { a: { $type: ['bool', 'date'] } }, [{ a: true }, { a: when }, { a: 1 }], [0, 1]],
  ['$size counts elements', { a: { $size: 2 } }, [{ a: [1, 2] }, { a: [1] }, { a: 2 }, { a: [[1, 2]] }], [0]],
  ['$size 0 finds the empty array', { a: { $size: 0 } }, [{ a: [] }, {}, { a: null }], [0]],
  [
    '$mod compares the remainder',
    { a: { $mod: [4, 1] } },
    [{ a: 5 }, { a: 4 }, { a: 5.9 }, { a: '5' }],
    [0, 2],
  ],
  ['$mod keeps the sign', { a: { $mod: [4, -1] } }, [{ a: -5 }, { a: 5 }], [0]],
  ['$bitsAllSet takes a mask', { a: { $bitsAllSet: 6 } }, [{ a: 7 }, { a: 5 }, { a: 'x' }], [0]],
  ['$bitsAnySet takes positions', { a: { $bitsAnySet: [0, 3] } }, [{ a: 8 }, { a: 4 }], [0]],
  ['$bitsAllClear wants zeros', { a: { $bitsAllClear: 6 } }, [{ a: 1 }, { a: 2 }], [0]],
  ['$bitsAnyClear wants a zero', { a: { $bitsAnyClear: 6 } }, [{ a: 2 }, { a: 6 }], [0]],
  [
    '$elemMatch wants one element that meets all',
    { a: { $elemMatch: { x: 1, y: 2 } } },
    [{ a: [{ x: 1, y: 2 }] }, { a: [{ x: 1 }, { y: 2 }] }],
    [0],
  ],
  [
    '$elemMatch on plain values wants one element',
    { a: { $elemMatch: { $gt: 5, $lt: 8 } } },
    [{ a: [6] }, { a: [1, 9] }, { a: 6 }],
    [0],
  ],
  ['$elemMatch with $in', { a: { $elemMatch: { $in: [3] } } }, [{ a: [3] }, { a: 3 }], [0]],
  [
    '$elemMatch with $or inside',
    { a: { $elemMatch: { $or: [{ x: 1 }, { x: 2 }] } } },
    [{ a: [{ x: 2 }] }, { a: [{ x: 3 }] }],
    [0],
  ],
  [
    '$elemMatch does not find a document that is no array',
    { a: { $elemMatch: { x: 1 } } },
    [{ a: { x: 1 } }, { a: [{ x: 1 }] }],
    [1],
  ],
];

const paths: Case[] = [
  ['a dotted path enters documents', { 'a.b': 1 }, [{ a: { b: 1 } }, { a: { b: 2 } }, { 'a.b': 1 }], [0]],
  [
    'a dotted path enters arrays of documents',
    { 'a.b': 1 },
    [{ a: [{ b: 2 }, { b: 1 }] }, { a: [{ b: 2 }] }],
    [0],
  ],
  ['a dotted path does not enter arrays of arrays', { 'a.b': 1 }, [{ a: [[{ b: 1 }]] }], []],
  ['a number picks a position', { 'a.1': 5 }, [{ a: [1, 5] }, { a: [5, 1] }], [0]],
  ['a number is also a field name', { 'a.1': 5 }, [{ a: { 1: 5 } }, { a: [{ 1: 5 }] }], [0, 1]],
  [
    'a position continues into a document',
    { 'a.0.b': 1 },
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 1 }] }],
    [0],
  ],
  ['a position that is an array is taken whole', { 'a.0': [5, 6] }, [{ a: [[5, 6]] }, { a: [5, 6] }], [0]],
  [
    'two conditions on a path may be met by different elements',
    { 'a.b': 1, 'a.c': 2 },
    [{ a: [{ b: 1 }, { c: 2 }] }, { a: [{ b: 1 }] }],
    [0],
  ],
  [
    'a deep path enters nested arrays of documents',
    { 'a.b.c': 1 },
    [{ a: [{ b: [{ c: 1 }] }] }, { a: { b: { c: 1 } } }],
    [0, 1],
  ],
];

const patterns: Case[] = [
  ['a pattern finds strings', { a: /b/ }, [{ a: 'abc' }, { a: 'ac' }, { a: 1 }], [0]],
  ['a pattern looks at array elements', { a: /^x/ }, [{ a: ['y', 'xz'] }, { a: ['y'] }], [0]],
  [
    '$regex with option i ignores case',
    { a: { $regex: 'ABC', $options: 'i' } },
    [{ a: 'xabcx' }, { a: 'ab' }],
    [0],
  ],
  [
    'option m lets ^ start at lines',
    { a: { $regex: '^b', $options: 'm' } },
    [{ a: 'a\nb' }, { a: 'ab' }],
    [0],
  ],
  ['without m ^ starts at the beginning only', { a: /^b/ }, [{ a: 'a\nb' }, { a: 'b' }], [1]],
  ['$ also matches before a last line break', { a: /a$/ }, [{ a: 'a\n' }, { a: 'a' }, { a: 'a\nb' }], [0, 1]],
  [
    'option s lets the dot match line breaks',
    { a: { $regex: 'a.b', $options: 's' } },
    [{ a: 'a\nb' }, { a: 'axb' }],
    [0, 1],
  ],
  ['without s the dot stops at line breaks', { a: /a.b/ }, [{ a: 'a\nb' }, { a: 'a\rb' }], [1]],
  [
    'option x ignores blanks and comments',
    { a: { $regex: 'a b # note', $options: 'x' } },
    [{ a: 'ab' }, { a: 'a b' }],
    [0],
  ],
  ['\\d knows ASCII digits only', { a: /^\d$/ }, [{ a: '5' }, { a: '５' }], [0]],
  ['\\s does not know the ideographic space', { a: /\s/ }, [{ a: 'a b' }, { a: 'a　b' }], [0]],
  ['(?i) at the start ignores case', { a: { $regex: '(?i)abc' } }, [{ a: 'ABC' }, { a: 'abd' }], [0]],
  ['a dot is one character, also beyond the BMP', { a: /^.$/ }, [{ a: '😀' }, { a: 'ab' }], [0]],
  ['a pattern finds Chinese text', { a: /路街/ }, [{ a: '古美路街道' }, { a: '古美' }], [0]],
  ['$regex goes with other conditions', { a: { $regex: '^a', $ne: 'ab' } }, [{ a: 'ab' }, { a: 'ac' }], [1]],
  ['a pattern equals a stored pattern', { a: /x/ }, [{ a: /x/ }, { a: /y/ }], [0]],
];

const refused: readonly (readonly [rule: string, filter: Document, code: number])[] = [
  ['an unknown operator', { a: { $foo: 1 } }, 2],
  ['an unknown top-level operator', { $foo: 1 }, 2],
  ['$and without a list', { $and: { a: 1 } }, 2],
  ['$or with nothing', { $or: [] }, 2],
  ['$in without a list', { a: { $in: 1 } }, 2],
  ['$all without a list', { a: { $all: 1 } }, 2],
  ['$size below zero', { a: { $size: -1 } }, 2],
  ['$size with a fraction', { a: { $size: 1.5 } }, 2],
  ['$mod by zero', { a: { $mod: [0, 1] } }, 2],
  ['$mod with one number', { a: { $mod: [2] } }, 2],
  ['$not without a condition', { a: { $not: 1 } }, 2],
  ['$elemMatch without a document', { a: { $elemMatch: 1 } }, 2],
  ['an unknown type name', { a: { $type: 'text' } }, 2],
  ['an operator mixed with a field', { a: { $gt: 1, b: 2 } }, 2],
  ['$options without $regex', { a: { $options: 'i' } }, 2],
  ['a broken pattern', { a: { $regex: '(' } }, 51091],
  ['an unknown pattern option', { a: { $regex: 'a', $options: 'q' } }, 51108],
];

const leftOut: readonly (readonly [rule: string, filter: Document])[] = [
  ['$where', { $where: 'true' }],
  ['$text', { $text: { $search: 'x' } }],
  ['$jsonSchema', { $jsonSchema: {} }],
  ['$near', { a: { $near: [0, 0] } }],
  ['$geoWithin', { a: { $geoWithin: {} } }],
];

const database = useDatabase();

describe.each([
  ['elements', elements],
  ['paths', paths],
  ['patterns', patterns],
] as const)('%s', (_, cases) => {
  it.each(cases)('%s', async (_rule, filter, documents, found) => {
    const collection = await fill(database.db, 'query', documents);
    const ids = (await collection.find(filter).toArray()).map((document) => Number(document._id));
    expect(ids.sort((a, b) => a - b)).toEqual(found);
  });
});

describe('mistakes', () => {
  it.each(refused)('%s is refused', async (_rule, filter, code) => {
    expect((await failure(database.db.collection('query').find(filter).toArray())).code).toBe(code);
  });
});

describe.skipIf(process.env.MONGODB_URI !== undefined)('what is left out', () => {
  it.each(leftOut)('%s is refused with NotImplemented', async (_rule, filter) => {
    expect((await failure(database.db.collection('query').find(filter).toArray())).code).toBe(238);
  });
});
