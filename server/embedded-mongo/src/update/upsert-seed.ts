import { Doc } from '../bson/doc.ts';
import type { Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { conjuncts, type Filter } from '../query/filter.ts';
import { changeAt } from './paths.ts';

/** The document an upsert starts from: what the filter says by equality; for a replacement only its `_id`. */
export function upsertSeed(filter: Filter, isReplacement: boolean): Doc {
  let seed = Doc.of({});
  const placed: string[] = [];
  for (const [path, value] of equalities(filter)) {
    if (isReplacement && path !== '_id') {
      if (path.startsWith('_id.')) throw new MongoError('ImmutableField', idFromParts);
      continue;
    }
    const conflict = placed.find(
      (other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`),
    );
    if (conflict !== undefined)
      throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    placed.push(path);
    seed = changeAt(seed, path.split('.'), {
      change: () => value,
      creates: true,
    });
  }
  return seed;
}

const idFromParts = "A replacement takes its immutable '_id' as a whole, not from parts of the filter";

function* equalities(filter: Filter): Generator<[string, Value]> {
  const parts = filter.kind === 'or' && filter.parts.length === 1 ? filter.parts : conjuncts(filter);
  for (const part of parts) {
    if (part.kind === 'or' && part.parts.length === 1) yield* equalities(part);
    if (part.kind !== 'leaf') continue;
    const { test, path } = part;
    if (test.op === 'eq') yield [path.text, test.value];
    const only = test.op === 'in' ? test.values[0] : undefined;
    if (test.op === 'in' && test.values.length === 1 && test.patterns.length === 0 && only !== undefined)
      yield [path.text, only];
  }
}
