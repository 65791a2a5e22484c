import { Binary, Decimal128, type Document, Double, Int32, MaxKey, MinKey, Timestamp } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, useDatabase } from '../support.ts';

/** Corners in which imitations of MongoDB go wrong; most are held by MongoDB's own tests in this form. */
const database = useDatabase();
const int = (n: number): Int32 => new Int32(n);
const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
const a = (...values: unknown[]): Document[] =>
  values.map((value) => (value === undefined ? {} : { a: value }));
const missing = undefined;

/** A filter, and by position which documents it finds, with and without an index on the field. */
const queries: readonly (readonly [
  rule: string,
  filter: Document,
  documents: Document[],
  found: number[],
])[] = [
  [
    'above MinKey is everything, what is missing too',
    { a: { $gt: new MinKey() } },
    a(1, missing, null),
    [0, 1, 2],
  ],
  [
    'below MaxKey is everything, what is missing too',
    { a: { $lt: new MaxKey() } },
    a(1, missing, new MaxKey()),
    [0, 1],
  ],
  ['up to MaxKey is everything', { a: { $lte: new MaxKey() } }, a(1, missing, new MaxKey()), [0, 1, 2]],
  ['above MaxKey is nothing', { a: { $gt: new MaxKey() } }, a(1, missing, new MaxKey()), []],
  [
    'an array compares with an array as a whole',
    { a: { $gte: [1, 2] } },
    a([1, 2], [1, 1], 5, [[1, 3]]),
    [0, 3],
  ],
  ['NaN equals NaN of any type', { a: Number.NaN }, a(Number.NaN, 1, decimal('NaN')), [0, 2]],
  ['NaN is not below a number', { a: { $lt: 5 } }, a(Number.NaN, 1), [1]],
  ['NaN is at most NaN', { a: { $lte: Number.NaN } }, a(Number.NaN, 1), [0]],
  ['zero equals minus zero', { a: 0 }, a(new Double(-0), int(0), decimal('-0')), [0, 1, 2]],
  [
    'a date does not compare with a timestamp',
    { a: { $gt: new Date(0) } },
    a(new Date(5), new Timestamp({ t: 9, i: 1 })),
    [0],
  ],
  [
    '$mod takes the whole part of both sides',
    { a: { $mod: [4.9, 0.5] } },
    a(4.7, 4, 5, -4, 'x', Number.NaN, Number.POSITIVE_INFINITY),
    [0, 1, 3],
  ],
  ['$mod keeps the sign', { a: { $mod: [3, -1] } }, a(-7, 7), [0]],
  ['bits go on with the sign', { a: { $bitsAllSet: [200] } }, a(-1, 1), [0]],
  ['a double beyond 64 bits has no bits', { a: { $bitsAnyClear: [0] } }, a(1e300, 2), [1]],
  ['a number with a fraction has no bits', { a: { $bitsAllClear: [0] } }, a(20.5, 20), [1]],
  ['$all of one value finds a value that is no array', { a: { $all: [1] } }, a([1, 2], 1, 2), [0, 1]],
  ['$all of null finds what is missing', { a: { $all: [null] } }, a([null], missing, 1), [0, 1]],
  [
    '$all of an array finds the array, itself or inside',
    { a: { $all: [['x', 'y']] } },
    a([['x', 'y']], ['x', 'y'], ['x']),
    [0, 1],
  ],
  ['$all of patterns', { a: { $all: [/^a/, /z$/] } }, a(['abc', 'xyz'], ['abc']), [0]],
  ['$elemMatch needs an array', { a: { $elemMatch: { $gt: 4, $lt: 6 } } }, a([1, 5, 9], [1, 9], 5), [0]],
  ['$elemMatch inside $elemMatch', { a: { $elemMatch: { $elemMatch: { $gt: 4 } } } }, a([[1, 5]], [5]), [0]],
  ['$elemMatch by the position in an inner array', { a: { $elemMatch: { 0: 1 } } }, a([[1, 5]], [1]), [0]],
  ['$elemMatch with $not', { a: { $elemMatch: { $not: { $eq: 1 } } } }, a([1, 2], [1], []), [0]],
  ['$elemMatch of an empty filter finds documents', { a: { $elemMatch: {} } }, a([{}], [1], []), [0]],
  ['a pattern by $eq is a value', { a: { $eq: /abc/ } }, a(/abc/, 'abc'), [0]],
  ['$in with a pattern', { a: { $in: [/^ab/, 'x'] } }, a('abc', 'x', ['q', 'abd'], 'y'), [0, 1, 2]],
  [
    'documents are ordered field by field',
    { a: { $gt: { x: 1 } } },
    a({ x: 1 }, { x: 2 }, { y: 0 }, { x: 1, z: 1 }),
    [1, 2, 3],
  ],
  [
    'a binary of another subtype is another value',
    { a: new Binary(Buffer.from('x'), 5) },
    a(new Binary(Buffer.from('x'), 0), new Binary(Buffer.from('x'), 5)),
    [1],
  ],
];

