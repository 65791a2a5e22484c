import type { Document } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, useDatabase } from '../support.ts';

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

const database = useDatabase();

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

  it('take no $expr, which does not say what to insert', async () => {
    const collection = await fill(database.db, 'upsert', []);
    const filter = { $expr: { $eq: ['$a', 1] } };
    expect((await failure(collection.updateOne(filter, { $set: { b: 1 } }, { upsert: true }))).code).toBe(
      224,
    );
    const change = collection.findOneAndUpdate(filter, { $set: { b: 1 } }, { upsert: true });
    expect((await failure(change)).code).toBe(224);
  });

  it('are refused when filter and update name different _ids', async () => {
    const collection = await fill(database.db, 'upsert', []);
    const change = collection.updateOne({ _id: 7 as never }, { $set: { _id: 8 } } as Document, {
      upsert: true,
    });
    expect((await failure(change)).code).toBe(66);
  });
});
