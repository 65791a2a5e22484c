import { Doc } from '../bson/doc.ts';
import { count } from '../bson/number.ts';
import { validateDocument } from '../bson/validate.ts';
import { MongoError } from '../errors.ts';
import { scan, type View } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import { type Collection, entryKeys, type Index } from '../storage/collection.ts';
import { integerColumn } from '../storage/connection.ts';
import { type Command, collectionName, ok, type Task } from './command.ts';

/** Problems reported at most: one is enough to know, a few help to understand. */
const maxProblems = 20;

/** Proves that documents and index entries belong together, and that SQLite finds its file intact. */
export const validate: Command = {
  kind: 'read',
  fields: ['full', 'checkBSONConformance'],
  refused: ['repair', 'metadata', 'background'],
  run(request, { store }) {
    const name = collectionName(request);
    const collection = store.collection(request.db, name);
    if (collection === undefined)
      throw new MongoError(
        'NamespaceNotFound',
        `Collection '${request.db}.${name}' does not exist to validate.`,
      );
    return function* (view): Task {
      const problems: string[] = [];
      const expected = new Map<Index, number>();
      const documents = yield* checkDocuments(view, collection, expected, problems);
      const keys = new Map<string, number>();
      for (const index of collection.indexes) {
        keys.set(index.spec.name, checkNoExtra(view, index, expected.get(index) ?? 0, problems));
      }
      const integrity = view.connection.rows('PRAGMA quick_check(10)').map((row) => String(row[0]));
      if (integrity[0] !== 'ok') problems.push(...integrity);
      return ok({
        ns: collection.namespace,
        nrecords: count(documents),
        nIndexes: collection.indexes.length,
        keysPerIndex: Doc.fromMap(keys),
        valid: problems.length === 0,
        errors: problems.slice(0, maxProblems),
        warnings: [],
      });
    };
  },
};

/** Every document is sound and has all its entries, which are counted. */
function* checkDocuments(
  view: View,
  collection: Collection,
  expected: Map<Index, number>,
  problems: string[],
): Generator<Pause, number> {
  const stats = { keys: 0, docs: 0 };
  for (const stored of scan(view, collection, { kind: 'scan', backward: false }, stats)) {
    if (stored === PAUSE) {
      yield PAUSE;
      continue;
    }
    if (!isSound(stored.doc)) {
      problems.push(`document ${stored.rid} is no valid BSON`);
      continue;
    }
    for (const index of collection.indexes) {
      const keys = entryKeys(collection, index, stored.doc);
      expected.set(index, (expected.get(index) ?? 0) + keys.length);
      for (const key of keys) {
        const row = view.connection.row(
          `SELECT 1 FROM i_${index.id} WHERE key = ? AND rid = ?`,
          key,
          stored.rid,
        );
        if (row === undefined && index.ready)
          problems.push(`index ${index.spec.name} misses document ${stored.rid}`);
      }
    }
  }
  return stats.docs;
}

function isSound(doc: Doc): boolean {
  const bytes = doc.rawBytes;
  try {
    return bytes !== undefined && validateDocument(bytes, 0, bytes.length) === bytes.length;
  } catch (error) {
    if (error instanceof MongoError) return false;
    throw error;
  }
}

/** No two entries are the same, so if there are as many as documents call for, none is too many. */
function checkNoExtra(view: View, index: Index, expected: number, problems: string[]): number {
  const entries = integerColumn(view.connection.row(`SELECT count(*) FROM i_${index.id}`)?.[0]);
  if (entries !== expected && index.ready)
    problems.push(`index ${index.spec.name} has ${entries} entries where documents call for ${expected}`);
  return entries;
}
