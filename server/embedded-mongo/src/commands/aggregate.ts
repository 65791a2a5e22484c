import { noScope, noVars } from '../aggregate/env.ts';
import { compileExpression } from '../aggregate/expression.ts';
import { compilePipeline, splitPipeline } from '../aggregate/pipeline.ts';
import type { PipelineContext, Stream } from '../aggregate/stage.ts';
import { Doc } from '../bson/doc.ts';
import { count } from '../bson/number.ts';
import type { Maybe, Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { conjuncts, type Filter } from '../query/filter.ts';
import { makePlan, type Plan } from '../query/planner.ts';
import type { ScanStats, View } from '../query/scan.ts';
import { parseSort } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import {
  arrayField,
  type Command,
  collectionName,
  countField,
  documentField,
  hintField,
  type Request,
  type Services,
  type Task,
} from './command.ts';
import { nextBatch } from './cursors.ts';
import { cursorReply, defaultBatchSize, matchingDocuments, systemVariables } from './find.ts';

/** An aggregate, ready to run on a collection. */
export interface PreparedAggregate {
  readonly plan: Plan | undefined;
  readonly filter: Filter;
  run(stats: ScanStats): Stream;
}

export const aggregate: Command = {
  kind: 'read',
  fields: ['pipeline', 'cursor', 'hint', 'allowDiskUse', 'let', 'bypassDocumentValidation'],
  refused: ['explain', 'exchange', 'needsMerge', 'fromMongos'],
  run(request, services) {
    const cursorSpec = documentField(request.body, 'cursor');
    if (cursorSpec === undefined)
      throw new MongoError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const batchSize = countField(cursorSpec, 'batchSize') ?? defaultBatchSize;
    return function* (view): Task {
      const prepared = prepareAggregate(request, services, view);
      const namespace = `${request.db}.${collectionName(request)}`;
      const documents = prepared.run({ keys: 0, docs: 0 });
      const cursor = services.cursors.open(namespace, documents[Symbol.iterator](), view);
      const batch = yield* nextBatch(cursor, batchSize);
      if (!batch.exhausted) services.cursors.keep(cursor);
      return cursorReply('firstBatch', namespace, batch.documents, batch.exhausted ? 0n : cursor.id);
    };
  },
};

/** Compiles a pipeline and plans how its input is found. */
export function prepareAggregate(request: Request, services: Services, view: View): PreparedAggregate {
  const stages = arrayField(request.body, 'pipeline');
  const variables = userVariables(request.body.get('let'));
  const context: PipelineContext = {
    store: services.store,
    db: request.db,
    view,
    vars: new Map([...systemVariables(), ...variables]),
    scope: new Set(variables.keys()),
  };
  compilePipeline(stages, context);
  const collection = services.store.collection(request.db, collectionName(request));
  const { filter, rest } = splitPipeline(stages, context);
  if (collection === undefined)
    return { plan: undefined, filter, run: () => compilePipeline(rest, context)([]) };
  const hint = hintField(request.body);
  const total = hint === undefined && conjuncts(filter).length === 0 ? totalOnly(rest) : undefined;
  if (total !== undefined) {
    const everything: Plan = { kind: 'scan', backward: false };
    return { plan: everything, filter, run: () => total(collection.count(view.connection)) };
  }
  const { plan, remaining } = planPipeline(collection, filter, rest, hint);
  const pipeline = compilePipeline(remaining, context);
  return { plan, filter, run: (stats) => pipeline(matchingDocuments(view, collection, plan, filter, stats)) };
}

/** A pipeline that only asks how many documents there are, as `countDocuments({})` does: no need to read them. */
function totalOnly(stages: readonly Value[]): ((total: number) => Doc[]) | undefined {
  const [stage, ...others] = stages;
  const group = stage instanceof Doc && others.length === 0 ? stage.get('$group') : undefined;
  if (!(group instanceof Doc)) return undefined;
  const [[idField, id] = [], [field, source] = [], ...more] = [...group.fields()];
  const isOne = source instanceof Doc && source.fields().size === 1 && source.get('$sum') === 1;
  if (idField !== '_id' || typeof id !== 'number' || field === undefined || !isOne || more.length > 0)
    return undefined;
  return (total) =>
    total === 0
      ? []
      : [
          Doc.fromMap(
            new Map([
              ['_id', id],
              [field, count(total)],
            ]),
          ),
        ];
}

/** A `$sort` right behind the filter is left to an index if one gives that order. */
function planPipeline(
  collection: Collection,
  filter: Filter,
  rest: readonly Value[],
  hint: string | Doc | undefined,
) {
  const [first, ...others] = rest;
  const sort =
    first instanceof Doc && first.firstKey() === '$sort' ? parseSort(first.get('$sort')) : undefined;
  const plan = makePlan({ collection, filter, sort, hint });
  const free = sort !== undefined && plan.kind === 'index' && plan.sorted;
  return { plan, remaining: free ? others : rest };
}

function userVariables(source: Maybe): ReadonlyMap<string, Maybe> {
  if (source === undefined) return noVars;
  if (!(source instanceof Doc))
    throw new MongoError('TypeMismatch', "BSON field 'aggregate.let' must be an object");
  const env = { root: Doc.of({}), vars: noVars };
  return new Map([...source.fields()].map(([name, value]) => [name, compileExpression(value, noScope)(env)]));
}
