import { ObjectId } from 'bson';
import { compileStages } from '../aggregate/update-pipeline.ts';
import { equal } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { encodeDocument } from '../bson/encode.ts';
import { stamped } from '../bson/timestamp.ts';
import { type Maybe, Oid, type Value } from '../bson/types.ts';
import { checkStoredDepth } from '../bson/validate.ts';
import { MongoError } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { operatorUpdate } from './operator-update.ts';

/** MongoDB's limit on one document. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** A parsed update. */
export interface Update {
  readonly isReplacement: boolean;
  /** The changed document; the same object if nothing changes. `inserting` lets `$setOnInsert` act. */
  apply(doc: Doc, filter: Filter, inserting: boolean): Doc;
}

/** Parses an update document, a replacement or a pipeline. Throws FailedToParse (9) for an unknown operator. */
export function parseUpdate(source: Maybe, arrayFilters: Maybe, constants?: Maybe): Update {
  if (Array.isArray(source)) {
    if (arrayFilters !== undefined)
      throw new MongoError('FailedToParse', 'Cannot specify arrayFilters and a pipeline update');
    return pipelineUpdate(source, constants);
  }
  if (!(source instanceof Doc))
    throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
  if (source.firstKey()?.startsWith('$') !== true) return replacement(source);
  return operatorUpdate(source, arrayFilters);
}

function pipelineUpdate(stages: readonly Value[], constants: Maybe): Update {
  const run = compileStages(stages, constants);
  return { isReplacement: false, apply: (doc) => run(doc) };
}

function replacement(source: Doc): Update {
  for (const key of source.fields().keys()) {
    if (key.startsWith('$'))
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${key}' in '${key}' is not allowed in the context of an update's replacement document.`,
      );
  }
  return {
    isReplacement: true,
    apply: (doc) => {
      const id = doc.get('_id');
      if (source.has('_id') || id === undefined) return stamped(source);
      return stamped(Doc.fromMap(new Map<string, Value>([['_id', id], ...source.fields()])));
    },
  };
}

/** The encoded result of an update. Throws ImmutableField (66) when `_id` changed, 10334/17419 when too large. */
export function finishUpdate(before: Doc, after: Doc, update: Update): Buffer {
  const id = before.get('_id');
  const newId = after.get('_id');
  if (id !== undefined && (newId === undefined || !equal(id, newId))) {
    throw new MongoError(
      'ImmutableField',
      update.isReplacement
        ? "After applying the update, the (immutable) field '_id' was found to have been altered"
        : "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  return encodeStored(after, 17419, 'Resulting document after update');
}

/** Encodes a document for storage, `_id` first as MongoDB keeps it. Throws when it is too large or too deep. */
export function encodeStored(doc: Doc, code: number, what: string): Buffer {
  const bytes = encodeDocument(idFirst(doc));
  checkStoredDepth(bytes);
  if (bytes.length > maxDocumentBytes)
    throw new MongoError(code, `${what} is larger than ${maxDocumentBytes}`);
  return bytes;
}

export function idFirst(doc: Doc): Doc {
  const id = doc.get('_id');
  if (doc.firstKey() === '_id' || id === undefined) return doc;
  return Doc.fromMap(new Map<string, Value>([['_id', id], ...doc.fields()]));
}

export function newObjectId(): Oid {
  return new Oid(Buffer.from(new ObjectId().id));
}
