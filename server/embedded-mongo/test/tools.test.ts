import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal128, Double, Int32, Long, MaxKey, MinKey, MongoClient, ObjectId, Timestamp } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { startEmbeddedMongo } from '../src/index.ts';
import { backup, restore } from '../src/tools/backup.ts';
import { exportTo, importFrom } from '../src/tools/transfer.ts';
import { withDirectory } from './support.ts';

const kinds = [
  {
    _id: new ObjectId(),
    int: new Int32(1),
    double: new Double(1),
    long: Long.fromNumber(1),
    decimal: Decimal128.fromString('1.10'),
  },
  {
    _id: 'text',
    min: new MinKey(),
    max: new MaxKey(),
    time: new Timestamp({ t: 1, i: 2 }),
    date: new Date(0),
    pattern: /a/i,
  },
  { _id: { b: 1, a: 2 }, list: [[1], { x: null }], bytes: Buffer.from('字节'), flag: true },
];

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(uri).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

describe('a backup', () => {
  it('is taken while writes go on, and restores what was there', async () => {
    await withDirectory(async (directory) => {
      const data = join(directory, 'data');
      const file = join(directory, 'backup.sqlite');
      const lines: string[] = [];
      const database = await startEmbeddedMongo({ directory: data });
      await withClient(database.uri, async (client) => {
        const docs = client.db('x').collection('docs');
        await docs.createIndex({ n: 1 }, { unique: true });
        await docs.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
        let copying = true;
        const writing = (async () => {
          for (let n = 500; copying; n++) await docs.insertOne({ n });
        })();
        await backup(data, file, (line) => lines.push(line));
        copying = false;
        await writing;
        await docs.deleteMany({});
      });
      expect(() => restore(file, data, () => undefined)).toThrow(/in use/);
      await database.stop();
      restore(file, data, (line) => lines.push(line));
      const again = await startEmbeddedMongo({ directory: data });
      await withClient(again.uri, async (client) => {
        const db = client.db('x');
        expect(await db.collection('docs').countDocuments({ n: { $lt: 500 } })).toBe(500);
        expect(await db.command({ validate: 'docs' })).toMatchObject({ valid: true });
      });
      await again.stop();
      expect(lines.some((line) => line.startsWith('checked:'))).toBe(true);
    });
  });

  it('goes under its name only when it is whole, and never over another', async () => {
    await withDirectory(async (directory) => {
      const data = join(directory, 'data');
      const file = join(directory, 'backup');
      await (await startEmbeddedMongo({ directory: data })).stop();
      writeFileSync(`${file}.part`, 'what an interrupted backup left');
      await backup(data, file, () => undefined);
      expect(existsSync(`${file}.part`)).toBe(false);
      await expect(backup(data, file, () => undefined)).rejects.toThrow(/already exists/);
      await expect(backup(data, join(directory, 'none', 'b'), () => undefined)).rejects.toThrow(/no folder/);
      await expect(backup(join(directory, 'none'), file, () => undefined)).rejects.toThrow(/no database/);
    });
  });

  it('keeps what it replaces', async () => {
    await withDirectory(async (directory) => {
      const data = join(directory, 'data');
      const file = join(directory, 'backup');
      const insert = async (n: number): Promise<void> => {
        const database = await startEmbeddedMongo({ directory: data });
        await withClient(database.uri, async (client) => client.db('x').collection('docs').insertOne({ n }));
        await database.stop();
      };
      await insert(1);
      await backup(data, file, () => undefined);
      await insert(2);
      restore(file, data, () => undefined);
      const kept = readdirSync(data).filter((name) => name.includes('.before-'));
      expect(kept).toHaveLength(1);
      restore(join(data, kept[0] ?? ''), data, () => undefined);
      const database = await startEmbeddedMongo({ directory: data });
      await withClient(database.uri, async (client) => {
        expect(await client.db('x').collection('docs').countDocuments()).toBe(2);
      });
      await database.stop();
    });
  });

  it('that is damaged or foreign is not restored', async () => {
    await withDirectory(async (directory) => {
      const foreign = join(directory, 'foreign');
      writeFileSync(foreign, 'short');
      expect(() => restore(foreign, join(directory, 'data'), () => undefined)).toThrow(/no database file/);
      writeFileSync(foreign, 'this is no database at all');
      expect(() => restore(foreign, join(directory, 'data'), () => undefined)).toThrow(/no database file/);
      await (await startEmbeddedMongo({ directory: join(directory, 'other') })).stop();
      const torn = join(directory, 'other', 'data.sqlite');
      truncateSync(torn, readFileSync(torn).length / 2);
      expect(() => restore(torn, join(directory, 'data'), () => undefined)).toThrow(/cut short/);
    });
  });
});

