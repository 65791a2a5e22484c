import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
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

/** Written last: an export without it was interrupted, and would import as if the rest had never been. */
const manifestFile = 'export.json';
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
    await writeFile(join(folder, manifestFile), JSON.stringify(summaries, undefined, 2));
    return summaries;
  });
}

function fileOf({ db, name }: Pick<CollectionSummary, 'db' | 'name'>): string {
  return encodeURIComponent(`${db}.${name}`);
}

async function exportCollection(
  collection: Collection,
  folder: string,
  progress: Progress,
): Promise<CollectionSummary> {
  const { dbName: db, collectionName: name } = collection;
  const file = fileOf({ db, name });
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

/**
 * Copies a folder of `exportTo` into a MongoDB: checks the files before anything is written, and reads everything
 * back to compare. Throws on any difference.
 */
export async function importFrom(
  folder: string,
  uri: string,
  progress: Progress,
): Promise<CollectionSummary[]> {
  const exported = await readExport(folder);
  for (const metadata of exported) await checkFile(folder, metadata);
  return await withClient(uri, async (client) => {
    const summaries: CollectionSummary[] = [];
    for (const metadata of exported) await refuseToMix(client, metadata);
    for (const metadata of exported) {
      await importCollection(client, folder, metadata, progress);
      summaries.push(await compared(client, metadata, progress));
    }
    return summaries;
  });
}

async function readExport(folder: string): Promise<Metadata[]> {
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`);
  if (!existsSync(join(folder, manifestFile)))
    throw new Error(`the folder ${folder} holds no export, or one that was interrupted`);
  const summaries: CollectionSummary[] = JSON.parse(await readFile(join(folder, manifestFile), 'utf8'));
  return await Promise.all(
    summaries.map(async (summary) => {
      const text = await readFile(join(folder, `${fileOf(summary)}.json`), 'utf8');
      const metadata: Metadata = EJSON.parse(text, { relaxed: true });
      return metadata;
    }),
  );
}

/** Reads a file of the export as the import will. Throws if it is not what was exported. */
async function checkFile(folder: string, metadata: Metadata): Promise<void> {
  const digest = new Digest();
  for await (const document of documentsOf(join(folder, `${fileOf(metadata)}.bson`))) digest.add(document);
  if (digest.text !== metadata.digest)
    throw new Error(`the export of ${metadata.db}.${metadata.name} in ${folder} is damaged`);
}

async function refuseToMix(client: MongoClient, { db, name }: Metadata): Promise<void> {
  if ((await client.db(db).collection(name).findOne({})) === null) return;
  throw new Error(
    `${db}.${name} already holds documents; import into an empty database, also after an import that was interrupted`,
  );
}

async function importCollection(
  client: MongoClient,
  folder: string,
  metadata: Metadata,
  progress: Progress,
): Promise<void> {
  const database = client.db(metadata.db);
  const collection = database.collection(metadata.name);
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
  for await (const document of documentsOf(join(folder, `${fileOf(metadata)}.bson`))) {
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
