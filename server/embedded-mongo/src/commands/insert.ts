import { Doc } from '../bson/doc.ts';
import { stamped } from '../bson/timestamp.ts';
import { Regex, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { PAUSE } from '../query/slice.ts';
import type { Collection } from '../storage/collection.ts';
import { encodeStored, newObjectId } from '../update/update.ts';
import { arrayField, type Command, collectionName, flagField, ok, type Task } from './command.ts';
import { asMongoError, writeError } from './write-errors.ts';

export const maxWriteBatch = 100_000;

export const insert: Command = {
  kind: 'write',
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  *run(request, { store }, view): Task {
    const { body } = request;
    const documents = arrayField(body, 'documents');
    checkBatch(documents);
    const ordered = flagField(body, 'ordered', true);
    const name = collectionName(request);
    const errors: Doc[] = [];
    let inserted = 0;
    for (const [i, doc] of documents.entries()) {
      try {
        insertDocument(store.ensureCollection(request.db, name), doc);
        inserted += 1;
      } catch (error) {
        errors.push(writeError(i, asMongoError(error)));
        if (ordered) break;
      }
      if (view.slice.isOver()) yield PAUSE;
    }
    return ok({ n: inserted, writeErrors: errors.length > 0 ? errors : undefined });
  },
};

export function checkBatch(items: readonly Value[]): void {
  if (items.length === 0 || items.length > maxWriteBatch) {
    throw new MongoError(
      16,
      `Write batch sizes must be between 1 and ${maxWriteBatch}. Got ${items.length} operations.`,
    );
  }
}

/** Stores one document as a client sent it; gives it an `_id` if it has none. */
export function insertDocument(collection: Collection, doc: Value): Value {
  if (!(doc instanceof Doc)) throw new MongoError('TypeMismatch', 'documents must be objects');
  const id = doc.get('_id');
  const stored = stamped(id === undefined ? withId(doc) : doc);
  const storedId = stored.get('_id') ?? null;
  checkId(storedId);
  collection.insert(stored, encodeStored(stored, 10334, 'object to insert'));
  return storedId;
}

function withId(doc: Doc): Doc {
  return Doc.fromMap(new Map<string, Value>([['_id', newObjectId()], ...doc.fields()]));
}

/** `_id` may be of any type but these. */
export function checkId(id: Value): void {
  if (Array.isArray(id)) throw new MongoError('InvalidIdField', "The '_id' value cannot be of type array");
  if (id instanceof Regex) throw new MongoError('InvalidIdField', "The '_id' value cannot be of type regex");
  if (id instanceof Doc && [...id.fields().keys()].some((key) => key.startsWith('$'))) {
    throw new MongoError('DollarPrefixedFieldName', "_id fields may not contain '$'-prefixed fields");
  }
}
