import { Decimal128, type Document, Double, Int32, Long } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, required, useDatabase } from './support.ts';

/** A rule of MongoDB's updates: the document before, the update, and the document after. */
type Case = readonly [
  rule: string,
  before: Document,
  update: Document | Document[],
  after: Document,
  more?: { readonly filter?: Document; readonly arrayFilters?: Document[] },
];

const fields: Case[] = [
  ['$set replaces a value', { a: 1 }, { $set: { a: 2 } }, { a: 2 }],
  ['$set adds a field at the end', { a: 1 }, { $set: { b: 2 } }, { a: 1, b: 2 }],
  ['$set adds fields in the order of their names', {}, { $set: { c: 1, a: 2, b: 3 } }, { a: 2, b: 3, c: 1 }],
  ['$set makes documents on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set keeps the neighbours', { a: { x: 1, y: 2 } }, { $set: { 'a.x': 9 } }, { a: { x: 9, y: 2 } }],
  ['$set reaches an array position', { a: [1, 2, 3] }, { $set: { 'a.1': 9 } }, { a: [1, 9, 3] }],
  [
    '$set fills an array with nulls up to a position',
    { a: [1] },
    { $set: { 'a.3': 9 } },
    { a: [1, null, null, 9] },
  ],
  ['$set makes a document for a number without an array', {}, { $set: { 'a.0': 9 } }, { a: { 0: 9 } }],
  ['$set takes a whole document', { a: 1 }, { $set: { a: { b: [1] } } }, { a: { b: [1] } }],
  ['$unset removes a field', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset of what is missing changes nothing', { a: 1 }, { $unset: { 'x.y': 1 } }, { a: 1 }],
  ['$unset leaves null in an array', { a: [1, 2, 3] }, { $unset: { 'a.1': 1 } }, { a: [1, null, 3] }],
  ['$unset through a scalar changes nothing', { a: 1 }, { $unset: { 'a.b': 1 } }, { a: 1 }],
  ['$rename moves a field to the end', { a: 1, b: 2 }, { $rename: { a: 'c' } }, { b: 2, c: 1 }],
  ['$rename replaces the target', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
  ['$rename of what is missing changes nothing', { b: 2 }, { $rename: { a: 'c' } }, { b: 2 }],
  ['$rename makes documents on the way', { a: 1 }, { $rename: { a: 'x.y' } }, { x: { y: 1 } }],
  ['$inc adds', { a: 1 }, { $inc: { a: 2 } }, { a: 3 }],
  ['$inc starts from nothing', {}, { $inc: { a: -2 } }, { a: -2 }],
  ['$inc mixes whole and fractional numbers', { a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  ['$mul multiplies', { a: 3 }, { $mul: { a: 4 } }, { a: 12 }],
  ['$mul of what is missing is zero', {}, { $mul: { a: 4 } }, { a: 0 }],
  ['$min takes the smaller', { a: 5 }, { $min: { a: 3 } }, { a: 3 }],
  ['$min keeps the smaller', { a: 2 }, { $min: { a: 3 } }, { a: 2 }],
  ['$min orders across types', { a: 'x' }, { $min: { a: 3 } }, { a: 3 }],
  ['$max takes the greater', { a: 5 }, { $max: { a: 9 } }, { a: 9 }],
  ['$max sets what is missing', {}, { $max: { a: 9 } }, { a: 9 }],
  ['$bit and', { a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
  ['$bit or', { a: 3 }, { $bit: { a: { or: 5 } } }, { a: 7 }],
  ['$bit xor', { a: 1 }, { $bit: { a: { xor: 5 } } }, { a: 4 }],
  [
    '$setOnInsert does nothing to an existing document',
    { a: 1 },
    { $setOnInsert: { b: 2 }, $set: { a: 3 } },
    { a: 3 },
  ],
  [
    'a field that begins with the same letters is no conflict',
    {},
    { $set: { ab: 1, a: 2 } },
    { a: 2, ab: 1 },
  ],
];

const arrays: Case[] = [
  ['$push appends', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
  ['$push makes an array', {}, { $push: { a: 1 } }, { a: [1] }],
  ['$push appends an array as one element', { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  ['$push with $each appends all', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [
    '$push with $position inserts',
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  [
    '$push with a negative $position counts from the end',
    { a: [1, 2, 3] },
    { $push: { a: { $each: [9], $position: -1 } } },
    { a: [1, 2, 9, 3] },
  ],
  [
    '$push with $slice keeps the first',
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: 3 } } },
    { a: [1, 2, 3] },
  ],
  [
    '$push with a negative $slice keeps the last',
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: -3 } } },
    { a: [2, 3, 4] },
  ],
  ['$push with $slice 0 empties', { a: [1] }, { $push: { a: { $each: [2], $slice: 0 } } }, { a: [] }],
  [
    '$push with $sort orders values',
    { a: [3, 1] },
    { $push: { a: { $each: [2], $sort: -1 } } },
    { a: [3, 2, 1] },
  ],
  [
    '$push with $sort orders documents',
    { a: [{ x: 2 }] },
    { $push: { a: { $each: [{ x: 1 }], $sort: { x: 1 } } } },
    { a: [{ x: 1 }, { x: 2 }] },
  ],
  [
    '$push sorts before it slices',
    { a: [5] },
    { $push: { a: { $each: [1, 9], $sort: 1, $slice: 2 } } },
    { a: [1, 5] },
  ],
  ['$addToSet adds what is new', { a: [1] }, { $addToSet: { a: 2 } }, { a: [1, 2] }],
  ['$addToSet leaves what is there', { a: [1] }, { $addToSet: { a: new Double(1) } }, { a: [1] }],
  [
    '$addToSet with $each adds each new value once',
    { a: [1] },
    { $addToSet: { a: { $each: [1, 2, 2, 3] } } },
    { a: [1, 2, 3] },
  ],
  [
    '$addToSet compares documents in field order',
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  ['$pull removes every equal value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull takes a condition', { a: [1, 5, 9] }, { $pull: { a: { $gt: 4 } } }, { a: [1] }],
  [
    '$pull takes a query on documents',
    {
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 1 },
      ],
    },
    { $pull: { a: { x: 1 } } },
    { a: [{ x: 2, y: 1 }] },
  ],
  ['$pull of an array removes equal arrays', { a: [[1, 2], [1]] }, { $pull: { a: [1] } }, { a: [[1, 2]] }],
  ['$pull with $in', { a: [1, 2, 3] }, { $pull: { a: { $in: [1, 3] } } }, { a: [2] }],
  ['$pull takes a pattern', { a: ['ab', 'b'] }, { $pull: { a: /^a/ } }, { a: ['b'] }],
  ['$pull of what is missing changes nothing', { b: 1 }, { $pull: { a: 1 } }, { b: 1 }],
  ['$pullAll removes all listed values', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$pop 1 removes the last', { a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
  ['$pop -1 removes the first', { a: [1, 2] }, { $pop: { a: -1 } }, { a: [2] }],
  ['$pop of an empty array changes nothing', { a: [] }, { $pop: { a: 1 } }, { a: [] }],
  [
    '$ is the element the filter met',
    { a: [1, 2, 3] },
    { $set: { 'a.$': 9 } },
    { a: [1, 9, 3] },
    { filter: { a: 2 } },
  ],
  [
    '$ continues into a document',
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { 'a.$.v': 9 } },
    { a: [{ k: 1 }, { k: 2, v: 9 }] },
    { filter: { 'a.k': 2 } },
  ],
  [
    '$ follows $elemMatch',
    {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 2 },
      ],
    },
    { $inc: { 'a.$.v': 10 } },
    {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 12 },
      ],
    },
    { filter: { a: { $elemMatch: { k: 1, v: 2 } } } },
  ],
  [
    '$ follows a range',
    { a: [1, 7, 9] },
    { $set: { 'a.$': 0 } },
    { a: [1, 0, 9] },
    { filter: { a: { $gt: 5 } } },
  ],
  ['$[] is every element', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
  [
    '$[] continues into documents',
    { a: [{ v: 1 }, { v: 2 }] },
    { $mul: { 'a.$[].v': 3 } },
    { a: [{ v: 3 }, { v: 6 }] },
  ],
  [
    '$[name] is what its filter selects',
    { a: [1, 5, 9] },
    { $set: { 'a.$[big]': 0 } },
    { a: [1, 0, 0] },
    { arrayFilters: [{ big: { $gt: 4 } }] },
  ],
  [
    '$[name] selects documents',
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { 'a.$[e].v': true } },
    { a: [{ k: 1 }, { k: 2, v: true }] },
    { arrayFilters: [{ 'e.k': 2 }] },
  ],
  [
    'nested placeholders',
    { a: [{ b: [1, 2] }, { b: [3] }] },
    { $inc: { 'a.$[].b.$[x]': 10 } },
    { a: [{ b: [1, 12] }, { b: [13] }] },
    { arrayFilters: [{ x: { $gte: 2 } }] },
  ],
];

