import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { type Collection, type Db, MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { DirectoryError, startEmbeddedMongo } from '../src/index.ts';
import { serve } from '../src/wire/server.ts';
import { failure, required, withDirectory } from './support.ts';

async function refusal(promise: Promise<unknown>): Promise<DirectoryError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DirectoryError) return error;
    throw error;
  }
  throw new Error('expected the directory to be refused');
}

async function expectValid(db: Db): Promise<void> {
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    expect(await db.command({ validate: name })).toMatchObject({ valid: true, errors: [] });
  }
}

/** A write the database acknowledged, to be looked for after the crash. */
interface Acknowledged {
  readonly inserted: Set<number>;
  readonly deleted: Set<number>;
  readonly versions: Map<number, number>;
}

/** Inserts, updates, unique conflicts and deletes, until the connection breaks. */
async function mixedLoad(docs: Collection, round: number, worker: number, seen: Acknowledged): Promise<void> {
  try {
    for (let i = 0; ; i++) {
      const id = round * 1e6 + worker * 1e5 + i;
      await docs.insertOne({ _id: id as never, code: `c${id}`, tags: [i, i + 1], version: 0 });
      seen.inserted.add(id);
      const version = seen.versions.get(worker) ?? 0;
      await docs.updateOne(
        { _id: worker as never },
        { $set: { version: version + 1, tags: [version] } },
        { upsert: true },
      );
      seen.versions.set(worker, version + 1);
      await docs.insertOne({ _id: (id + 5e4) as never, code: `c${id}` }).catch((error: { code?: number }) => {
        if (error.code !== 11000) throw error;
      });
      if (i % 3 > 0) continue;
      seen.inserted.delete(id);
      await docs.deleteOne({ _id: id as never });
      seen.deleted.add(id);
    }
  } catch {
    // The kill: what was not acknowledged may or may not be there.
  }
}

describe('kill -9', () => {
  it('twenty times under load loses no acknowledged write and keeps the indexes true', {
    timeout: 240_000,
  }, async () => {
    await withDirectory(async (directory) => {
      const database = await startEmbeddedMongo({ directory });
      const seen: Acknowledged = { inserted: new Set(), deleted: new Set(), versions: new Map() };
      for (let round = 1; round <= 20; round++) {
        const client = new MongoClient(database.uri, {
          serverSelectionTimeoutMS: 10_000,
          retryReads: false,
          heartbeatFrequencyMS: 500,
          minHeartbeatFrequencyMS: 50,
        });
        const docs = client.db('crash').collection('docs');
        await docs.createIndex({ code: 1 }, { unique: true });
        await docs.createIndex({ tags: 1, version: -1 });
        const load = Promise.all([0, 1, 2, 3].map((worker) => mixedLoad(docs, round, worker, seen)));
        const enough = seen.inserted.size + 40;
        while (seen.inserted.size < enough) await new Promise((resolve) => setImmediate(resolve));
        process.kill(required(database.pid), 'SIGKILL');
        await load;
        await client.close();
      }
      const client = await new MongoClient(database.uri, { serverSelectionTimeoutMS: 10_000 }).connect();
      const db = client.db('crash');
      const ids = new Set(
        (
          await db
            .collection('docs')
            .find({}, { projection: { _id: 1 } })
            .toArray()
        ).map(({ _id }) => Number(_id)),
      );
      expect([...seen.inserted].filter((id) => !ids.has(id))).toEqual([]);
      expect([...seen.deleted].filter((id) => ids.has(id))).toEqual([]);
      for (const [worker, version] of seen.versions) {
        expect(
          (await db.collection('docs').findOne({ _id: worker as never }))?.version,
        ).toBeGreaterThanOrEqual(version);
      }
      await expectValid(db);
      await client.close();
      await database.stop();
    });
  });

  it('is followed by a restart on the same address, by itself', async () => {
    const database = await startEmbeddedMongo({ memory: true });
    const client = await new MongoClient(database.uri).connect();
    await client.db('x').collection('y').insertOne({ a: 1 });
    const before = database.pid;
    process.kill(required(before), 'SIGKILL');
    const deadline = Date.now() + 3000;
    while (Date.now() < deadline) {
      if (
        (await client
          .db('x')
          .collection('y')
          .countDocuments()
          .catch(() => 0)) === 1
      )
        break;
    }
    expect(await client.db('x').collection('y').countDocuments()).toBe(1);
    expect(database.pid).not.toBe(before);
    await client.close();
    await database.stop();
  });

  it('of the parent ends the database too', async () => {
    await withDirectory(async (directory) => {
      const script = join(directory, 'parent.mjs');
      const index = new URL('../src/index.ts', import.meta.url).href;
      writeFileSync(
        script,
        `import { startEmbeddedMongo } from '${index}'; const db = await startEmbeddedMongo({ directory: '${join(directory, 'db')}' }); process.send(db.pid); setInterval(() => {}, 1000);`,
      );
      const parent = fork(script, { execPath: process.execPath, execArgv: [] });
      await once(parent, 'message');
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      const again = await eventually(() => startEmbeddedMongo({ directory: join(directory, 'db') }));
      await again.stop();
    });
  });
});

