import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, type Document, MongoClient, MongoServerError } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/index.ts';

/** A database for one test file: the embedded one, or the MongoDB that MONGODB_URI names. */
export interface TestDatabase {
  readonly uri: string;
  readonly client: MongoClient;
  readonly db: Db;
}

let counter = 0;

export function useDatabase(): TestDatabase {
  const external = process.env.MONGODB_URI;
  let embedded: EmbeddedMongo | undefined;
  let client: MongoClient | undefined;
  let db: Db | undefined;
  beforeAll(async () => {
    if (external === undefined) embedded = await startEmbeddedMongo({ memory: true });
    client = await new MongoClient(external ?? embedded?.uri ?? '').connect();
    db = client.db(`test_${process.pid}_${Date.now()}_${counter++}`);
  });
  afterAll(async () => {
    if (external !== undefined) await db?.dropDatabase();
    await client?.close();
    await embedded?.stop();
  });
  return {
    get uri() {
      return external ?? embedded?.uri ?? '';
    },
    get client() {
      return required(client);
    },
    get db() {
      return required(db);
    },
  };
}

/** A value that has to be there by now. */
export function required<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('expected a value');
  return value;
}

/** The server's error of a promise that has to fail. */
export async function failure(promise: Promise<unknown>): Promise<MongoServerError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof MongoServerError) return error;
    throw error;
  }
  throw new Error('expected the server to refuse');
}

/** A directory of its own that goes when the callback is done. */
export async function withDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'embedded-test-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Fills an emptied collection with documents numbered from 0. */
export async function fill(db: Db, name: string, documents: readonly Document[]) {
  const collection = db.collection<Document>(name);
  await collection.deleteMany({});
  if (documents.length > 0)
    await collection.insertMany(documents.map((document, i) => ({ _id: i, ...document })) as Document[]);
  return collection;
}
