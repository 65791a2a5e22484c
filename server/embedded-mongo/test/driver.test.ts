import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { type Document, GridFSBucket, MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { failure, fill, required, useDatabase } from './support.ts';

const database = useDatabase();

describe('the stock driver', () => {
  it('reads a long result in batches', async () => {
    const collection = await fill(
      database.db,
      'batches',
      Array.from({ length: 1000 }, (_, n) => ({ n })),
    );
    const found: number[] = [];
    for await (const { n } of collection.find({}, { batchSize: 37 }).sort({ n: 1 })) found.push(n);
    expect(found).toEqual(Array.from({ length: 1000 }, (_, n) => n));
  });

  it('goes on with a cursor while others write', async () => {
    const collection = await fill(
      database.db,
      'moving',
      Array.from({ length: 500 }, (_, n) => ({ n })),
    );
    const cursor = collection.find({}, { batchSize: 50 });
    let count = 0;
    for await (const { _id } of cursor) {
      count += 1;
      await collection.updateOne({ _id }, { $set: { seen: true } });
    }
    expect(count).toBe(500);
  });

  it('is told when the collection of its cursor is gone', async () => {
    const collection = await fill(
      database.db,
      'gone',
      Array.from({ length: 500 }, (_, n) => ({ n })),
    );
    const cursor = collection.find({}, { batchSize: 10 });
    await cursor.next();
    await collection.drop();
    expect((await failure(cursor.toArray())).code).toBe(175);
  });

  it('gets 11000 with keyPattern and keyValue from every way of writing', async () => {
    const collection = await fill(database.db, 'unique', [{ k: 1 }, { k: 2 }]);
    await collection.createIndex({ k: 1 }, { unique: true });
    const shape = { code: 11000, keyPattern: { k: 1 }, keyValue: { k: 1 } };
    expect(await failure(collection.insertOne({ k: 1 }))).toMatchObject(shape);
    expect(await failure(collection.updateOne({ k: 2 }, { $set: { k: 1 } }))).toMatchObject(shape);
    expect(await failure(collection.findOneAndUpdate({ k: 2 }, { $set: { k: 1 } }))).toMatchObject(shape);
    expect(await failure(collection.replaceOne({ k: 2 }, { k: 1 }))).toMatchObject(shape);
    expect(await database.db.command({ validate: 'unique' })).toMatchObject({ valid: true });
  });

  it('inserts what it can when the order does not matter', async () => {
    const collection = await fill(database.db, 'unordered', [{}]);
    const documents = [{ _id: 0 }, { _id: 1 }, { _id: 0 }, { _id: 2 }] as Document[];
    expect(await failure(collection.insertMany(documents, { ordered: false }))).toMatchObject({
      code: 11000,
      insertedCount: 2,
    });
    expect(
      await failure(collection.insertMany([{ _id: 3 }, { _id: 3 }, { _id: 4 }] as Document[])),
    ).toMatchObject({ insertedCount: 1 });
    expect(await collection.countDocuments()).toBe(4);
  });

  it('writes to several collections with one bulkWrite', async () => {
    const namespace = `${database.db.databaseName}.bulk`;
    const result = await database.client.bulkWrite([
      { name: 'insertOne', namespace, document: { a: 1 } as Document },
      { name: 'updateOne', namespace, filter: { a: 1 }, update: { $inc: { a: 1 } } },
      {
        name: 'updateOne',
        namespace: `${namespace}2`,
        filter: { b: 1 },
        update: { $set: { c: 1 } },
        upsert: true,
      },
      { name: 'deleteMany', namespace, filter: { a: 2 } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
  });

  it('makes, lists and drops indexes', async () => {
    const collection = await fill(database.db, 'indexes', [{ a: 1 }]);
    expect(await collection.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    expect(await collection.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    expect((await failure(collection.createIndex({ a: 1 }, { name: 'a_1_b_-1' }))).code).toBe(86);
    expect((await failure(collection.createIndex({ a: 1, b: -1 }, { name: 'other' }))).code).toBe(85);
    expect((await failure(collection.dropIndex('nope'))).code).toBe(27);
    await collection.dropIndex('a_1_b_-1');
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });

  it('builds no unique index over duplicates, and leaves none behind', async () => {
    const collection = await fill(database.db, 'duplicates', [{ a: 1 }, { a: 1 }]);
    expect((await failure(collection.createIndex({ a: 1 }, { unique: true }))).code).toBe(11000);
    expect(await collection.indexes()).toHaveLength(1);
  });

  it('holds a partial unique index only where it applies', async () => {
    const collection = await fill(database.db, 'partial', []);
    await collection.createIndex({ slot: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await collection.insertMany([{ slot: 1, active: true }, { slot: 1 }, { slot: 1, active: false }]);
    expect((await failure(collection.updateOne({ active: false }, { $set: { active: true } }))).code).toBe(
      11000,
    );
    await collection.updateOne({ active: true }, { $set: { active: false } });
    expect(
      (await collection.updateOne({ active: { $exists: false } }, { $set: { active: true } })).modifiedCount,
    ).toBe(1);
  });

  it('lets one of many win under concurrency', async () => {
    const collection = await fill(database.db, 'race', [{ version: 0 }]);
    await collection.createIndex(
      { claim: 1 },
      { unique: true, partialFilterExpression: { claim: { $exists: true } } },
    );
    const claims = await Promise.allSettled(
      Array.from({ length: 50 }, () => collection.insertOne({ claim: 'same' })),
    );
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const changes = await Promise.all(
      Array.from({ length: 50 }, () =>
        collection.findOneAndUpdate({ _id: 0 as never, version: 0 }, { $inc: { version: 1 } }),
      ),
    );
    expect(changes.filter((change) => change !== null)).toHaveLength(1);
  });

  it('cannot index two arrays of one document together', async () => {
    const collection = await fill(database.db, 'parallel', []);
    await collection.createIndex({ a: 1, b: 1 });
    expect((await failure(collection.insertOne({ a: [1], b: [2] }))).code).toBe(171);
  });

  it('stores and reads files in GridFS', async () => {
    const bucket = new GridFSBucket(database.db);
    const content = randomBytes(700_000).toString('base64');
    const upload = bucket.openUploadStream('file.txt', { metadata: { kind: 'test' } });
    upload.end(content);
    await new Promise((resolve) => upload.once('finish', resolve));
    expect(await text(bucket.openDownloadStream(upload.id))).toBe(content);
    await bucket.rename(upload.id, 'other.txt');
    expect(await bucket.find({ filename: 'other.txt' }).toArray()).toHaveLength(1);
    await bucket.delete(upload.id);
    expect(await bucket.find().toArray()).toEqual([]);
  });

  it('sees expired documents go', async () => {
    const admin = database.client.db('admin');
    const { was } = await admin.command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
    const collection = await fill(database.db, 'ttl', [
      { at: new Date(0) },
      { at: new Date(Date.now() + 1e6) },
      { at: 'never' },
      {},
    ]);
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 1 });
    const deadline = Date.now() + 10_000;
    while ((await collection.countDocuments()) > 3 && Date.now() < deadline) await admin.command({ ping: 1 });
    expect((await collection.find().toArray()).map(({ _id }) => Number(_id))).toEqual([1, 2, 3]);
    await admin.command({ setParameter: 1, ttlMonitorSleepSecs: was });
  });

  it('is cut off by maxTimeMS', async () => {
    const collection = await fill(
      database.db,
      'slow',
      Array.from({ length: 1000 }, (_, n) => ({ n })),
    );
    const product = [
      {
        $lookup: {
          from: 'slow',
          let: { n: '$n' },
          pipeline: [{ $match: { $expr: { $eq: ['$n', '$$n'] } } }],
          as: 'same',
        },
      },
      { $count: 'n' },
    ];
    expect((await failure(collection.aggregate(product, { maxTimeMS: 20 }).toArray())).code).toBe(50);
  });
});

describe('a long scan', () => {
  const size = Number(process.env.EMBEDDED_SCAN_DOCUMENTS ?? 60_000);

  it('sees one moment of the data, lets others work, and keeps its memory bounded', async () => {
    const collection = database.db.collection('long');
    for (let i = 0; i < size; i += 20_000) {
      await collection.insertMany(
        Array.from({ length: Math.min(20_000, size - i) }, () => ({ n: 1, text: 'x'.repeat(100) })),
      );
    }
    const other = await new MongoClient(database.uri).connect();
    let running = true;
    const sums = Promise.all(
      [1, 2, 3].map(() => collection.aggregate([{ $group: { _id: null, total: { $sum: '$n' } } }]).toArray()),
    ).finally(() => {
      running = false;
    });
    let besides = 0;
    while (running) {
      await other.db(database.db.databaseName).collection('long').insertOne({ n: 1 });
      besides += 1;
    }
    for (const [sum] of await sums) expect(sum?.total).toBeLessThan(size + besides);
    expect(besides).toBeGreaterThan(2);
    const before = (await database.client.db('admin').command({ serverStatus: 1 })).mem.resident;
    let seen = 0;
    for await (const _ of collection.find({}, { batchSize: 5000 })) seen += 1;
    expect(seen).toBe(size + besides);
    const after = (await database.client.db('admin').command({ serverStatus: 1 })).mem.resident;
    expect(after - before).toBeLessThan(200);
    await other.close();
  });

  it('does not see what is moved between two documents while it runs', async () => {
    const collection = database.db.collection('transfer');
    await collection.insertMany(Array.from({ length: 30_000 }, (_, i) => ({ _id: i as never, n: 1 })));
    let running = true;
    const sum = collection
      .aggregate([{ $group: { _id: null, total: { $sum: '$n' } } }])
      .toArray()
      .finally(() => {
        running = false;
      });
    while (running) {
      await collection.bulkWrite([
        { updateOne: { filter: { _id: 29_999 as never }, update: { $inc: { n: 1 } } } },
        { updateOne: { filter: { _id: 0 as never }, update: { $inc: { n: -1 } } } },
      ]);
    }
    expect((await sum)[0]?.total).toBe(30_000);
  });
});

describe('mongoose', () => {
  it('connects, builds indexes, writes, reads and closes', async () => {
    const connection = await mongoose
      .createConnection(database.uri, { dbName: `${database.db.databaseName}_m`, maxPoolSize: 100 })
      .asPromise();
    const schema = new mongoose.Schema(
      { code: { type: String, unique: true }, phone: String, n: Number },
      { timestamps: true },
    );
    schema.index({ phone: 1 }, { unique: true, partialFilterExpression: { phone: { $exists: true } } });
    const Model = connection.model('Thing', schema);
    await Model.init();
    await Model.create({ code: 'a', phone: '1', n: 1 });
    await expect(Model.create({ code: 'b', phone: '1' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { phone: 1 },
      keyValue: { phone: '1' },
    });
    const upserted = await Model.findOneAndUpdate(
      { code: 'z' },
      { $setOnInsert: { n: 9 } },
      { upsert: true, returnDocument: 'after' },
    ).lean();
    expect(upserted).toMatchObject({ code: 'z', n: 9 });
    await Model.bulkWrite(
      Array.from({ length: 250 }, (_, n) => ({ insertOne: { document: { code: `k${n}`, n } } })),
    );
    let seen = 0;
    for await (const _ of Model.find().lean().cursor()) seen += 1;
    expect(seen).toBe(252);
    const page = await Model.find({ n: { $gte: 100 } })
      .sort({ _id: -1 })
      .limit(3)
      .lean();
    expect(page.map(({ n }) => n)).toEqual([249, 248, 247]);
    expect(await Model.countDocuments({ n: { $lt: 10 } })).toBe(12);
    await connection.dropDatabase();
    await connection.close();
  });
});

describe('agenda', () => {
  it('runs each job once with two workers, and a recurring job in one place', async () => {
    const worker = (name: string): Agenda =>
      new Agenda({ backend: new MongoBackend({ mongo: database.db }), name, processEvery: 50 });
    const workers = [worker('a'), worker('b')];
    const ran: number[] = [];
    let ticks = 0;
    const finished = new Promise<void>((resolve) => {
      for (const agenda of workers) {
        agenda.define<{ n: number }>('once', async (job) => {
          ran.push(job.attrs.data.n);
          if (ran.length >= 20 && ticks > 0) resolve();
        });
        agenda.define('tick', async () => {
          ticks += 1;
          if (ran.length >= 20) resolve();
        });
      }
    });
    for (const agenda of workers) await agenda.start();
    await required(workers[0]).every('1 hour', 'tick');
    await required(workers[1]).every('1 hour', 'tick');
    for (let n = 0; n < 20; n++) await required(workers[n % 2]).now('once', { n });
    await finished;
    for (const agenda of workers) await agenda.stop();
    expect(ran.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(await database.db.collection('agendaJobs').countDocuments({ name: 'tick' })).toBe(1);
  });
});
