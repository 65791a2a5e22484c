import { Decimal128, type Document, Double, Int32, Long, Timestamp } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, required, useDatabase } from '../support.ts';

/** Corners of stages, paths in expressions, and indexes somebody hints at. */
const database = useDatabase();

const out = async (documents: Document[], pipeline: Document[]): Promise<Document[]> =>
  (await fill(database.db, 'corners', documents)).aggregate(pipeline).toArray();

describe('paths in expressions', () => {
  it.each<[string, unknown, string, unknown]>([
    ['arrays inside an array are left out', [[{ b: 1 }], { b: 2 }], '$a.b', [2]],
    [
      'arrays of documents are gone through level by level',
      [{ b: [{ c: 1 }, { c: 2 }] }, { b: { c: 3 } }, { b: [{ c: [5] }] }],
      '$a.b.c',
      [[1, 2], 3, [[5]]],
    ],
    ['a position is no part of a path', [{ b: 1 }], '$a.0', []],
  ])('%s', async (_rule, a, path, found) => {
    expect(await out([{ a }], [{ $project: { _id: 0, v: path } }])).toEqual([{ v: found }]);
  });

  const mixed = [{ a: [1, { c: 1 }, []], x: 5 }];
  it('$project makes documents of what is none when it computes below an array', async () => {
    expect(await out(mixed, [{ $project: { _id: 0, 'a.b': '$x' } }])).toEqual([
      { a: [{ b: 5 }, { b: 5 }, []] },
    ]);
  });
  it('$set does so too, and keeps the fields that are there', async () => {
    expect(await out(mixed, [{ $set: { 'a.b': '$x' } }, { $unset: ['_id', 'x'] }])).toEqual([
      { a: [{ b: 5 }, { c: 1, b: 5 }, []] },
    ]);
  });
});

describe('sums', () => {
  it('become doubles only if they are beyond 64 bits in the end', async () => {
    const documents = [{ a: Long.MAX_VALUE }, { a: new Int32(1) }, { a: new Int32(-1) }];
    const [sum] = await out(documents, [
      { $group: { _id: null, v: { $sum: '$a' } } },
      { $project: { v: { $concat: [{ $type: '$v' }, ' ', { $toString: '$v' }] } } },
    ]);
    expect(required(sum).v).toBe('long 9223372036854775807');
  });

  it.each([
    { $sqrt: 'D' },
    { $exp: 'D' },
    { $ln: 'D' },
    { $log10: 'D' },
    { $log: ['D', 2] },
    { $pow: ['D', 2] },
  ])('%j of a decimal is refused: it would not have 34 digits', async (expression) => {
    const source = JSON.parse(JSON.stringify(expression).replace('"D"', '"$d"'));
    const collection = await fill(database.db, 'corners', [{ d: Decimal128.fromString('4') }]);
    const answer = collection.aggregate([{ $project: { v: source } }]).toArray();
    if (process.env.MONGODB_URI === undefined) expect((await failure(answer)).code).toBe(238);
  });
});

/** From MongoDB's own tests of `$lookup`: which of the local documents join a foreign one. */
const joins: readonly (readonly [
  rule: string,
  field: string,
  locals: unknown[],
  foreign: unknown,
  joined: number[],
])[] = [
  [
    'null joins what is null, missing or empty',
    'a',
    [undefined, null, [null, 1], [], 1, { x: null }, [[null, 1], 2], false, 0, {}, ''],
    null,
    [0, 1, 2, 3],
  ],
  [
    'a number joins by each element',
    'a',
    [1, [1], [1, 2, 3], [1, [2, 3]], [1, null], 2, [[1], 2], { y: 1 }],
    1,
    [0, 1, 2, 3, 4],
  ],
  [
    'a path joins by what lies at its end, element by element',
    'a.x',
    [
      { x: 1 },
      [{ x: 1 }, { x: 2 }],
      [{ x: 1 }, { x: [] }],
      [{ x: 1 }, { no: 2 }],
      { x: [1, 2] },
      [{ x: [1, 2] }],
      { x: [2, 3] },
      { x: [[1], 2] },
      [{ no: 1 }, { x: 2 }],
    ],
    1,
    [0, 1, 2, 3, 4, 5],
  ],
  [
    'an array joins an array inside',
    'a',
    [[[1, 2], 3], [[1, 2]], [1, 2], [[[1, 2], 3], 4], [2, 1], null],
    [1, 2],
    [0, 1, 2, 4],
  ],
  [
    'nothing on the path joins null',
    'a.x',
    [
      { no: 1 },
      [{ no: 1 }],
      [{ no: 2 }, { x: 1 }],
      { x: null },
      [{ x: null }, { x: 1 }],
      undefined,
      [1],
      [],
      [[1]],
      { x: 2 },
    ],
    null,
    [0, 1, 3, 4, 5, 6, 7, 8],
  ],
  [
    'a number in the path is a position',
    'a.0.x',
    [[{ x: 1 }, { x: 2 }], [{ x: [2, 3, 1] }], [{ x: 2 }, { x: 1 }], { x: 1 }, [{ y: 1 }, { x: 1 }]],
    1,
    [0, 1],
  ],
  ['a pattern joins the same pattern', 'a', [/x/, [/x/, /y/], 'x', /y/], /x/, [0, 1]],
];

