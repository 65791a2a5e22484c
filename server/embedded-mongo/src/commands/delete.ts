import { Doc } from '../bson/doc.ts';
import { toInteger } from '../bson/number.ts';
import type { Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { View } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import {
  arrayField,
  type Command,
  collectionName,
  documentField,
  flagField,
  hintField,
  ok,
  refuseCollation,
  type Services,
  type Task,
} from './command.ts';
import { checkBatch } from './insert.ts';
import { targets } from './modify.ts';
import { asMongoError, writeError } from './write-errors.ts';

const statementFields = new Set(['q', 'limit', 'hint', 'collation']);

export const deleteCommand: Command = {
  kind: 'write',
  fields: ['deletes', 'ordered'],
  refused: ['let'],
  *run(request, services, view): Task {
    const statements = arrayField(request.body, 'deletes');
    checkBatch(statements);
    const ordered = flagField(request.body, 'ordered', true);
    const errors: Doc[] = [];
    let removed = 0;
    for (const [i, statement] of statements.entries()) {
      try {
        checkStatement(statement);
        removed += yield* runDelete(services, view, request.db, collectionName(request), statement);
      } catch (error) {
        errors.push(writeError(i, asMongoError(error)));
        if (ordered) break;
      }
    }
    return ok({ n: removed, writeErrors: errors.length > 0 ? errors : undefined });
  },
};

function checkStatement(statement: Value): asserts statement is Doc {
  if (!(statement instanceof Doc)) throw new MongoError('TypeMismatch', 'delete statements must be objects');
  for (const field of statement.fields().keys()) {
    if (!statementFields.has(field))
      throw new MongoError(40415, `BSON field 'delete.deletes.${field}' is an unknown field.`);
  }
  refuseCollation(statement.get('collation'));
  const limit = toInteger(statement.get('limit'));
  if (limit !== 0n && limit !== 1n) {
    throw new MongoError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
}

/** Runs `{ q, limit, hint }` on a collection and counts what went. */
export function* runDelete(
  services: Services,
  view: View,
  db: string,
  name: string,
  statement: Doc,
): Generator<Pause, number> {
  const filter = parseFilter(documentField(statement, 'q') ?? Doc.of({}));
  const collection = services.store.collection(db, name);
  if (collection === undefined) return 0;
  const onlyOne = toInteger(statement.get('limit')) === 1n;
  let removed = 0;
  for (const stored of targets(view, collection, { filter, sort: undefined, hint: hintField(statement) })) {
    if (stored === PAUSE) {
      yield PAUSE;
      continue;
    }
    collection.remove(stored);
    removed += 1;
    if (onlyOne) break;
  }
  return removed;
}
