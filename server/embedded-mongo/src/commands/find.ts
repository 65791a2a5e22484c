import { noScope, noVars } from '../aggregate/env.ts';
import { limiting, skipping } from '../aggregate/stages.ts';
import { Doc } from '../bson/doc.ts';
import { toInteger } from '../bson/number.ts';
import { BsonDate, type Maybe } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import { type Filter, matchAll } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { type IndexPlan, makePlan, type Plan } from '../query/planner.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import { pointLookup, type ScanStats, scan, type View } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import { parseSort, sortStage } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { KeyPattern } from '../storage/index-keys.ts';
import {
  type Command,
  collectionName,
  countField,
  documentField,
  flagField,
  hintField,
  ok,
  type Request,
  type Services,
  type Task,
} from './command.ts';
import { nextBatch } from './cursors.ts';

/** The size of a first batch nobody chose, as in MongoDB. */
export const defaultBatchSize = 101;

/** A query, understood. */
export interface Query {
  readonly filter: Filter;
  readonly sort: KeyPattern | undefined;
  readonly skip: number;
  readonly limit: number | undefined;
  readonly projection: Projection | undefined;
  readonly hint: string | Doc | undefined;
}

export function parseQuery(body: Doc): Query {
  const filter = documentField(body, 'filter');
  const projection = documentField(body, 'projection');
  const sort = body.get('sort');
  const natural = sort instanceof Doc && sort.fields().size === 1 ? sort.get('$natural') : undefined;
  const limit = countField(body, 'limit');
  return {
    filter: filter === undefined ? matchAll : parseFilter(filter),
    sort: natural === undefined ? parseSort(sort) : undefined,
    skip: countField(body, 'skip') ?? 0,
    limit: limit === 0 ? undefined : limit,
    projection:
      projection === undefined || projection.isEmpty
        ? undefined
        : compileProjection(projection, { find: true, scope: noScope }),
    hint: natural === undefined ? hintField(body) : Doc.of({ $natural: natural }),
  };
}

export const find: Command = {
  kind: 'read',
  fields: [
    'filter',
    'sort',
    'projection',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'hint',
    'allowDiskUse',
    'noCursorTimeout',
    'allowPartialResults',
    'showRecordId',
    'returnKey',
    'oplogReplay',
  ],
  refused: [
    'tailable',
    'awaitData',
    'min',
    'max',
    'let',
    'term',
    'readOnce',
    'resumeAfter',
    'requestResumeToken',
  ],
  run(request, services) {
    const { body } = request;
    for (const option of ['showRecordId', 'returnKey'])
      if (flagField(body, option)) throw notSupported(`the option '${option}' of find`);
    const query = parseQuery(body);
    const name = collectionName(request);
    const namespace = `${request.db}.${name}`;
    const collection = services.store.collection(request.db, name);
    if (collection === undefined) return cursorReply('firstBatch', namespace, [], 0n);
    const plan = makePlan({ collection, filter: query.filter, sort: query.sort, hint: query.hint });
    if (plan.kind === 'index' && plan.unique && query.skip === 0) {
      return cursorReply('firstBatch', namespace, findByPoint(services, collection, plan, query), 0n);
    }
    return (view) => findTask(request, services, view, { collection, plan, query, namespace });
  },
};

/** At most one document, found at once: no cursor, no snapshot. */
function findByPoint(services: Services, collection: Collection, plan: IndexPlan, query: Query): Doc[] {
  const stored = pointLookup(services.store.main, collection, plan);
  if (stored === undefined || !compileFilter(query.filter)(stored.doc)) return [];
  return [project(stored.doc, query)];
}

function project(doc: Doc, query: Query): Doc {
  if (query.projection === undefined) return doc;
  return query.projection({ root: doc, vars: noVars }, query.filter);
}

interface FindParts {
  readonly collection: Collection;
  readonly plan: Plan;
  readonly query: Query;
  readonly namespace: string;
}