const pipelines: Case[] = [
  [
    'a pipeline sets from other fields',
    { a: 2, b: 3 },
    [{ $set: { c: { $add: ['$a', '$b'] } } }],
    { a: 2, b: 3, c: 5 },
  ],
  ['a pipeline removes fields', { a: 1, b: 2 }, [{ $unset: 'a' }], { b: 2 }],
  ['a pipeline replaces and keeps _id', { a: { x: 1 } }, [{ $replaceWith: '$a' }], { x: 1 }],
  [
    'stages follow one another',
    { a: 1 },
    [{ $set: { a: { $add: ['$a', 1] } } }, { $set: { b: '$a' } }],
    { a: 2, b: 2 },
  ],
];

const upserts: readonly (readonly [rule: string, filter: Document, update: Document, made: Document])[] = [
  ['equality in the filter becomes fields', { a: 1, b: 'x' }, { $set: { c: 2 } }, { a: 1, b: 'x', c: 2 }],
  ['$eq counts as equality', { a: { $eq: 1 } }, { $set: { c: 2 } }, { a: 1, c: 2 }],
  ['ranges leave nothing', { a: { $gt: 1 } }, { $set: { c: 2 } }, { c: 2 }],
  ['$and is looked into', { $and: [{ a: 1 }, { b: 2 }] }, { $set: { c: 3 } }, { a: 1, b: 2, c: 3 }],
  ['$in with one value counts as equality', { a: { $in: [1] } }, { $set: { c: 2 } }, { a: 1, c: 2 }],
  ['$in with more leaves nothing', { a: { $in: [1, 2] } }, { $set: { c: 2 } }, { c: 2 }],
  ['dotted paths make documents', { 'a.b': 1 }, { $set: { 'a.c': 2 } }, { a: { b: 1, c: 2 } }],
  ['$setOnInsert sets', { a: 1 }, { $setOnInsert: { b: 2 } }, { a: 1, b: 2 }],
  ['$inc works on what the filter gave', { a: 1 }, { $inc: { a: 1 } }, { a: 2 }],
  ['$push makes an array', { a: 1 }, { $push: { b: 1 } }, { a: 1, b: [1] }],
];