describe('an export', () => {
  it('imports byte for byte, with indexes', async () => {
    await withDirectory(async (directory) => {
      const from = await startEmbeddedMongo({ memory: true });
      const to = await startEmbeddedMongo({ memory: true });
      await withClient(from.uri, async (client) => {
        await client
          .db('x')
          .collection('kinds')
          .insertMany(kinds as never);
        await client
          .db('x')
          .collection('kinds')
          .createIndex({ int: 1 }, { partialFilterExpression: { int: { $exists: true } } });
        await client
          .db('y')
          .collection('many')
          .insertMany(Array.from({ length: 2500 }, (_, n) => ({ n, text: 'x'.repeat(n % 50) })));
        await client.db('y').createCollection('empty');
      });
      const lines: string[] = [];
      const exported = await exportTo(from.uri, join(directory, 'out'), (line) => lines.push(line));
      const imported = await importFrom(join(directory, 'out'), to.uri, (line) => lines.push(line));
      expect(imported.map(({ digest }) => digest).sort()).toEqual(
        exported.map(({ digest }) => digest).sort(),
      );
      expect(imported.reduce((sum, { documents }) => sum + documents, 0)).toBe(2503);
      await withClient(to.uri, async (client) => {
        expect((await client.db('x').collection('kinds').indexes()).map(({ name }) => name)).toEqual([
          '_id_',
          'int_1',
        ]);
        expect((await client.db('y').listCollections().toArray()).map(({ name }) => name).sort()).toEqual([
          'empty',
          'many',
        ]);
      });
      expect(lines).toContain('x.kinds: 3 documents, the same byte for byte');
      await from.stop();
      await to.stop();
    });
  });

  it('that was interrupted or damaged is refused before anything is written', async () => {
    await withDirectory(async (directory) => {
      const database = await startEmbeddedMongo({ memory: true });
      const target = await startEmbeddedMongo({ memory: true });
      await withClient(database.uri, async (client) => {
        for (const name of ['a', 'b']) await client.db('x').collection(name).insertOne({ text: 'as it was' });
      });
      const folder = join(directory, 'out');
      await exportTo(database.uri, folder, () => undefined);
      const refusal = async (): Promise<unknown> => {
        const outcome = await importFrom(folder, target.uri, () => undefined).catch(
          (error: Error) => error.message,
        );
        await withClient(target.uri, async (client) => {
          expect(await client.db('x').listCollections().toArray()).toEqual([]);
        });
        return outcome;
      };
      const file = join(folder, 'x.b.bson');
      const whole = readFileSync(file);
      writeFileSync(file, Buffer.from(whole.toString('latin1').replace('as it was', 'as it wAs'), 'latin1'));
      expect(await refusal()).toMatch(/x\.b .* is damaged/);
      truncateSync(file, whole.length - 3);
      expect(await refusal()).toMatch(/middle of a document/);
      rmSync(join(folder, 'export.json'));
      expect(await refusal()).toMatch(/interrupted/);
      rmSync(folder, { recursive: true });
      expect(await refusal()).toMatch(/no folder/);
      await database.stop();
      await target.stop();
    });
  });

  it('does not mix with what is there', async () => {
    await withDirectory(async (directory) => {
      const database = await startEmbeddedMongo({ memory: true });
      await withClient(database.uri, async (client) => client.db('x').collection('a').insertOne({ a: 1 }));
      await exportTo(database.uri, directory, () => undefined);
      await expect(importFrom(directory, database.uri, () => undefined)).rejects.toThrow(
        /already holds documents/,
      );
      await expect(exportTo(database.uri, directory, () => undefined)).rejects.toThrow(/not empty/);
      await database.stop();
    });
  });
});
