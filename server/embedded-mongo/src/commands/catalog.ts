import { Doc } from '../bson/doc.ts';
import { encodeDocument } from '../bson/encode.ts';
import { count, toNumber } from '../bson/number.ts';
import { Binary, Double, isNumber } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Collection } from '../storage/collection.ts';
import { integerColumn } from '../storage/connection.ts';
import type { Store } from '../storage/store.ts';
import { type Command, collectionName, documentField, flagField, ok, type Request } from './command.ts';
import { cursorReply } from './find.ts';

const uuidSubtype = 4;

export const create: Command = {
  kind: 'write',
  fields: ['autoIndexId', 'flags', 'writeConcern'],
  refused: [
    'capped',
    'size',
    'max',
    'timeseries',
    'validator',
    'validationLevel',
    'validationAction',
    'viewOn',
    'pipeline',
    'expireAfterSeconds',
    'clusteredIndex',
    'changeStreamPreAndPostImages',
    'storageEngine',
    'indexOptionDefaults',
    'encryptedFields',
    'idIndex',
  ],
  run(request, { store }) {
    const name = collectionName(request);
    if (store.collection(request.db, name) !== undefined) {
      throw new MongoError('NamespaceExists', `Collection ${request.db}.${name} already exists.`);
    }
    store.createCollection(request.db, name);
    return ok();
  },
};

export const drop: Command = {
  kind: 'write',
  fields: [],
  run(request, { store }) {
    const collection = store.collection(request.db, collectionName(request));
    // Since MongoDB 7.0 dropping what does not exist succeeds.
    if (collection === undefined) return ok();
    const indexes = collection.indexes.length;
    store.dropCollection(collection);
    return ok({ nIndexesWas: indexes, ns: collection.namespace });
  },
};

export const dropDatabase: Command = {
  kind: 'write',
  fields: [],
  run(request, { store }) {
    const collections = store.collections(request.db);
    for (const collection of collections) store.dropCollection(collection);
    return ok({ dropped: collections.length > 0 ? request.db : undefined });
  },
};

export const renameCollection: Command = {
  kind: 'write',
  fields: ['to', 'dropTarget'],
  run(request, { store }) {
    const from = splitNamespace(request.body.get('renameCollection'));
    const to = splitNamespace(request.body.get('to'));
    const source = store.collection(from.db, from.name);
    if (source === undefined)
      throw new MongoError('NamespaceNotFound', `Source collection ${from.db}.${from.name} does not exist`);
    const target = store.collection(to.db, to.name);
    if (target === source) throw new MongoError('IllegalOperation', "Can't rename a collection to itself");
    if (target !== undefined) {
      if (!flagField(request.body, 'dropTarget'))
        throw new MongoError('NamespaceExists', 'target namespace exists');
      store.dropCollection(target);
    }
    store.renameCollection(source, to.db, to.name);
    return ok();
  },
};

export function splitNamespace(value: unknown): { db: string; name: string } {
  const dot = typeof value === 'string' ? value.indexOf('.') : -1;
  if (typeof value !== 'string' || dot <= 0 || dot === value.length - 1) {
    throw new MongoError('InvalidNamespace', `Invalid namespace specified '${String(value)}'`);
  }
  return { db: value.slice(0, dot), name: value.slice(dot + 1) };
}

export const listCollections: Command = {
  kind: 'plain',
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run(request, { store }) {
    const filter = documentField(request.body, 'filter');
    const matches = filter === undefined ? () => true : compileFilter(parseFilter(filter));
    const nameOnly = flagField(request.body, 'nameOnly');
    const found = store
      .collections(request.db)
      .map((collection) => describe(collection, nameOnly))
      .filter(matches);
    return cursorReply('firstBatch', `${request.db}.$cmd.listCollections`, found.map(encoded), 0n);
  },
};

function encoded(doc: Doc): Doc {
  return Doc.raw(encodeDocument(doc));
}

function describe(collection: Collection, nameOnly: boolean): Doc {
  const { name } = collection;
  if (nameOnly) return Doc.of({ name, type: 'collection' });
  return Doc.of({
    name,
    type: 'collection',
    options: Doc.of({}),
    info: Doc.of({ readOnly: false, uuid: new Binary(uuidSubtype, collection.uuid) }),
    idIndex: collection.idIndex.spec.document,
  });
}

export const listDatabases: Command = {
  kind: 'plain',
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run(request, { store }) {
    const filter = documentField(request.body, 'filter');
    const matches = filter === undefined ? () => true : compileFilter(parseFilter(filter));
    const names = [...new Set(store.collections().map((collection) => collection.db))].sort();
    const databases = names
      .map((name) => Doc.of({ name, sizeOnDisk: count(databaseBytes(store, name)), empty: false }))
      .filter(matches);
    if (flagField(request.body, 'nameOnly'))
      return ok({ databases: databases.map((doc) => Doc.of({ name: doc.get('name') })) });
    const total = names.reduce((sum, name) => sum + databaseBytes(store, name), 0);
    return ok({ databases, totalSize: count(total) });
  },
};

function databaseBytes(store: Store, db: string): number {
  return store.collections(db).reduce((sum, collection) => sum + sizes(store, collection).size, 0);
}

/** Number of documents and bytes in them. */
function sizes(store: Store, collection: Collection): { documents: number; size: number } {
  const row = store.main.row(`SELECT count(*), coalesce(sum(length(doc)), 0) FROM d_${collection.id}`);
  return { documents: integerColumn(row?.[0]), size: integerColumn(row?.[1]) };
}

/** Sizes are given in units of this many bytes. */
function scaleField({ body }: Request): number {
  const scale = body.get('scale') ?? 1;
  if (!isNumber(scale) || toNumber(scale) < 1)
    throw new MongoError('BadValue', "the 'scale' must be a number above zero");
  return Math.floor(toNumber(scale));
}

export const dbStats: Command = {
  kind: 'plain',
  fields: ['scale', 'freeStorage'],
  run(request, { store }) {
    const collections = store.collections(request.db);
    const each = collections.map((collection) => sizes(store, collection));
    const objects = each.reduce((sum, { documents }) => sum + documents, 0);
    const bytes = each.reduce((sum, { size }) => sum + size, 0);
    const scale = scaleField(request);
    return ok({
      db: request.db,
      collections: collections.length,
      views: 0,
      objects: count(objects),
      avgObjSize: new Double(objects === 0 ? 0 : bytes / objects),
      dataSize: new Double(bytes / scale),
      storageSize: new Double(bytes / scale),
      indexes: collections.reduce((sum, collection) => sum + collection.indexes.length, 0),
      scaleFactor: new Double(scale),
    });
  },
};

export const collStats: Command = {
  kind: 'plain',
  fields: ['scale'],
  run(request: Request, { store }) {
    const name = collectionName(request);
    const collection = store.collection(request.db, name);
    const scale = scaleField(request);
    const { documents, size } =
      collection === undefined ? { documents: 0, size: 0 } : sizes(store, collection);
    return ok({
      ns: `${request.db}.${name}`,
      count: count(documents),
      size: count(Math.floor(size / scale)),
      storageSize: count(Math.floor(size / scale)),
      scaleFactor: count(scale),
      avgObjSize: documents === 0 ? undefined : count(Math.round(size / documents)),
      nindexes: collection?.indexes.length ?? 0,
      capped: false,
    });
  },
};