const paths: typeof queries = [
  ['a position names an element as a whole', { 'a.0': 1 }, a([[1, 2]], [1]), [1]],
  ['positions go down into inner arrays', { 'a.0.0': 1 }, a([[1, 2]]), [0]],
  ['inner arrays are not entered without a position', { 'a.b': 1 }, a([[{ b: 1 }]]), []],
  ['an inner array is entered below a position', { 'a.0.b': 1 }, a([[{ b: 1 }]]), [0]],
  [
    'null below an array is about its documents',
    { 'a.b': null },
    a([1, 2], [], [{ b: 1 }], [{}, { b: 1 }], 1, missing, [{ b: null }]),
    [3, 4, 5, 6],
  ],
  ['$size below an array', { 'a.b': { $size: 2 } }, a([{ b: [1, 2] }, { b: [] }], [{ b: [1] }]), [0]],
];

describe.each([
  ['queries', queries],
  ['paths', paths],
] as const)('%s', (_, cases) => {
  it.each(cases)('%s', async (_rule, filter, documents, found) => {
    const collection = await fill(database.db, 'corners', documents);
    const ids = async () =>
      (await collection.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => Number(_id));
    expect(await ids()).toEqual(found);
    await collection.createIndex({ a: 1 });
    expect(await ids()).toEqual(found);
    await collection.dropIndexes();
  });
});

type Update = readonly [
  rule: string,
  filter: Document,
  before: Document,
  update: Document,
  after: Document | number,
];
const updates: readonly Update[] = [
  ['$ is not the position a path named', { 'a.0': 0 }, { a: [0] }, { $set: { 'a.$': 1 } }, 2],
  [
    '$ is the element found below a named position',
    { 'a.0.b': 1 },
    { a: [{ b: [0, 1] }] },
    { $set: { 'a.0.b.$': 2 } },
    { a: [{ b: [0, 2] }] },
  ],
  [
    '$ is the element found above a named position',
    { 'a.b.1': 1 },
    { a: [{ b: [0, 1] }] },
    { $set: { 'a.$.b.1': 2 } },
    { a: [{ b: [0, 2] }] },
  ],
  [
    '$ stays with its own array',
    { a: 1, 'b.0.c': 0 },
    { a: [0, 1], b: [{ c: 0 }] },
    { $set: { 'a.$': 2 } },
    { a: [0, 2], b: [{ c: 0 }] },
  ],
  [
    '$pull by $or looks at the fields of elements',
    {},
    { a: [{ x: 1 }, { y: 1 }, { z: 1 }] },
    { $pull: { a: { $or: [{ x: 1 }, { y: 1 }] } } },
    { a: [{ z: 1 }] },
  ],
  ['$pull by $not', {}, { a: [1, 2, 3] }, { $pull: { a: { $not: { $gt: 2 } } } }, { a: [3] }],
  [
    '$pull of an empty document takes all documents',
    {},
    { a: [{ x: 1 }, 1, {}] },
    { $pull: { a: {} } },
    { a: [1] },
  ],
  [
    '$pull by a condition looks into inner arrays',
    {},
    { a: [[1, 9], [2]] },
    { $pull: { a: { $gt: 5 } } },
    { a: [[2]] },
  ],
  [
    '$push at a position from the end',
    {},
    { a: [1, 2, 3] },
    { $push: { a: { $each: [9], $position: -1 } } },
    { a: [1, 2, 9, 3] },
  ],
  [
    '$push keeps nothing of a slice of 0',
    {},
    { a: [1, 2] },
    { $push: { a: { $each: [4], $slice: 0 } } },
    { a: [] },
  ],
  [
    '$addToSet takes numbers of different types for the same',
    {},
    { a: [1] },
    { $addToSet: { a: new Double(1) } },
    { a: [1] },
  ],
  [
    '$addToSet tells documents by the order of their fields',
    {},
    { a: [{ x: 1, y: 1 }] },
    { $addToSet: { a: { y: 1, x: 1 } } },
    {
      a: [
        { x: 1, y: 1 },
        { y: 1, x: 1 },
      ],
    },
  ],
  ['$min compares across types', {}, { a: 'x' }, { $min: { a: 5 } }, { a: 5 }],
  ['$max compares across types', {}, { a: 'x' }, { $max: { a: 5 } }, { a: 'x' }],
  ['$bit needs whole numbers', {}, { a: 1.5 }, { $bit: { a: { or: int(1) } } }, 2],
  ['$[] needs an array', {}, { a: 1 }, { $set: { 'a.$[]': 0 } }, 2],
  ['$rename does not reach into arrays', {}, { a: [{ x: 1 }] }, { $rename: { 'a.0.x': 'y' } }, 2],
  ['$set does not make a document out of null', {}, { a: null }, { $set: { 'a.b': 1 } }, 28],
  ['$inc of null is refused', {}, { a: null }, { $inc: { a: 1 } }, 14],
  ['_id cannot be removed', {}, { a: 1 }, { $unset: { _id: 1 } }, 66],
];

