import { Doc } from '../bson/doc.ts';
import type { Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { View } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import { parseSort } from '../query/sort.ts';
import { parseUpdate } from '../update/update.ts';
import {
  arrayField,
  type Command,
  collectionName,
  documentField,
  flagField,
  hintField,
  ok,
  type Request,
  refuseCollation,
  type Services,
  type Task,
} from './command.ts';
import { checkBatch } from './insert.ts';
import { firstTarget, modify, refuseExpression, targets, upsert } from './modify.ts';
import { asMongoError, writeError } from './write-errors.ts';

const statementFields = new Set([
  'q',
  'u',
  'upsert',
  'multi',
  'arrayFilters',
  'hint',
  'c',
  'sort',
  'collation',
]);

/** What one statement of an update did. */
export interface UpdateResult {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: Value | undefined;
}

export const update: Command = {
  kind: 'write',
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  *run(request, services, view): Task {
    const statements = arrayField(request.body, 'updates');
    checkBatch(statements);
    const ordered = flagField(request.body, 'ordered', true);
    const errors: Doc[] = [];
    const upserted: Doc[] = [];
    let matched = 0;
    let modified = 0;
    for (const [i, statement] of statements.entries()) {
      try {
        const result = yield* updateStatement(request, services, view, statement);
        matched += result.matched;
        modified += result.modified;
        if (result.upserted !== undefined) {
          matched += 1;
          upserted.push(Doc.of({ index: i, _id: result.upserted }));
        }
      } catch (error) {
        errors.push(writeError(i, asMongoError(error)));
        if (ordered) break;
      }
    }
    return ok({
      n: matched,
      nModified: modified,
      upserted: upserted.length > 0 ? upserted : undefined,
      writeErrors: errors.length > 0 ? errors : undefined,
    });
  },
};

function* updateStatement(
  request: Request,
  services: Services,
  view: View,
  statement: Value,
): Generator<Pause, UpdateResult> {
  if (!(statement instanceof Doc)) throw new MongoError('TypeMismatch', 'update statements must be objects');
  for (const field of statement.fields().keys()) {
    if (!statementFields.has(field))
      throw new MongoError(40415, `BSON field 'update.updates.${field}' is an unknown field.`);
  }
  refuseCollation(statement.get('collation'));
  if (request.body.has('let')) throw notSupported("the option 'let' of update");
  return yield* runUpdate(services, view, request.db, collectionName(request), statement);
}

/** Runs `{ q, u, upsert, multi, arrayFilters, hint, sort }` on a collection. */
export function* runUpdate(
  services: Services,
  view: View,
  db: string,
  name: string,
  statement: Doc,
): Generator<Pause, UpdateResult> {
  const filter = parseFilter(documentField(statement, 'q') ?? Doc.of({}));
  const parsed = parseUpdate(statement.get('u'), statement.get('arrayFilters'), statement.get('c'));
  const multi = flagField(statement, 'multi');
  const upserts = flagField(statement, 'upsert');
  if (upserts) refuseExpression(filter);
  const sort = parseSort(statement.get('sort'));
  if (multi && parsed.isReplacement)
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  if (multi && sort !== undefined)
    throw new MongoError('FailedToParse', 'Cannot specify sort with multi=true');
  const target = { filter, sort, hint: hintField(statement) };
  const collection = services.store.collection(db, name);
  let matched = 0;
  let modified = 0;
  if (collection !== undefined && !multi) {
    const stored = yield* firstTarget(view, collection, target);
    if (stored !== undefined) {
      matched = 1;
      if (modify(collection, stored, parsed, filter).changed) modified = 1;
    }
  } else if (collection !== undefined) {
    for (const stored of targets(view, collection, target)) {
      if (stored === PAUSE) {
        yield PAUSE;
        continue;
      }
      matched += 1;
      if (modify(collection, stored, parsed, filter).changed) modified += 1;
    }
  }
  if (matched > 0 || !upserts) return { matched, modified, upserted: undefined };
  const { id } = upsert(services.store, db, name, parsed, filter);
  return { matched: 0, modified: 0, upserted: id };
}