describe('$lookup', () => {
  it.each(joins)('%s', async (_rule, localField, locals, foreign, joined) => {
    await fill(database.db, 'foreign', [{ b: foreign }]);
    const found = await out(
      locals.map((a) => (a === undefined ? {} : { a })),
      [
        { $lookup: { from: 'foreign', localField, foreignField: 'b', as: 'm' } },
        { $match: { m: { $ne: [] } } },
        { $sort: { _id: 1 } },
      ],
    );
    expect(found.map(({ _id }) => _id)).toEqual(joined);
  });
});

describe('a stage is refused', () => {
  it.each<[code: number, stage: Document]>([
    [28809, { $unwind: { path: '$a', preserveNullAndEmptyArrays: 1 } }],
    [28812, { $unwind: {} }],
    [28811, { $unwind: { path: '$a', x: 1 } }],
    [15981, { $unwind: 5 }],
    [40201, { $bucket: 5 }],
    [40197, { $bucket: { groupBy: '$a', boundaries: [0, 5], x: 1 } }],
    [40198, { $bucket: { boundaries: [0, 5] } }],
    [40202, { $bucket: { groupBy: 'a', boundaries: [0, 5] } }],
    [15973, { $sort: 'a' }],
    [5107201, { $limit: -1 }],
    [40156, { $count: 5 }],
    [40157, { $count: '' }],
    [40158, { $count: '$a' }],
    [40160, { $count: 'a.b' }],
    [40147, { $sortByCount: { a: 1 } }],
    [40148, { $sortByCount: 'a' }],
    [40149, { $sortByCount: 5 }],
    [40177, { $addFields: {} }],
    [31252, { $project: { a: 0, b: { $add: [1, 1] } } }],
    [31310, { $project: { a: 0, b: '$a' } }],
    [40237, { $group: { _id: null, n: { $sum: ['$a', 1] } } }],
    [40237, { $bucket: { groupBy: '$a', boundaries: [0, 5], output: { n: { $push: ['$a'] } } } }],
  ])('with %i: %j', async (code, stage) => {
    const collection = await fill(database.db, 'corners', [{}]);
    expect((await failure(collection.aggregate([stage]).toArray())).code).toBe(code);
  });

  it.each<[code: number, projection: Document]>([
    [31276, { 'a.$': 1, 'b.$': 1 }],
    [31395, { 'a.$': 0 }],
    [31394, { 'a.$.b': 1 }],
  ])('and a projection with %i: %j', async (code, projection) => {
    const collection = await fill(database.db, 'corners', [{ a: [1], b: [1] }]);
    expect((await failure(collection.find({ a: 1, b: 1 }, { projection }).toArray())).code).toBe(code);
  });
});

describe('a condition on elements', () => {
  it('takes no $expr, which is about whole documents', async () => {
    const collection = await fill(database.db, 'corners', [{ a: [{ b: 1 }] }]);
    const $expr = { $eq: ['$b', 1] };
    expect((await failure(collection.findOne({ a: { $elemMatch: { $expr } } }))).code).toBe(2);
    expect((await failure(collection.findOne({ a: { $elemMatch: { b: 1, $expr } } }))).code).toBe(2);
    const pull: Document = { $pull: { a: { $expr } } };
    expect((await failure(collection.updateOne({}, pull))).code).toBe(224);
  });

  it.each<[code: number, update: Document | Document[], arrayFilters?: Document[]]>([
    [2, { $push: { a: { $each: 5 } } }],
    [14, { $addToSet: { a: { $each: 5 } } }],
    [2, { $currentDate: { d: { $type: 'date', x: 1 } } }],
    [2, { $set: { 'a.$[A]': 1 } }, [{ A: 1 }]],
    [2, { $push: { a: { x: 1, $each: [1] } } }],
    [2, { $rename: { x: 'a.0' } }],
    [2, { $rename: { a: 'a.b' } }],
    [28, { $rename: { 'x.y': 'z' } }],
    [40, { $set: { 'a.$[]': 5, 'a.0': 6 } }],
    [40, { $set: { 'a.$[]': 5, 'a.b': 6 } }],
    [40, { $set: { 'a.$[]': 5, 'a.$[i]': 6 } }, [{ i: 1 }]],
    [40, { $set: { 'a.$': 5, 'a.0': 6 } }],
    [31120, [{ $unset: 5 }]],
    [51272, [{ $project: {} }]],
    [40177, [{ $set: {} }]],
  ])('an update is refused with %i: %j', async (code, update, arrayFilters) => {
    const collection = await fill(database.db, 'corners', [{ a: [1], x: 1 }]);
    const options = arrayFilters === undefined ? {} : { arrayFilters };
    expect((await failure(collection.updateOne({ a: 1 }, update, options))).code).toBe(code);
  });
});

