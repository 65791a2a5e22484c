import { noScope, noVars } from '../aggregate/env.ts';
import { Doc } from '../bson/doc.ts';
import type { Maybe } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { compileProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import type { StoredDoc } from '../storage/collection.ts';
import { parseUpdate } from '../update/update.ts';
import {
  type Command,
  collectionName,
  documentField,
  flagField,
  hintField,
  ok,
  type Task,
} from './command.ts';
import { firstTarget, modify, refuseExpression, upsert } from './modify.ts';

export const findAndModify: Command = {
  kind: 'write',
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'hint',
    'bypassDocumentValidation',
  ],
  refused: ['let'],
  *run(request, services, view): Task {
    const { body } = request;
    const filter = parseFilter(documentField(body, 'query') ?? Doc.of({}));
    const remove = flagField(body, 'remove');
    const wantsNew = flagField(body, 'new');
    const update = body.get('update');
    const upserts = flagField(body, 'upsert');
    checkCombination(remove, update, wantsNew, upserts);
    if (upserts) refuseExpression(filter);
    const fields = documentField(body, 'fields');
    const projection =
      fields === undefined || fields.isEmpty
        ? undefined
        : compileProjection(fields, { find: true, scope: noScope });
    const show = (doc: Doc): Doc =>
      projection === undefined ? doc : projection({ root: doc, vars: noVars }, filter);
    const parsed = remove ? undefined : parseUpdate(update, body.get('arrayFilters'));
    const name = collectionName(request);
    const collection = services.store.collection(request.db, name);
    let stored: StoredDoc | undefined;
    if (collection !== undefined) {
      stored = yield* firstTarget(view, collection, {
        filter,
        sort: parseSort(body.get('sort')),
        hint: hintField(body),
      });
    }
    if (collection !== undefined && stored !== undefined) {
      if (parsed === undefined) {
        collection.remove(stored);
        return ok({ lastErrorObject: Doc.of({ n: 1 }), value: show(stored.doc) });
      }
      const { doc } = modify(collection, stored, parsed, filter);
      return ok({
        lastErrorObject: Doc.of({ n: 1, updatedExisting: true }),
        value: show(wantsNew ? doc : stored.doc),
      });
    }
    if (parsed === undefined) return ok({ lastErrorObject: Doc.of({ n: 0 }), value: null });
    if (!upserts) return ok({ lastErrorObject: Doc.of({ n: 0, updatedExisting: false }), value: null });
    const { doc, id } = upsert(services.store, request.db, name, parsed, filter);
    return ok({
      lastErrorObject: Doc.of({ n: 1, updatedExisting: false, upserted: id }),
      value: wantsNew ? show(doc) : null,
    });
  },
};

function checkCombination(remove: boolean, update: Maybe, wantsNew: boolean, wantsUpsert: boolean): void {
  if (!remove && update === undefined)
    throw new MongoError('FailedToParse', 'Either an update or remove=true must be specified');
  if (!remove) return;
  if (update !== undefined)
    throw new MongoError('FailedToParse', 'Cannot specify both an update and remove=true');
  if (wantsNew)
    throw new MongoError(
      'FailedToParse',
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  if (wantsUpsert) throw new MongoError('FailedToParse', 'Cannot specify both upsert=true and remove=true');
}
