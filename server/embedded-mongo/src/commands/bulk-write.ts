import { Doc } from '../bson/doc.ts';
import { toInteger } from '../bson/number.ts';
import { Double, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import type { View } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import { splitNamespace } from './catalog.ts';
import {
  arrayField,
  type Command,
  flagField,
  ok,
  refuseCollation,
  type Services,
  type Task,
} from './command.ts';
import { runDelete } from './delete.ts';
import { checkBatch, insertDocument } from './insert.ts';
import { runUpdate } from './update.ts';
import { asMongoError, writeError } from './write-errors.ts';

/** What all operations of a bulk write did together. */
interface Totals {
  nErrors: number;
  nInserted: number;
  nMatched: number;
  nModified: number;
  nUpserted: number;
  nDeleted: number;
}

/** The `bulkWrite` command of MongoDB 8.0, which the client-level bulkWrite of drivers sends. */
export const bulkWrite: Command = {
  kind: 'write',
  fields: ['ops', 'nsInfo', 'ordered', 'errorsOnly', 'bypassDocumentValidation', 'cursor'],
  refused: ['let'],
  *run(request, services, view): Task {
    const { body } = request;
    const operations = arrayField(body, 'ops');
    checkBatch(operations);
    const namespaces = arrayField(body, 'nsInfo').map(namespaceOf);
    const ordered = flagField(body, 'ordered', true);
    const errorsOnly = flagField(body, 'errorsOnly');
    const totals: Totals = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
    const results: Doc[] = [];
    for (const [i, operation] of operations.entries()) {
      try {
        const result = yield* runOperation(services, view, operation, namespaces, totals);
        if (!errorsOnly) results.push(Doc.of({ ok: new Double(1), idx: i, ...result }));
      } catch (error) {
        totals.nErrors += 1;
        const fields = writeError(i, asMongoError(error)).fields();
        results.push(
          Doc.of({
            ok: new Double(0),
            idx: i,
            n: 0,
            ...Object.fromEntries([...fields].filter(([name]) => name !== 'index')),
          }),
        );
        if (ordered) break;
      }
      if (view.slice.isOver()) yield PAUSE;
    }
    return ok({ cursor: Doc.of({ id: 0n, firstBatch: results, ns: 'admin.$cmd.bulkWrite' }), ...totals });
  },
};

interface Namespace {
  readonly db: string;
  readonly name: string;
}

function namespaceOf(info: Value): Namespace {
  if (!(info instanceof Doc)) throw new MongoError('TypeMismatch', 'nsInfo entries must be objects');
  return splitNamespace(info.get('ns'));
}

const operationFields: Readonly<Record<string, readonly string[]>> = {
  insert: ['document'],
  update: [
    'filter',
    'updateMods',
    'multi',
    'upsert',
    'arrayFilters',
    'hint',
    'constants',
    'collation',
    'sort',
  ],
  delete: ['filter', 'multi', 'hint', 'collation'],
};

function* runOperation(
  services: Services,
  view: View,
  operation: Value,
  namespaces: readonly Namespace[],
  totals: Totals,
): Generator<Pause, Readonly<Record<string, Value>>> {
  if (!(operation instanceof Doc)) throw new MongoError('TypeMismatch', 'ops entries must be objects');
  const kind = operation.firstKey() ?? '';
  const known = operationFields[kind];
  const target = namespaces[Number(toInteger(operation.get(kind)) ?? -1n)];
  if (known === undefined || target === undefined)
    throw new MongoError('BadValue', `bulkWrite knows no operation '${kind}' on this namespace`);
  for (const field of operation.fields().keys()) {
    if (field !== kind && !known.includes(field))
      throw new MongoError(40415, `BSON field 'bulkWrite.${kind}.${field}' is an unknown field.`);
  }
  refuseCollation(operation.get('collation'));
  if (kind === 'insert') {
    insertDocument(
      services.store.ensureCollection(target.db, target.name),
      operation.get('document') ?? null,
    );
    totals.nInserted += 1;
    return { n: 1 };
  }
  if (kind === 'delete') {
    const limit = flagField(operation, 'multi') ? 0 : 1;
    const statement = Doc.of({ q: operation.get('filter'), limit, hint: operation.get('hint') });
    const n = yield* runDelete(services, view, target.db, target.name, statement);
    totals.nDeleted += n;
    return { n };
  }
  const statement = Doc.of({
    q: operation.get('filter'),
    u: operation.get('updateMods'),
    c: operation.get('constants'),
    ...Object.fromEntries(
      ['multi', 'upsert', 'arrayFilters', 'hint', 'sort'].map((name) => [name, operation.get(name)]),
    ),
  });
  const { matched, modified, upserted } = yield* runUpdate(services, view, target.db, target.name, statement);
  totals.nMatched += matched;
  totals.nModified += modified;
  if (upserted === undefined) return { n: matched, nModified: modified };
  totals.nUpserted += 1;
  return { n: 1, nModified: 0, upserted: Doc.of({ _id: upserted }) };
}
