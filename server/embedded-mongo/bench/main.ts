import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Collection, MongoClient } from 'mongodb';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/index.ts';
import { type Measurement, measure, measureSync, summary } from './measure.ts';
import { RawSqlite } from './raw-sqlite.ts';

const writes = 4000;
const reads = 12_000;
const casWrites = 8000;
const groupDocuments = 100_000;
const parallel = 16;
const restarts = 10;
const settledMs = 1000;

/** One figure of the database and, from the same run, of raw SQLite doing the same rows. */
export interface BenchResult {
  readonly database: Measurement;
  readonly raw: Measurement;
}

/** Measures the embedded database through the stock driver, with fsync, in a temporary directory. */
export async function benchEmbedded(): Promise<BenchResult[]> {
  const directory = mkdtempSync(join(tmpdir(), 'embedded-bench-'));
  const database = await startEmbeddedMongo({ directory: join(directory, 'db') });
  const client = new MongoClient(database.uri, { maxPoolSize: parallel });
  const raw = new RawSqlite(directory);
  try {
    const db = client.db('bench');
    return [
      ...(await writing(db.collection('docs'), raw)),
      ...(await reading(db.collection('docs'), raw)),
      await compareAndSet(db.collection('docs'), raw),
      ...(await grouping(db.collection('group'), raw)),
      await restarting(database, db.collection('docs')),
    ];
  } finally {
    raw.close();
    await client.close();
    await database.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Sample {
  code: string;
  shard: number;
  version: number;
  text: string;
}

function sample(i: number): Sample {
  return { code: `code-${i}`, shard: i % 50, version: 0, text: 'x'.repeat(120) };
}

async function writing(docs: Collection<Sample>, raw: RawSqlite): Promise<BenchResult[]> {
  await docs.createIndex({ code: 1 }, { unique: true });
  await docs.createIndex({ shard: 1, code: -1 });
  // A warm process is what a server is.
  await measure('warm-up', 1000, parallel, (i) => docs.insertOne(sample(-1 - i)));
  const single = await measure('insertOne ×1', writes / 4, 1, (i) => docs.insertOne(sample(i)));
  const many = await measure('insertOne ×16', writes, parallel, (i) => docs.insertOne(sample(writes + i)));
  return [
    { database: single, raw: measureSync('insertOne ×1', writes / 4, (i) => raw.insert(i, 1)) },
    { database: many, raw: measureSync('insertOne ×16', writes, (i) => raw.insert(writes + i, parallel)) },
  ];
}

async function reading(docs: Collection<Sample>, raw: RawSqlite): Promise<BenchResult[]> {
  const ids = await docs
    .find({}, { projection: { _id: 1 } })
    .limit(writes)
    .toArray();
  const idAt = (i: number) => ids[(i * 7919) % ids.length]?._id;
  const byCode = (i: number) => docs.findOne({ code: `code-${writes + ((i * 7919) % writes)}` });
  // The first thousands of anything meet code that is not yet compiled, in the driver too.
  await measure('warm-up', reads / 2, parallel, byCode);
  const rawFind = measureSync('findOne', reads, (i) => raw.find(i % (writes / 4)));
  return [
    {
      database: await measure('findOne by _id ×1', reads / 4, 1, (i) =>
        docs.findOne({ _id: idAt(i) ?? 0 } as never),
      ),
      raw: rawFind,
    },
    {
      database: await measure('findOne by _id ×16', reads, parallel, (i) =>
        docs.findOne({ _id: idAt(i) ?? 0 } as never),
      ),
      raw: rawFind,
    },
    { database: await measure('findOne by unique field ×1', reads / 4, 1, byCode), raw: rawFind },
    { database: await measure('findOne by unique field ×16', reads, parallel, byCode), raw: rawFind },
    {
      database: await measure('compound index, sort, limit 20 ×16', reads / 4, parallel, (i) =>
        docs
          .find({ shard: i % 50 })
          .sort({ code: -1 })
          .limit(20)
          .toArray(),
      ),
      raw: measureSync('page of 20', reads / 4, (i) => raw.page(i % 900)),
    },
  ];
}

async function compareAndSet(docs: Collection<Sample>, raw: RawSqlite): Promise<BenchResult> {
  const versions = new Map<number, number>();
  const database = await measure('compare-and-set ×16', casWrites, parallel, async (i) => {
    // Neighbouring operations touch different documents, so that each one wins.
    const n = writes + (i % 1000);
    const version = versions.get(n) ?? 0;
    versions.set(n, version + 1);
    const changed = await docs.findOneAndUpdate(
      { code: `code-${n}`, version },
      { $set: { version: version + 1, text: `v${i}` } },
    );
    if (changed === null) throw new Error(`compare-and-set of ${n} lost`);
  });
  return { database, raw: measureSync('compare-and-set', casWrites, (i) => raw.update(i, parallel)) };
}

async function grouping(group: Collection, raw: RawSqlite): Promise<BenchResult[]> {
  for (let i = 0; i < groupDocuments; i += 10_000) {
    await group.insertMany(
      Array.from({ length: 10_000 }, (_, j) => ({ shard: (i + j) % 50, score: j % 5, text: 'x'.repeat(80) })),
    );
  }
  await group.createIndex({ score: 1, shard: 1 });
  const pipeline = [{ $group: { _id: '$shard', n: { $sum: 1 }, mean: { $avg: '$score' } } }];
  const plain = await measure('$group of 100,000', 5, 1, () => group.aggregate(pipeline).toArray());
  const beside: number[] = [];
  let grouped = false;
  const running = measure('again', 3, 1, () => group.aggregate(pipeline).toArray()).finally(() => {
    grouped = true;
  });
  const known = await group.findOne({});
  const started = performance.now();
  while (!grouped) {
    const before = performance.now();
    await group.findOne({ _id: known?._id ?? 0 } as never);
    beside.push(performance.now() - before);
  }
  const elapsed = performance.now() - started;
  await running;
  return [
    { database: plain, raw: measureSync('$group', 5, () => raw.group()) },
    {
      database: summary('findOne beside the $group', beside, elapsed),
      raw: measureSync('findOne', reads, (i) => raw.find(i % (writes / 4))),
    },
  ];
}

/** From the death of the database's process to the first answer on the same address; beside it, Node starting with nothing to do. */
async function restarting(database: EmbeddedMongo, docs: Collection<Sample>): Promise<BenchResult> {
  const answers = async () => (await docs.findOne({}).catch(() => null)) !== null;
  const times: number[] = [];
  for (let i = 0; i < restarts; i += 1) {
    // One that has only just come up is taken for one that cannot stay up, and waited with.
    await setTimeout(settledMs);
    const killed = performance.now();
    if (database.pid !== undefined) process.kill(database.pid, 'SIGKILL');
    while (!(await answers()));
    times.push(performance.now() - killed);
  }
  const elapsed = times.reduce((sum, time) => sum + time, 0);
  return {
    database: summary('restart after kill -9', times, elapsed),
    raw: measureSync('start Node', restarts, () => spawnSync(process.execPath, ['-e', '0'])),
  };
}

/** The results as a table for people. */
export function formatBench(results: readonly BenchResult[]): string {
  const lines = [
    'operation                              per second   median ms      p99 ms  slowest ms   raw SQLite/s   share',
  ];
  for (const { database, raw } of results) {
    const number = (n: number, width: number, digits: number): string => n.toFixed(digits).padStart(width);
    const ceiling = `${number(raw.perSecond, 15, 0)}${number((100 * database.perSecond) / raw.perSecond, 7, 0)}%`;
    lines.push(
      `${database.name.padEnd(36)}${number(database.perSecond, 13, 0)}${number(database.medianMs, 12, 2)}${number(database.p99Ms, 12, 2)}${number(database.slowestMs, 12, 2)}${ceiling}`,
    );
  }
  return lines.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${formatBench(await benchEmbedded())}\n`);
}
