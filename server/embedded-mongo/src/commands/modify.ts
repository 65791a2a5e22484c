import { equal } from '../bson/compare.ts';
import type { Doc } from '../bson/doc.ts';
import { encodeDocument } from '../bson/encode.ts';
import type { Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { type Filter, usesExpression } from '../query/filter.ts';
import { compileFilter, type Matcher } from '../query/match.ts';
import { makePlan, type Plan } from '../query/planner.ts';
import { pointLookup, scan, type View } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import { sortKey } from '../query/sort.ts';
import type { Collection, StoredDoc } from '../storage/collection.ts';
import type { KeyPattern } from '../storage/index-keys.ts';
import type { Store } from '../storage/store.ts';
import { encodeStored, finishUpdate, idFirst, newObjectId, type Update } from '../update/update.ts';
import { upsertSeed } from '../update/upsert-seed.ts';
import { checkId } from './insert.ts';

/** Which documents an update or delete is about. */
export interface Target {
  readonly filter: Filter;
  readonly sort: KeyPattern | undefined;
  readonly hint: string | Doc | undefined;
}

/** The documents to change, each read afresh after a pause, since others may have changed it meanwhile. */
export function* targets(view: View, collection: Collection, target: Target): Generator<StoredDoc | Pause> {
  const plan = makePlan({ collection, ...target });
  const matches = compileFilter(target.filter);
  if (plan.kind === 'index' && plan.unique) {
    const stored = pointLookup(view.connection, collection, plan);
    if (stored !== undefined && matches(stored.doc)) yield stored;
    return;
  }
  let paused = false;
  const seen = new Set<number>();
  for (const candidate of scan(view, collection, plan, { keys: 0, docs: 0 })) {
    if (candidate === PAUSE) {
      paused = true;
      yield PAUSE;
      continue;
    }
    // An update may move a document ahead in the index being read.
    if (plan.kind !== 'scan' && seen.has(candidate.rid)) continue;
    const stored = paused ? collection.read(candidate.rid) : candidate;
    if (stored === undefined || !matches(stored.doc)) continue;
    if (plan.kind !== 'scan') seen.add(candidate.rid);
    yield stored;
  }
}

/** The first document to change, in the order asked for. */
export function* firstTarget(
  view: View,
  collection: Collection,
  target: Target,
): Generator<Pause, StoredDoc | undefined> {
  const plan = makePlan({ collection, ...target });
  if (target.sort === undefined || (plan.kind === 'index' && (plan.sorted || plan.unique))) {
    for (const stored of targets(view, collection, target)) {
      if (stored !== PAUSE) return stored;
      yield PAUSE;
    }
    return undefined;
  }
  return yield* leastTarget(view, collection, target, target.sort, plan);
}

/** Looks at all candidates; starts again if the chosen one was changed by others meanwhile. */
function* leastTarget(
  view: View,
  collection: Collection,
  target: Target,
  sort: KeyPattern,
  plan: Plan,
): Generator<Pause, StoredDoc | undefined> {
  const matches: Matcher = compileFilter(target.filter);
  for (;;) {
    let least: { stored: StoredDoc; key: Buffer } | undefined;
    let paused = false;
    for (const candidate of scan(view, collection, plan, { keys: 0, docs: 0 })) {
      if (candidate === PAUSE) {
        paused = true;
        yield PAUSE;
        continue;
      }
      if (!matches(candidate.doc)) continue;
      const key = sortKey(candidate.doc, sort);
      if (least === undefined || key.compare(least.key) < 0) least = { stored: candidate, key };
    }
    if (least === undefined || !paused) return least?.stored;
    const now = collection.read(least.stored.rid);
    if (now !== undefined && matches(now.doc) && sortKey(now.doc, sort).equals(least.key)) return now;
  }
}

/** Writes the result of an update; false if it changes nothing. */
export function modify(
  collection: Collection,
  stored: StoredDoc,
  update: Update,
  filter: Filter,
): { doc: Doc; changed: boolean } {
  const after = update.apply(stored.doc, filter, false);
  if (after === stored.doc) return { doc: after, changed: false };
  const bytes = finishUpdate(stored.doc, after, update);
  if (bytes.equals(encodeDocument(stored.doc))) return { doc: stored.doc, changed: false };
  const doc = idFirst(after);
  collection.replace(stored, doc, bytes);
  return { doc, changed: true };
}

/** An `$expr` says nothing about the document an upsert should make. Throws 224. */
export function refuseExpression(filter: Filter): void {
  if (usesExpression(filter))
    throw new MongoError(
      'QueryFeatureNotAllowed',
      '$expr is not allowed in the query predicate for an upsert',
    );
}

/** Inserts what an upsert makes of its filter and update. */
export function upsert(
  store: Store,
  db: string,
  name: string,
  update: Update,
  filter: Filter,
): { doc: Doc; id: Value } {
  const seed = upsertSeed(filter, update.isReplacement);
  const seedId = seed.get('_id');
  const made = update.apply(seed, filter, true);
  const madeId = made.get('_id');
  if (seedId !== undefined && madeId !== undefined && !equal(seedId, madeId)) {
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  const id = madeId ?? newObjectId();
  checkId(id);
  const doc = madeId === undefined ? withId(made, id) : idFirst(made);
  store.ensureCollection(db, name).insert(doc, encodeStored(doc, 17420, 'Document to upsert'));
  return { doc, id };
}

function withId(doc: Doc, id: Value): Doc {
  const copy = doc.clone();
  copy.set('_id', id);
  return idFirst(copy);
}
