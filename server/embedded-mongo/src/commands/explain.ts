import { Doc } from '../bson/doc.ts';
import { count } from '../bson/number.ts';
import type { Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import { type Filter, matchAll } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { type IndexPlan, makePlan, type Plan } from '../query/planner.ts';
import type { ScanStats, View } from '../query/scan.ts';
import { PAUSE } from '../query/slice.ts';
import { parseSort } from '../query/sort.ts';
import { isMultikey } from '../storage/collection.ts';
import { prepareAggregate } from './aggregate.ts';
import {
  arrayField,
  type Command,
  checkFields,
  collectionName,
  documentField,
  hintField,
  ok,
  type Request,
  type Services,
  type Task,
} from './command.ts';
import { matchingDocuments, parseQuery, queryDocuments } from './find.ts';

const verbosities = ['queryPlanner', 'executionStats', 'allPlansExecution'];

/** What a command would do: its plan, and its documents when it is run for the counts. */
interface Explained {
  readonly plan: Plan | undefined;
  readonly sorts: boolean;
  run(stats: ScanStats): Iterable<Doc | typeof PAUSE>;
}

/** The command, given a look at the others: what is explained is checked as if it were to run. */
export const explainOf = (commandNamed: (name: string) => Command): Command => ({
  kind: 'read',
  fields: ['verbosity'],
  run(request, services) {
    const inner = documentField(request.body, 'explain') ?? Doc.of({});
    if (inner.isEmpty) throw new MongoError('FailedToParse', 'explain needs a command');
    const verbosity = request.body.get('verbosity') ?? 'allPlansExecution';
    if (typeof verbosity !== 'string' || !verbosities.includes(verbosity))
      throw new MongoError('BadValue', `verbosity must be one of ${verbosities.join(', ')}`);
    const explained: Request = { ...request, name: inner.firstKey() ?? '', body: inner };
    checkFields(explained, commandNamed(explained.name));
    return function* (view): Task {
      const { plan, sorts, run } = explainable(explained, services, view);
      const started = performance.now();
      const stats: ScanStats = { keys: 0, docs: 0 };
      let returned = 0;
      if (verbosity !== 'queryPlanner') {
        for (const doc of run(stats)) {
          if (doc === PAUSE) yield PAUSE;
          else returned += 1;
        }
      }
      const executionStats = Doc.of({
        executionSuccess: true,
        nReturned: count(returned),
        executionTimeMillis: Math.round(performance.now() - started),
        totalKeysExamined: count(stats.keys),
        totalDocsExamined: count(stats.docs),
      });
      return ok({
        explainVersion: '1',
        queryPlanner: Doc.of({
          namespace: `${request.db}.${collectionName(explained)}`,
          winningPlan: planDocument(plan, sorts),
          rejectedPlans: [],
        }),
        executionStats: verbosity === 'queryPlanner' ? undefined : executionStats,
        command: inner,
      });
    };
  },
});

function explainable(request: Request, services: Services, view: View): Explained {
  const { body, name } = request;
  switch (name) {
    case 'find':
      return explainFind(request, services, view);
    case 'aggregate': {
      const prepared = prepareAggregate(request, services, view);
      return { plan: prepared.plan, sorts: false, run: prepared.run };
    }
    case 'count':
    case 'distinct':
      return explainFilter(request, services, view, filterOf(body, 'query'), body);
    case 'findAndModify':
      return explainFilter(request, services, view, filterOf(body, 'query'), body);
    case 'update':
    case 'delete': {
      const statement = arrayField(body, name === 'update' ? 'updates' : 'deletes')[0];
      if (!(statement instanceof Doc)) throw new MongoError('FailedToParse', `explain needs one ${name}`);
      return explainFilter(request, services, view, filterOf(statement, 'q'), statement);
    }
    default:
      throw notSupported(`explain of ${name}`);
  }
}

function filterOf(body: Doc, field: string): Filter {
  const filter = documentField(body, field);
  return filter === undefined ? matchAll : parseFilter(filter);
}

function explainFind(request: Request, services: Services, view: View): Explained {
  const query = parseQuery(request.body);
  const collection = services.store.collection(request.db, collectionName(request));
  if (collection === undefined) return { plan: undefined, sorts: false, run: () => [] };
  const plan = makePlan({ collection, filter: query.filter, sort: query.sort, hint: query.hint });
  const sorts = query.sort !== undefined && !(plan.kind === 'index' && plan.sorted);
  return { plan, sorts, run: (stats) => queryDocuments(view, collection, plan, query, stats) };
}

function explainFilter(
  request: Request,
  services: Services,
  view: View,
  filter: Filter,
  body: Doc,
): Explained {
  const collection = services.store.collection(request.db, collectionName(request));
  if (collection === undefined) return { plan: undefined, sorts: false, run: () => [] };
  const sort = parseSort(body.get('sort'));
  const plan = makePlan({ collection, filter, sort, hint: hintField(body) });
  const sorts = sort !== undefined && !(plan.kind === 'index' && plan.sorted);
  return { plan, sorts, run: (stats) => matchingDocuments(view, collection, plan, filter, stats) };
}

function planDocument(plan: Plan | undefined, sorts: boolean): Doc {
  const input = accessDocument(plan);
  return sorts ? Doc.of({ stage: 'SORT', inputStage: input }) : input;
}

function accessDocument(plan: Plan | undefined): Doc {
  if (plan === undefined) return Doc.of({ stage: 'EOF' });
  if (plan.kind === 'scan')
    return Doc.of({ stage: 'COLLSCAN', direction: plan.backward ? 'backward' : 'forward' });
  const inputStage: Value =
    plan.kind === 'index'
      ? indexDocument(plan)
      : Doc.of({ stage: 'OR', inputStages: plan.branches.map(indexDocument) });
  return Doc.of({ stage: 'FETCH', inputStage });
}

function indexDocument(plan: IndexPlan): Doc {
  const { spec } = plan.index;
  return Doc.of({
    stage: 'IXSCAN',
    keyPattern: spec.key,
    indexName: spec.name,
    isMultiKey: isMultikey(plan.index),
    isUnique: spec.unique,
    isSparse: spec.sparse,
    isPartial: spec.partial !== undefined,
    direction: plan.backward ? 'backward' : 'forward',
    boundedFields: plan.bounded,
    ranges: plan.ranges.length,
  });
}
