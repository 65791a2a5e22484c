import { distinctValues } from '../aggregate/operators/set.ts';
import { Doc } from '../bson/doc.ts';
import { encodeDocument } from '../bson/encode.ts';
import { keyOf } from '../bson/key.ts';
import { count as countValue, toInteger } from '../bson/number.ts';
import type { Value } from '../bson/types.ts';
import { detached } from '../bson/weight.ts';
import { MongoError } from '../errors.ts';
import { conjuncts } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parsePath, visitPath } from '../query/path.ts';
import { makePlan } from '../query/planner.ts';
import { PAUSE } from '../query/slice.ts';
import {
  type Command,
  collectionName,
  countField,
  documentField,
  hintField,
  ok,
  type Task,
} from './command.ts';
import { matchingDocuments } from './find.ts';

export const count: Command = {
  kind: 'read',
  fields: ['query', 'limit', 'skip', 'hint', 'fields'],
  run(request, { store }) {
    const filter = parseFilter(documentField(request.body, 'query') ?? Doc.of({}));
    const skip = countField(request.body, 'skip') ?? 0;
    const limit = Math.abs(Number(toInteger(request.body.get('limit')) ?? 0n)) || Number.POSITIVE_INFINITY;
    const collection = store.collection(request.db, collectionName(request));
    if (collection === undefined) return ok({ n: 0 });
    const plan = makePlan({ collection, filter, sort: undefined, hint: hintField(request.body) });
    const window = (total: number): number => Math.min(limit, Math.max(0, total - skip));
    return function* (view): Task {
      if (conjuncts(filter).length === 0 && !request.body.has('hint'))
        return ok({ n: countValue(window(collection.count(view.connection))) });
      let total = 0;
      for (const doc of matchingDocuments(view, collection, plan, filter, { keys: 0, docs: 0 })) {
        if (doc === PAUSE) yield PAUSE;
        else if (++total >= limit + skip) break;
      }
      return ok({ n: countValue(window(total)) });
    };
  },
};

export const distinct: Command = {
  kind: 'read',
  fields: ['key', 'query', 'hint'],
  run(request, { store }) {
    const key = request.body.get('key');
    if (typeof key !== 'string')
      throw new MongoError('TypeMismatch', "BSON field 'distinct.key' must be a string");
    const filter = parseFilter(documentField(request.body, 'query') ?? Doc.of({}));
    const collection = store.collection(request.db, collectionName(request));
    if (collection === undefined) return ok({ values: [] });
    const plan = makePlan({ collection, filter, sort: undefined, hint: hintField(request.body) });
    const path = parsePath(key);
    return function* (view): Task {
      const values = new Map<string, Value>();
      let bytes = 0;
      const add = (value: Value): void => {
        const id = keyOf(value).toString('latin1');
        if (values.has(id)) return;
        values.set(id, detached(value));
        // A key is about as long as its value; the exact size is looked at in the end.
        bytes += id.length;
        if (bytes > 2 * maxDistinctBytes) throw tooManyValues();
      };
      for (const doc of matchingDocuments(view, collection, plan, filter, { keys: 0, docs: 0 })) {
        if (doc === PAUSE) {
          yield PAUSE;
          continue;
        }
        visitPath(doc, path, false, (value) => {
          if (Array.isArray(value)) value.forEach(add);
          else if (value !== undefined) add(value);
          return false;
        });
      }
      const reply = encodeDocument(ok({ values: distinctValues([...values.values()]) }));
      if (reply.length > maxDistinctBytes) throw tooManyValues();
      return Doc.raw(reply);
    };
  },
};

const maxDistinctBytes = 16 * 1024 * 1024;

function tooManyValues(): MongoError {
  return new MongoError(17217, 'distinct too big, 16mb cap');
}