const refused: readonly (readonly [
  rule: string,
  before: Document,
  update: Document,
  code: number,
  arrayFilters?: Document[],
])[] = [
  ['an unknown operator', {}, { $foo: { a: 1 } }, 9],
  ['one path changed twice', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a path and its parent', {}, { $set: { a: 1, 'a.b': 2 } }, 40],
  ['a field below a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
  ['a field below null', { a: null }, { $set: { 'a.b': 1 } }, 28],
  ['a name below an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28],
  ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
  ['$inc by a string', { a: 1 }, { $inc: { a: 'x' } }, 14],
  ['$mul of a document', { a: {} }, { $mul: { a: 2 } }, 14],
  ['$push to a scalar', { a: 1 }, { $push: { a: 1 } }, 2],
  ['$push with an unknown clause', { a: [] }, { $push: { a: { $each: [1], $foo: 1 } } }, 2],
  ['$addToSet to a scalar', { a: 1 }, { $addToSet: { a: 1 } }, 2],
  ['$pull from a scalar', { a: 1 }, { $pull: { a: 1 } }, 2],
  ['$pop by two', { a: [1] }, { $pop: { a: 2 } }, 9],
  ['$pop of a scalar', { a: 1 }, { $pop: { a: 1 } }, 14],
  ['$ without a condition on the array', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
  ['$[] on a scalar', { a: 1 }, { $set: { 'a.$[]': 1 } }, 2],
  ['$[name] without its filter', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
  ['an array filter nobody uses', { a: [1] }, { $set: { a: 1 } }, 9, [{ x: 1 }]],
  ['$rename to the same field', { a: 1 }, { $rename: { a: 'a' } }, 2],
  ['$rename with a number', { a: 1 }, { $rename: { a: 1 } }, 2],
  ['a change of _id', { a: 1 }, { $set: { _id: 'other' } }, 66],
  ['the removal of _id', { a: 1 }, { $unset: { _id: 1 } }, 66],
  ['an empty path', { a: 1 }, { $set: { '': 1 } }, 56],
  ['a path with an empty part', { a: 1 }, { $set: { 'a..b': 1 } }, 56],
  ['$bit with a fraction', { a: 1 }, { $bit: { a: { and: 1.5 } } }, 2],
  ['$currentDate with a number', { a: 1 }, { $currentDate: { a: 5 } }, 2],
];

const database = useDatabase();

describe.each([
  ['fields', fields],
  ['arrays', arrays],
  ['pipelines', pipelines],
] as const)('%s', (_, cases) => {
  it.each(cases.map(([rule, ...rest]) => ({ rule, rest })))(
    '$rule',
    async ({ rest: [before, update, after, more] }) => {
      const collection = await fill(database.db, 'update', [before]);
      const options = more?.arrayFilters === undefined ? {} : { arrayFilters: more.arrayFilters };
      const { matchedCount } = await collection.updateOne(more?.filter ?? {}, update, options);
      expect(matchedCount).toBe(1);
      const { _id, ...rest } = required(await collection.findOne({}));
      expect(_id).toBe(0);
      expect(Object.entries(rest)).toEqual(Object.entries(after).map(([key, value]) => [key, plain(value)]));
    },
  );
});

function plain(value: unknown): unknown {
  return value instanceof Double ? value.valueOf() : value;
}

describe('upserts', () => {
  it.each(upserts)('%s', async (_rule, filter, update, made) => {
    const collection = await fill(database.db, 'upsert', []);
    const { upsertedCount, upsertedId } = await collection.updateOne(filter, update, { upsert: true });
    expect(upsertedCount).toBe(1);
    expect(await collection.findOne({})).toEqual({ _id: upsertedId, ...made });
  });

  it('take _id from the filter', async () => {
    const collection = await fill(database.db, 'upsert', []);
    expect(
      (await collection.updateOne({ _id: 7 as never }, { $set: { a: 1 } }, { upsert: true })).upsertedId,
    ).toBe(7);
  });

  it('of a replacement take only _id from the filter', async () => {
    const collection = await fill(database.db, 'upsert', []);
    await collection.replaceOne({ _id: 7 as never, a: 1 }, { b: 2 }, { upsert: true });
    expect(await collection.findOne({})).toEqual({ _id: 7, b: 2 });
  });

  it('are refused when filter and update name different _ids', async () => {
    const collection = await fill(database.db, 'upsert', []);
    const change = collection.updateOne({ _id: 7 as never }, { $set: { _id: 8 } } as Document, {
      upsert: true,
    });
    expect((await failure(change)).code).toBe(66);
  });
});

describe('mistakes', () => {
  it.each(refused.map(([rule, ...rest]) => ({ rule, rest })))(
    '$rule is refused and nothing changes',
    async ({ rest: [before, update, code, arrayFilters] }) => {
      const collection = await fill(database.db, 'update', [before]);
      expect(
        (await failure(collection.updateOne({}, update, arrayFilters === undefined ? {} : { arrayFilters })))
          .code,
      ).toBe(code);
      expect(await collection.findOne({})).toEqual({ _id: 0, ...before });
    },
  );
});

describe('number types', () => {
  const typed: readonly (readonly [
    rule: string,
    before: unknown,
    by: unknown,
    type: string,
    value: string,
  ])[] = [
    ['Int32 plus Int32 stays Int32', new Int32(1), new Int32(2), 'int', '3'],
    ['Int32 that overflows becomes Int64', new Int32(2147483647), new Int32(1), 'long', '2147483648'],
    ['Int64 stays Int64', Long.fromNumber(1), new Int32(1), 'long', '2'],
    ['a double makes a double', new Int32(1), new Double(1), 'double', '2'],
    [
      'a double becomes a decimal of 15 digits beside a decimal',
      new Double(0.5),
      Decimal128.fromString('0.25'),
      'decimal',
      '0.750000000000000',
    ],
  ];
  it.each(typed)('%s', async (_rule, before, by, type, value) => {
    const collection = await fill(database.db, 'types', [{ a: before }]);
    await collection.updateOne({}, { $inc: { a: by } } as Document);
    const [found] = await collection
      .aggregate([{ $project: { type: { $type: '$a' }, text: { $toString: '$a' } } }])
      .toArray();
    expect(found).toMatchObject({ type, text: value });
  });

  it('refuses an Int64 that overflows', async () => {
    const collection = await fill(database.db, 'types', [{ a: Long.MAX_VALUE }]);
    expect((await failure(collection.updateOne({}, { $inc: { a: 1 } }))).code).toBe(2);
  });
});

describe('counting', () => {
  it('an update that changes nothing matches but does not modify', async () => {
    const collection = await fill(database.db, 'update', [{ a: 1 }]);
    expect(await collection.updateOne({}, { $set: { a: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    });
    expect(await collection.updateOne({}, { $set: { a: new Double(1) } })).toMatchObject({
      modifiedCount: 1,
    });
  });

  it('updateMany changes every match once, also when the change moves it in the index', async () => {
    const collection = await fill(
      database.db,
      'halloween',
      Array.from({ length: 600 }, (_, i) => ({ a: i })),
    );
    await collection.createIndex({ a: 1 });
    expect(await collection.updateMany({ a: { $gte: 0 } }, { $inc: { a: 1000 } })).toMatchObject({
      modifiedCount: 600,
    });
    expect(await collection.countDocuments({ a: { $gte: 1000, $lt: 1600 } })).toBe(600);
  });

  it('updateOne with a sort takes the first', async () => {
    const collection = await fill(database.db, 'update', [{ a: 2 }, { a: 1 }]);
    await collection.updateOne({}, { $set: { hit: true } }, { sort: { a: 1 } });
    expect(await collection.findOne({ hit: true })).toMatchObject({ a: 1 });
  });
});