/** Tries until it works: the lock goes a moment after its holder. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 5000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

describe('validate', () => {
  it('sees an entry that is missing, one too many, and a document that is none', async () => {
    await withDirectory(async (directory) => {
      const socket = join(directory, 's.sock');
      const server = await serve(join(directory, 'db'), 'normal', { socket });
      const client = new MongoClient(`mongodb://${encodeURIComponent(socket)}/?directConnection=true`);
      const docs = client.db('x').collection('docs');
      await docs.createIndex({ tags: 1 });
      await docs.insertMany([{ tags: [1, 2] }, { tags: [3] }]);
      const { main } = server.store;
      const collection = required(server.store.collection('x', 'docs'));
      const index = required(collection.indexes[1]);
      const problems = async (): Promise<string> => {
        const { valid, errors } = await client.db('x').command({ validate: 'docs' });
        expect(valid).toBe(errors.length === 0);
        return errors.join('; ');
      };
      expect(await problems()).toBe('');
      main.run(`INSERT INTO i_${index.id} (key, rid) VALUES (x'01', 1)`);
      expect(await problems()).toBe('index tags_1 has 4 entries where documents call for 3');
      main.run(`DELETE FROM i_${index.id} WHERE rid = 2`);
      expect(await problems()).toContain('index tags_1 misses document 2');
      main.run(`UPDATE d_${collection.id} SET doc = x'0500000001' WHERE rid = 1`);
      expect(await problems()).toContain('document 1 is no valid BSON');
      await client.close();
      await server.close();
    });
  });
});

describe('a data directory', () => {
  it('is refused to a second process', async () => {
    await withDirectory(async (directory) => {
      const first = await startEmbeddedMongo({ directory });
      const error = await refusal(startEmbeddedMongo({ directory }));
      expect(error).toMatchObject({ code: 'directory-locked' });
      expect(error.message).toContain(directory);
      await first.stop();
      await (await startEmbeddedMongo({ directory })).stop();
    });
  });

  it('that cannot be made is refused in one line', async () => {
    await withDirectory(async (directory) => {
      writeFileSync(join(directory, 'file'), '');
      const error = await refusal(startEmbeddedMongo({ directory: join(directory, 'file', 'db') }));
      expect(error.code).toBe('directory-unwritable');
      expect(error.message).not.toContain('\n');
    });
  });

  it('with a foreign file is refused and the file left alone', async () => {
    await withDirectory(async (directory) => {
      const path = join(directory, 'data.sqlite');
      writeFileSync(path, 'something else entirely, not a database');
      expect((await refusal(startEmbeddedMongo({ directory }))).code).toBe('file-foreign');
      expect(statSync(path).size).toBe(39);
    });
  });

  it('with the database of another program is refused', async () => {
    await withDirectory(async (directory) => {
      const other = new DatabaseSync(join(directory, 'data.sqlite'));
      other.exec('CREATE TABLE t (x)');
      other.close();
      expect((await refusal(startEmbeddedMongo({ directory }))).code).toBe('file-foreign');
    });
  });

  it.each([
    ['emptied', 0],
    ['cut in its header', 50],
    ['cut in the middle', 5000],
  ])('with a file %s is refused', async (_, size) => {
    await withDirectory(async (directory) => {
      await (await startEmbeddedMongo({ directory })).stop();
      truncateSync(join(directory, 'data.sqlite'), size);
      expect((await refusal(startEmbeddedMongo({ directory }))).code).toBe('file-torn');
    });
  });

  it('with a path too long for a socket works all the same', async () => {
    await withDirectory(async (directory) => {
      const deep = join(directory, 'd'.repeat(100));
      const database = await startEmbeddedMongo({ directory: deep });
      const client = await new MongoClient(database.uri).connect();
      expect(await client.db('x').command({ ping: 1 })).toMatchObject({ ok: 1 });
      await client.close();
      await database.stop();
    });
  });

  it('keeps its socket to its owner', async () => {
    await withDirectory(async (directory) => {
      const database = await startEmbeddedMongo({ directory });
      expect(statSync(join(directory, 'mongo.sock')).mode & 0o777).toBe(0o600);
      await database.stop();
    });
  });
});

/** A disk of 8 MB that only this test sees; needs Linux with user namespaces, or root. */
function onSmallDisk(directory: string): ReturnType<typeof spawnSync> {
  const script = fileURLToPath(new URL('./on-a-small-disk.ts', import.meta.url));
  const commands = `mount -t tmpfs -o size=8m tmpfs '${directory}' && exec '${process.execPath}' '${script}' '${directory}'`;
  return spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-c', commands], { encoding: 'utf8' });
}