function* findTask(request: Request, services: Services, view: View, parts: FindParts): Task {
  const { query, namespace } = parts;
  const documents = queryDocuments(view, parts.collection, parts.plan, query, { keys: 0, docs: 0 });
  const batchSize = countField(request.body, 'batchSize') ?? defaultBatchSize;
  const single = flagField(request.body, 'singleBatch');
  const cursor = services.cursors.open(namespace, documents, view);
  const batch = yield* nextBatch(cursor, batchSize);
  const finished = batch.exhausted || single || batch.documents.length === query.limit;
  if (!finished) services.cursors.keep(cursor);
  return cursorReply('firstBatch', namespace, batch.documents, finished ? 0n : cursor.id);
}

/** The documents of a query, through filter, sort, skip, limit and projection. */
export function* queryDocuments(
  view: View,
  collection: Collection,
  plan: Plan,
  query: Query,
  stats: ScanStats,
): Generator<Doc | Pause> {
  const sorted = query.sort === undefined || (plan.kind === 'index' && plan.sorted);
  const most = query.limit === undefined ? undefined : query.limit + query.skip;
  const matching = matchingDocuments(view, collection, plan, query.filter, stats, sorted ? most : undefined);
  const ordered =
    sorted || query.sort === undefined ? matching : sortStage(matching, query.sort, most, () => view.slice);
  const skipped = query.skip === 0 ? ordered : skipping(query.skip)(ordered);
  const limited = query.limit === undefined ? skipped : limiting(query.limit)(skipped);
  if (query.projection === undefined) yield* limited;
  else for (const doc of limited) yield doc === PAUSE ? PAUSE : project(doc, query);
}

export function* matchingDocuments(
  view: View,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  stats: ScanStats,
  wanted?: number,
): Generator<Doc | Pause> {
  const matches = compileFilter(filter);
  for (const stored of scan(view, collection, plan, stats, wanted)) {
    if (stored === PAUSE) yield PAUSE;
    else if (matches(stored.doc)) yield stored.doc;
  }
}

export function cursorReply(
  batch: 'firstBatch' | 'nextBatch',
  namespace: string,
  documents: Doc[],
  id: bigint,
): Doc {
  return ok({ cursor: Doc.of({ [batch]: documents, id, ns: namespace }) });
}

export const getMore: Command = {
  kind: 'read',
  fields: ['collection', 'batchSize'],
  refused: ['term', 'lastKnownCommittedOpTime'],
  run(request, services) {
    const id = cursorId(request.body.get('getMore'));
    const name = request.body.get('collection');
    if (typeof name !== 'string')
      throw new MongoError('TypeMismatch', "Field 'collection' must be of type string");
    const namespace = `${request.db}.${name}`;
    const cursor = services.cursors.take(id, namespace);
    const batchSize = countField(request.body, 'batchSize');
    return function* (view): Task {
      cursor.view.connection = view.connection;
      cursor.view.slice = view.slice;
      const batch = yield* nextBatch(
        cursor,
        batchSize === undefined || batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize,
      );
      if (!batch.exhausted) services.cursors.keep(cursor);
      return cursorReply('nextBatch', namespace, batch.documents, batch.exhausted ? 0n : cursor.id);
    };
  },
};

function cursorId(value: Maybe): bigint {
  const id = toInteger(value);
  if (id === undefined) throw new MongoError('TypeMismatch', "Field 'getMore' must be of type long");
  return id;
}

export const killCursors: Command = {
  kind: 'plain',
  fields: ['cursors'],
  run(request, services) {
    const ids = request.body.get('cursors');
    const killed: bigint[] = [];
    const notFound: bigint[] = [];
    for (const value of Array.isArray(ids) ? ids : []) {
      const id = cursorId(value);
      (services.cursors.kill(id) ? killed : notFound).push(id);
    }
    return ok({ cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] });
  },
};

/** The variables every expression sees. */
export function systemVariables(): ReadonlyMap<string, Maybe> {
  return new Map([['NOW', new BsonDate(Date.now())]]);
}