describe('updates', () => {
  it.each(updates.map(([rule, ...rest]) => ({ rule, rest })))(
    '$rule',
    async ({ rest: [filter, before, update, after] }) => {
      const collection = await fill(database.db, 'corners', [before]);
      const change = collection.updateOne(filter, update);
      if (typeof after === 'number') expect((await failure(change)).code).toBe(after);
      else await change;
      const { _id, ...now } = (await collection.findOne()) ?? {};
      expect(JSON.stringify(now)).toBe(JSON.stringify(typeof after === 'number' ? before : after));
    },
  );

  it('an array filter takes no $expr', async () => {
    const collection = await fill(database.db, 'corners', [{ a: [1] }]);
    const arrayFilters = [{ $expr: { $eq: ['$x', 1] } }];
    expect((await failure(collection.updateOne({}, { $set: { 'a.$[i]': 0 } }, { arrayFilters }))).code).toBe(
      224,
    );
  });

  it('an array or a pattern is no _id', async () => {
    const collection = await fill(database.db, 'corners', []);
    expect((await failure(collection.insertOne({ _id: [1] } as Document))).code).toBe(53);
    expect(
      (await failure(collection.updateOne({ _id: [1] } as Document, { $set: { a: 1 } }, { upsert: true })))
        .code,
    ).toBe(53);
  });
});

/** A filter, and what an upsert makes of it with an update and with a replacement: a document or a code. */
const upserts: readonly (readonly [
  rule: string,
  filter: Document,
  updated: Document | number,
  replaced: Document | number,
])[] = [
  ['a value in a list of one', { _id: 1, x: { $in: [5] } }, { _id: 1, x: 5, y: 1 }, { _id: 1, y: 1 }],
  ['$all of one value', { _id: 1, x: { $all: [5] } }, { _id: 1, x: 5, y: 1 }, { _id: 1, y: 1 }],
  ['$or of one branch', { _id: 1, $or: [{ x: 5 }] }, { _id: 1, x: 5, y: 1 }, { _id: 1, y: 1 }],
  ['a pattern by $eq', { _id: 1, x: { $eq: /a/ } }, { _id: 1, x: /a/, y: 1 }, { _id: 1, y: 1 }],
  ['a pattern', { _id: 1, x: /a/ }, { _id: 1, y: 1 }, { _id: 1, y: 1 }],
  ['a field said twice', { _id: 1, $and: [{ x: 1 }, { x: 2 }] }, 54, { _id: 1, y: 1 }],
  ['a field and a part of it', { _id: 1, x: { z: 1 }, 'x.z': 1 }, 54, { _id: 1, y: 1 }],
  ['parts of _id', { '_id.u': 1, '_id.v': 2 }, { _id: { u: 1, v: 2 }, y: 1 }, 66],
  ['_id said twice', { $and: [{ _id: 1 }, { _id: 2 }] }, 54, 54],
];

describe('an upsert by', () => {
  it.each(upserts)('%s', async (_rule, filter, updated, replaced) => {
    const collection = await fill(database.db, 'corners', []);
    const outcome = async (change: Promise<unknown>): Promise<unknown> => {
      try {
        await change;
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
      const made = await collection.findOne();
      await collection.deleteMany({});
      return made;
    };
    expect(await outcome(collection.updateOne(filter, { $set: { y: 1 } }, { upsert: true }))).toEqual(
      updated,
    );
    expect(await outcome(collection.replaceOne(filter, { y: 1 }, { upsert: true }))).toEqual(replaced);
  });
});
