import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { EJSON } from 'bson';
import { type Collection, type Document, MongoClient } from 'mongodb';
import { toDriverDocument } from './bson-values.ts';

/** Says, line by line, how far a tool has come. */
export type Progress = (line: string) => void;

/** What a collection held: the digest is the same whatever order its documents come in. */
export interface CollectionSummary {
  readonly db: string;
  readonly name: string;
  readonly documents: number;
  readonly digest: string;
}

interface Metadata extends CollectionSummary {
  readonly indexes: readonly Document[];
}

const systemDatabases = new Set(['admin', 'config', 'local']);
const batchDocuments = 1000;
const batchBytes = 8 * 1024 * 1024;
const progressEvery = 10_000;

/** The sum of the documents' SHA-256 hashes: equal for equal documents in any order. */
class Digest {
  #sum = 0n;
  documents = 0;

  add(bytes: Buffer): void {
    this.documents += 1;
    this.#sum =
      (this.#sum + BigInt(`0x${createHash('sha256').update(bytes).digest('hex')}`)) & ((1n << 256n) - 1n);
  }

  get text(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(uri).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

function rawDocuments(collection: Collection): AsyncIterable<unknown> {
  return collection.find({}, { raw: true, batchSize: batchDocuments });
}

function rawBytes(document: unknown): Buffer {
  if (document instanceof Uint8Array)
    return Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  throw new TypeError('the driver gave no raw document');
}

/** Copies every collection of a MongoDB into a folder: its documents byte for byte, and its indexes. */
export async function exportTo(
  uri: string,
  folder: string,
  progress: Progress,
): Promise<CollectionSummary[]> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`the folder ${folder} is not empty`);
  return await withClient(uri, async (client) => {
    const summaries: CollectionSummary[] = [];
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name: db } of databases.filter(({ name }) => !systemDatabases.has(name))) {
      for (const { name, type } of await client.db(db).listCollections({}, { nameOnly: true }).toArray()) {
        if (type !== 'collection' || name.startsWith('system.')) continue;
        summaries.push(await exportCollection(client.db(db).collection(name), folder, progress));
      }
    }
    return summaries;
  });
}

async function exportCollection(
  collection: Collection,
  folder: string,
  progress: Progress,
): Promise<CollectionSummary> {
  const { dbName: db, collectionName: name } = collection;
  const file = encodeURIComponent(`${db}.${name}`);
  const output = createWriteStream(join(folder, `${file}.bson`));
  const digest = new Digest();
  for await (const document of rawDocuments(collection)) {
    // A copy: the driver's buffer is that of a whole batch.
    const bytes = Buffer.from(rawBytes(document));
    digest.add(bytes);
    if (!output.write(bytes)) await new Promise<void>((resolve) => output.once('drain', resolve));
    if (digest.documents % progressEvery === 0) progress(`${db}.${name}: ${digest.documents} documents`);
  }
  output.end();
  await finished(output);
  const summary = { db, name, documents: digest.documents, digest: digest.text };
  const metadata: Metadata = { ...summary, indexes: await collection.listIndexes().toArray() };
  await writeFile(join(folder, `${file}.json`), EJSON.stringify(metadata, { relaxed: false }, 2));
  progress(`${db}.${name}: ${summary.documents} documents, ${metadata.indexes.length} indexes`);
  return summary;
}

/** Copies a folder of `exportTo` into a MongoDB and reads everything back to compare. Throws on any difference. */
export async function importFrom(
  folder: string,
  uri: string,
  progress: Progress,
): Promise<CollectionSummary[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  if (files.length === 0) throw new Error(`the folder ${folder} holds no export`);
  return await withClient(uri, async (client) => {
    const summaries: CollectionSummary[] = [];
    for (const file of files) {
      const metadata: Metadata = EJSON.parse(await readFile(join(folder, file), 'utf8'), { relaxed: true });
      await importCollection(client, folder, file.replace(/\.json$/, '.bson'), metadata, progress);
      summaries.push(await compared(client, metadata, progress));
    }
    return summaries;
  });
}

async function importCollection(
  client: MongoClient,
  folder: string,
  file: string,
  metadata: Metadata,
  progress: Progress,
): Promise<void> {
  const database = client.db(metadata.db);
  const collection = database.collection(metadata.name);
  if ((await collection.findOne({})) !== null)
    throw new Error(`${collection.namespace} already holds documents`);
  let batch: Buffer[] = [];
  let bytes = 0;
  let done = 0;
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    await database.command({ insert: metadata.name, documents: batch.map(toDriverDocument) });
    done += batch.length;
    if (Math.floor(done / progressEvery) > Math.floor((done - batch.length) / progressEvery)) {
      progress(`${collection.namespace}: ${done} of ${metadata.documents} documents`);
    }
    batch = [];
    bytes = 0;
  };
  for await (const document of documentsOf(join(folder, file))) {
    batch.push(document);
    bytes += document.length;
    if (batch.length >= batchDocuments || bytes >= batchBytes) await send();
  }
  await send();
  const indexes = metadata.indexes.filter(({ name }) => name !== '_id_').map(({ ns, ...index }) => index);
  if (indexes.length > 0) await database.command({ createIndexes: metadata.name, indexes });
  else if (metadata.documents === 0) await database.createCollection(metadata.name).catch(ignoreExisting);
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'codeName' in error && error.codeName === 'NamespaceExists')) throw error;
}

/** The documents of a file, one after the other, however the file is cut into chunks. */
async function* documentsOf(path: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
    rest = Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= 4 && rest.length - at >= rest.readInt32LE(at)) {
      const end = at + rest.readInt32LE(at);
      yield rest.subarray(at, end);
      at = end;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new Error(`${path} ends in the middle of a document`);
}

async function compared(
  client: MongoClient,
  metadata: Metadata,
  progress: Progress,
): Promise<CollectionSummary> {
  const collection = client.db(metadata.db).collection(metadata.name);
  const digest = new Digest();
  for await (const document of rawDocuments(collection)) digest.add(Buffer.from(rawBytes(document)));
  if (digest.documents !== metadata.documents || digest.text !== metadata.digest) {
    throw new Error(
      `${collection.namespace} differs after the import: ${digest.documents} of ${metadata.documents} documents`,
    );
  }
  progress(`${collection.namespace}: ${digest.documents} documents, the same byte for byte`);
  return { db: metadata.db, name: metadata.name, documents: digest.documents, digest: digest.text };
}
