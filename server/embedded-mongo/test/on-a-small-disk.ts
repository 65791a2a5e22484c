import { execFileSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { DirectoryError, startEmbeddedMongo } from '../src/index.ts';
import { failure } from './support.ts';

/** What happened on the disk, for the test that runs this in a mount namespace of its own. */
export interface SmallDiskReport {
  readonly codeWhenFull: unknown;
  readonly sameProcess: boolean;
  readonly lost: number;
  readonly validWhenFull: unknown;
  readonly validAfterwards: unknown;
  readonly freshWhenFull: string;
  readonly freshReadOnly: string;
  readonly existingReadOnly: string;
}

const [mount = ''] = process.argv.slice(2);
const data = join(mount, 'data');

function remount(options: string): void {
  execFileSync('mount', ['-o', `remount,${options}`, mount]);
}

async function withDatabase<T>(work: (db: Db, pid: () => number | undefined) => Promise<T>): Promise<T> {
  const database = await startEmbeddedMongo({ directory: data });
  const client = new MongoClient(database.uri);
  try {
    return await work(client.db('x'), () => database.pid);
  } finally {
    await client.close();
    await database.stop();
  }
}

async function refusal(directory: string): Promise<string> {
  try {
    await (await startEmbeddedMongo({ directory })).stop();
  } catch (error) {
    return error instanceof DirectoryError ? `${error.code}: ${error.message}` : String(error);
  }
  return 'started';
}

async function valid(db: Db): Promise<unknown> {
  return (await db.command({ validate: 'docs' })).valid;
}

const stored = new Set<number>();
const whileFull = await withDatabase(async (db, pid) => {
  const docs = db.collection('docs');
  const before = pid();
  await docs.createIndex({ n: 1 }, { unique: true });
  const error = await failure(
    (async () => {
      for (let n = 0; ; n++) {
        await docs.insertOne({ n, text: 'x'.repeat(3000) });
        stored.add(n);
      }
    })(),
  );
  return { codeWhenFull: error.code, sameProcess: pid() === before, validWhenFull: await valid(db) };
});
writeFileSync(join(mount, 'ballast'), Buffer.alloc(statfsSync(mount).bavail * statfsSync(mount).bsize));
const freshWhenFull = await refusal(join(mount, 'fresh'));

remount('size=64m');
const afterwards = await withDatabase(async (db) => {
  await db.collection('docs').insertOne({ n: -1 });
  const found = await db.collection('docs').find().toArray();
  const numbers = new Set(found.map(({ n }) => Number(n)));
  return {
    lost: [...stored].filter((n) => !numbers.has(n)).length,
    validAfterwards: await valid(db),
  };
});

remount('ro');
const report: SmallDiskReport = {
  ...whileFull,
  ...afterwards,
  freshWhenFull,
  freshReadOnly: await refusal(join(mount, 'other')),
  existingReadOnly: await refusal(data),
};
process.stdout.write(JSON.stringify(report));
