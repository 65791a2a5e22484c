import { equal } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { encodeDocument } from '../bson/encode.ts';
import type { Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { scan, type View } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import type { Collection, Index } from '../storage/collection.ts';
import { defaultIndexName, type IndexSpec, parseIndexSpec } from '../storage/index-spec.ts';
import type { Store } from '../storage/store.ts';
import { arrayField, type Command, collectionName, ok, type Request, type Task } from './command.ts';
import { cursorReply } from './find.ts';

const maxIndexes = 64;

export const createIndexes: Command = {
  kind: 'write',
  fields: ['indexes', 'ignoreUnknownIndexOptions'],
  refused: ['commitQuorum'],
  *run(request, { store }, view): Task {
    const name = collectionName(request);
    const specs = arrayField(request.body, 'indexes').map(specOf);
    if (specs.length === 0) throw new MongoError('BadValue', 'Must specify at least one index to create');
    const existed = store.collection(request.db, name) !== undefined;
    const collection = store.ensureCollection(request.db, name);
    const before = collection.indexes.length;
    const missing = specs.filter((spec) => !exists(collection, spec));
    if (before + missing.length > maxIndexes)
      throw new MongoError(
        'CannotCreateIndex',
        `add index fails, too many indexes for ${collection.namespace}`,
      );
    for (const spec of missing) yield* build(store, view, collection, spec);
    return ok({
      numIndexesBefore: before,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: !existed,
      note: missing.length === 0 ? 'all indexes already exist' : undefined,
    });
  },
};

function specOf(item: Value): IndexSpec {
  if (!(item instanceof Doc)) throw new MongoError('TypeMismatch', 'index specifications must be objects');
  return parseIndexSpec(item);
}

/** Whether the very same index is there. Throws 85 or 86 when a similar one stands in the way. */
function exists(collection: Collection, spec: IndexSpec): boolean {
  for (const { spec: other } of collection.indexes) {
    const sameName = other.name === spec.name;
    const sameKey = equal(other.key, spec.key);
    const samePartial = equal(other.partial?.source ?? null, spec.partial?.source ?? null);
    if (sameKey && spec.name === '_id_') return true;
    if (sameKey && defaultIndexName(spec.key) === '_id_1') return true;
    // What tells one index from another; two that differ here may stand side by side.
    const sameIndex = sameKey && samePartial && other.unique === spec.unique && other.sparse === spec.sparse;
    if (sameName && sameIndex && other.expireAfterSeconds === spec.expireAfterSeconds) return true;
    if (sameName && !sameIndex) {
      throw new MongoError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${spec.name}`,
      );
    }
    if (sameIndex) {
      const reason = sameName
        ? 'An equivalent index already exists with the same name but different options'
        : `Index already exists with a different name: ${other.name}`;
      throw new MongoError('IndexOptionsConflict', reason);
    }
  }
  return false;
}

/** Fills a new index step by step; writes that come in between keep it up to date from the start. */
function* build(store: Store, view: View, collection: Collection, spec: IndexSpec): Generator<Pause, void> {
  const last = collection.lastRid;
  const index = store.addIndex(collection, spec, last === 0);
  if (last === 0) return;
  try {
    for (const candidate of scan(view, collection, { kind: 'scan', backward: false }, { keys: 0, docs: 0 })) {
      if (candidate === PAUSE) {
        yield PAUSE;
        continue;
      }
      // What came later was entered by the write itself.
      if (candidate.rid > last) break;
      const stored = collection.read(candidate.rid);
      if (stored !== undefined) collection.enter(index, stored);
    }
    store.markReady(index);
  } catch (error) {
    if (error instanceof MongoError && !collection.dropped) store.dropIndex(collection, index);
    throw error;
  }
}

function namespaceOf(request: Request, store: Store): Collection {
  const collection = store.collection(request.db, collectionName(request));
  if (collection === undefined)
    throw new MongoError('NamespaceNotFound', `ns does not exist: ${request.db}.${collectionName(request)}`);
  return collection;
}

export const listIndexes: Command = {
  kind: 'plain',
  fields: ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo'],
  run(request, { store }) {
    const collection = namespaceOf(request, store);
    const indexes = collection.indexes
      .filter((index) => index.ready)
      .map((index) => Doc.raw(encodeDocument(index.spec.document)));
    return cursorReply('firstBatch', collection.namespace, indexes, 0n);
  },
};

export const dropIndexes: Command = {
  kind: 'write',
  fields: ['index'],
  run(request, { store }) {
    const collection = namespaceOf(request, store);
    const before = collection.indexes.length;
    for (const index of indexesToDrop(collection, request.body.get('index')))
      store.dropIndex(collection, index);
    return ok({ nIndexesWas: before });
  },
};

function indexesToDrop(collection: Collection, wanted: Value | undefined): Index[] {
  if (wanted === '*') return collection.indexes.slice(1);
  const items = Array.isArray(wanted) ? wanted : [wanted ?? null];
  return items.map((item) => {
    const found = collection.indexes.find(({ spec }) =>
      item instanceof Doc ? equal(spec.key, item) : spec.name === item,
    );
    if (found === undefined) {
      const what =
        item instanceof Doc
          ? `can't find index with key: ${defaultIndexName(item)}`
          : `index not found with name [${String(item)}]`;
      throw new MongoError('IndexNotFound', what);
    }
    if (found === collection.idIndex) throw new MongoError('InvalidOptions', 'cannot drop _id index');
    return found;
  });
}
