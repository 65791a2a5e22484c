import { type Collection, type Document, MongoClient } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { degreeOf } from '../src/query/pattern.ts';
import { failure, fill, required, useDatabase } from './support.ts';

const database = useDatabase();

/** 130 MB in documents: more than any stage may hold. */
const documents = 65_000;
const textLength = 2000;

async function residentMegabytes(client: MongoClient): Promise<number> {
  return (await client.db('admin').command({ serverStatus: 1 })).mem.resident;
}

describe('memory', () => {
  let large: Collection<Document> | undefined;
  beforeAll(async () => {
    large = database.db.collection('large');
    for (let i = 0; i < documents; i += 5000) {
      await large.insertMany(
        Array.from({ length: 5000 }, (_, j) => ({
          _id: (i + j) as never,
          shard: (i + j) % 50,
          text: `${i + j}`.padEnd(textLength, 'x'),
        })),
      );
    }
  });

  it('stays bounded while everything is read', async () => {
    const docs = required(large);
    const other = await new MongoClient(database.uri).connect();
    const before = await residentMegabytes(other);
    let most = 0;
    let reading = true;
    const watching = (async () => {
      while (reading) most = Math.max(most, await residentMegabytes(other));
    })();
    let seen = 0;
    for await (const _ of docs.find({}, { batchSize: 1000 })) seen += 1;
    expect(seen).toBe(documents);
    expect(await docs.countDocuments({ shard: 3 })).toBe(documents / 50);
    const groups = [{ $match: { shard: { $gte: 0 } } }, { $group: { _id: '$shard', n: { $sum: 1 } } }];
    expect(await docs.aggregate(groups).toArray()).toHaveLength(50);
    expect(await database.db.command({ validate: 'large' })).toMatchObject({ valid: true });
    reading = false;
    await watching;
    await other.close();
    expect(most - before).toBeLessThan(110);
  });

  const refused: readonly (readonly [what: string, pipeline: Document[]])[] = [
    ['$push', [{ $group: { _id: null, all: { $push: '$text' } } }]],
    ['$addToSet', [{ $group: { _id: null, all: { $addToSet: '$text' } } }]],
    ['$group by what is different in each', [{ $group: { _id: '$text' } }]],
    ['$sort', [{ $sort: { text: 1 } }]],
    ['$sort of computed documents', [{ $set: { more: '$text' } }, { $sort: { more: 1 } }]],
    ['$facet', [{ $facet: { n: [{ $count: 'n' }] } }]],
    ['$sample', [{ $sample: { size: documents } }]],
    ['$lookup', [{ $limit: 1 }, { $lookup: { from: 'large', pipeline: [], as: 'all' } }]],
    [
      '$unwind into a $push',
      [
        { $set: { twice: ['$text', '$text'] } },
        { $unwind: '$twice' },
        { $group: { _id: null, all: { $push: '$$ROOT' } } },
      ],
    ],
  ];
  it.each(refused)('of %s beyond 100 MB is refused with 292', async (_, pipeline) => {
    expect((await failure(required(large).aggregate(pipeline).toArray())).code).toBe(292);
  });

  it('of a sort goes by what is asked for, not by what is looked at', async () => {
    const docs = required(large);
    const last = documents - 1;
    expect((await docs.find().sort({ shard: -1, _id: -1 }).limit(1).toArray())[0]?._id).toBe(last);
    const pipeline = [
      { $sort: { shard: -1, _id: -1 } },
      { $skip: 1 },
      { $project: { shard: 1 } },
      { $limit: 1 },
    ];
    expect(await docs.aggregate(pipeline).toArray()).toEqual([{ _id: last - 50, shard: 49 }]);
  });

  it('of values read from documents does not hold those documents', async () => {
    const before = await residentMegabytes(database.client);
    const ids = [
      { $group: { _id: null, all: { $push: { id: '$_id', shard: '$shard' } } } },
      { $project: { n: { $size: '$all' } } },
    ];
    expect(await required(large).aggregate(ids).toArray()).toEqual([{ _id: null, n: documents }]);
    expect((await residentMegabytes(database.client)) - before).toBeLessThan(100);
  });

  it('distinct values beyond 16 MB are refused', async () => {
    expect((await failure(required(large).distinct('text'))).code).toBe(17217);
    expect(await required(large).distinct('shard')).toHaveLength(50);
  });

  it('a result document beyond 16 MB is refused', async () => {
    const pipeline = [{ $limit: 9000 }, { $group: { _id: null, all: { $push: '$text' } } }];
    expect((await failure(required(large).aggregate(pipeline).toArray())).code).toBe(10334);
  });

  it('counting everything reads no document', async () => {
    const explained = await required(large)
      .aggregate([{ $match: {} }, { $group: { _id: 1, n: { $sum: 1 } } }])
      .explain('executionStats');
    expect(explained).toMatchObject({ executionStats: { nReturned: 1, totalDocsExamined: 0 } });
    expect(await required(large).countDocuments()).toBe(documents);
    expect(await required(large).estimatedDocumentCount()).toBe(documents);
    expect(await database.db.collection('nothing').countDocuments()).toBe(0);
  });
});

describe('a regular expression', () => {
  it('that would take for ever is given up, and nobody waits long', async () => {
    const docs = await fill(database.db, 'patterns', [{ a: `${'a'.repeat(40)}b` }]);
    const started = performance.now();
    expect((await failure(docs.find({ a: /^(a+)+$/ }).toArray())).code).toBe(51156);
    expect((await failure(docs.updateMany({ a: /^(a|a)*$/ }, { $set: { b: 1 } }))).code).toBe(51156);
    const found = [{ $project: { m: { $regexFind: { input: '$a', regex: '^(a|aa)+$' } } } }];
    expect((await failure(docs.aggregate(found).toArray())).code).toBe(51156);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await docs.findOne()).toEqual({ _id: 0, a: `${'a'.repeat(40)}b` });
  });

  it('may be as long and as intricate as its text allows', async () => {
    const docs = await fill(database.db, 'patterns', [{ a: `${'法治 '.repeat(20_000)}邻里` }]);
    expect(await docs.countDocuments({ a: /^(法治\s)+邻里$/ })).toBe(1);
    expect(await docs.countDocuments({ a: /法.*邻.*里/ })).toBe(1);
  });

  it.each([
    ['plain text', 'abc', 0],
    ['a set of characters', '[a-z*+?]', 0],
    ['an escaped quantifier', 'a\\*b', 0],
    ['a repeated letter', 'ab*c', 2],
    ['a repeated group of one form', '(?:ab)*c', 2],
    ['two quantifiers', 'a*b*', 3],
    ['a lazy quantifier', 'a*?b', 2],
    ['a named property', '\\p{L}x', 0],
    ['a repeated repetition', '(a*)*', Number.POSITIVE_INFINITY],
    ['repeated alternatives', '(a|ab){3}', Number.POSITIVE_INFINITY],
  ])('with %s is known for how its matching grows', (_, source, degree) => {
    expect(degreeOf(source)).toBe(degree);
  });
});
