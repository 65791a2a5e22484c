import { Decimal128, type Document, Double, Int32, Long } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, required, useDatabase } from '../support.ts';

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
  [
    '$rename leaves the target where it stands',
    { a: 1, b: 2, c: 3 },
    { $rename: { c: 'a' } },
    { a: 3, b: 2 },
  ],
  [
    '$rename takes its turn by the name of its target',
    { a: 1 },
    { $rename: { a: 'z' }, $set: { m: 2 } },
    { m: 2, z: 1 },
  ],
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