describe('a pattern', () => {
  it.each<[pattern: string, text: string, found: number]>([
    ['^(ab)\\1$', 'abab', 1],
    ['^(ab)\\1$', 'abba', 0],
  ])('%s finds what it captured again in %s: %i', async (pattern, text, found) => {
    const collection = await fill(database.db, 'corners', [{ a: text }]);
    expect(await collection.countDocuments({ a: { $regex: pattern } })).toBe(found);
  });

  it.skipIf(process.env.MONGODB_URI !== undefined).each(['^(a)?\\1b', '^(?:(a)|b)\\1', '^(a)*\\1b'])(
    '%s is refused: JavaScript takes what was not captured for the empty text',
    async (pattern) => {
      const collection = await fill(database.db, 'corners', [{ a: 'b' }]);
      expect((await failure(collection.findOne({ a: { $regex: pattern } }))).code).toBe(238);
    },
  );
});

describe('an empty timestamp', () => {
  it('at the top of a new document stands for the moment, and nowhere else', async () => {
    const empty = new Timestamp({ t: 0, i: 0 });
    const collection = await fill(database.db, 'corners', []);
    await collection.insertOne({ _id: 1, t: empty, inner: { t: empty } } as Document);
    await collection.replaceOne({ _id: 2 } as Document, { t: empty }, { upsert: true });
    await collection.updateOne({ _id: 2 } as Document, { $set: { s: empty } });
    const [inserted, replaced] = await collection.find().sort({ _id: 1 }).toArray();
    const seconds = Math.floor(Date.now() / 1000);
    for (const t of [required(inserted).t, required(replaced).t]) {
      expect(t.getHighBitsUnsigned()).toBeGreaterThan(seconds - 60);
      expect(t.getHighBitsUnsigned()).toBeLessThan(seconds + 60);
    }
    expect(inserted?.inner.t).toEqual(empty);
  });
});

describe('indexes', () => {
  it('a hint at a sparse or partial index finds what stands in it', async () => {
    const collection = await fill(database.db, 'hints', [{}, { a: 1 }, { a: 2, b: 1 }]);
    await collection.createIndex({ a: 1 }, { sparse: true, name: 'sparse' });
    await collection.createIndex({ b: 1 }, { partialFilterExpression: { b: { $gt: 0 } }, name: 'partial' });
    const ids = async (hint: string) =>
      (await collection.find({}, { hint }).toArray()).map(({ _id }) => Number(_id));
    expect(await ids('sparse')).toEqual([1, 2]);
    expect(await ids('partial')).toEqual([2]);
    expect(await collection.countDocuments({}, { hint: 'sparse' })).toBe(2);
    await collection.drop();
  });

  it('a partial index by type is not used for numbers of any type', async () => {
    const collection = await fill(database.db, 'hints', [{ a: new Int32(5) }, { a: new Double(5) }]);
    await collection.createIndex({ a: 1 }, { partialFilterExpression: { a: { $type: 'int' } } });
    expect(await collection.countDocuments({ a: 5 })).toBe(2);
    expect(await collection.countDocuments({ a: { $in: [5] } })).toBe(2);
    await collection.drop();
  });

  it('of the same fields may stand side by side if they differ in being unique or sparse', async () => {
    const collection = await fill(database.db, 'hints', []);
    await collection.createIndex({ a: 1 });
    expect((await failure(collection.createIndex({ a: 1 }, { unique: true }))).code).toBe(86);
    expect((await failure(collection.createIndex({ a: 1 }, { expireAfterSeconds: 5 }))).code).toBe(85);
    expect((await failure(collection.createIndex({ a: 1 }, { name: 'other' }))).code).toBe(85);
    await collection.createIndex({ a: 1 }, { unique: true, name: 'unique' });
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1', 'unique']);
    await collection.drop();
  });
});