const hasNamespaces =
  spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;

describe('a full disk', () => {
  it.skipIf(!hasNamespaces)(
    'that is real, and then read-only, is refused clearly and damages nothing',
    async () => {
      await withDirectory(async (directory) => {
        const { stdout, stderr } = onSmallDisk(directory);
        expect(stderr).toBe('');
        expect(JSON.parse(String(stdout))).toEqual({
          codeWhenFull: 14031,
          sameProcess: true,
          lost: 0,
          validWhenFull: true,
          validAfterwards: true,
          freshWhenFull: expect.stringMatching(/^disk-full: the disk of the data directory .* is full$/),
          freshReadOnly: expect.stringMatching(/^directory-unwritable: .*EROFS.*$/),
          existingReadOnly: expect.stringMatching(/^directory-unwritable: .*EROFS.*$/),
        });
      });
    },
  );

  it('as SQLite reports it is a clear error that loses nothing and damages nothing', async () => {
    await withDirectory(async (directory) => {
      mkdirSync(join(directory, 'db'));
      const socket = join(directory, 's.sock');
      const server = await serve(join(directory, 'db'), 'full', { socket });
      const client = await new MongoClient(
        `mongodb://${encodeURIComponent(socket)}/?directConnection=true`,
      ).connect();
      const docs = client.db('x').collection('docs');
      await docs.createIndex({ n: 1 });
      await docs.insertOne({ n: 0 });
      // SQLite answers exactly as on a full disk when its file may not grow.
      server.store.main.exec('PRAGMA max_page_count = 60');
      let stored = 1;
      const error = await failure(
        (async () => {
          for (;;) {
            await docs.insertOne({ n: stored, text: 'x'.repeat(2000) });
            stored += 1;
          }
        })(),
      );
      expect(error.code).toBe(14031);
      expect(await docs.countDocuments({})).toBe(stored);
      server.store.main.exec('PRAGMA max_page_count = 1000000');
      await docs.insertOne({ n: stored });
      await expectValid(client.db('x'));
      await client.close();
      await server.close();
      rmSync(socket, { force: true });
    });
  });
});
