import { Doc } from '../bson/doc.ts';
import type { Maybe, Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import type { Filter, Test } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { Memory } from '../query/memory.ts';
import { arrayIndex, parsePath } from '../query/path.ts';
import { makePlan } from '../query/planner.ts';
import { scan } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import { compileExpression } from './expression.ts';
import { namedSources } from './operators/helpers.ts';
import { checkVariableName } from './operators/variable.ts';
import { compilePipeline, splitPipeline } from './pipeline.ts';
import type { PipelineContext, Stage, Stream } from './stage.ts';
import { collect } from './stages.ts';

/** `$lookup` by fields, by a pipeline, or both. */
export function compileLookup(operand: Value, context: PipelineContext): Stage {
  const spec = namedSources(
    operand,
    '$lookup',
    ['as'],
    ['from', 'localField', 'foreignField', 'let', 'pipeline'],
  );
  const from = textField(spec, 'from');
  const as = textField(spec, 'as').split('.');
  const local = spec.has('localField') ? textField(spec, 'localField').split('.') : undefined;
  const foreign = spec.has('foreignField') ? textField(spec, 'foreignField') : undefined;
  if ((local === undefined) !== (foreign === undefined)) {
    throw new MongoError(
      'FailedToParse',
      "$lookup requires both or neither of 'localField' and 'foreignField'",
    );
  }
  const pipeline = pipelineOf(spec.get('pipeline'));
  if (pipeline === undefined && local === undefined) {
    throw new MongoError(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField'",
    );
  }
  const bindings = letBindings(spec.get('let'), context);
  const scope = new Set([...context.scope, ...bindings.map(({ name }) => name)]);
  compilePipeline(pipeline ?? [], { ...context, scope });
  return function* (input) {
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      const vars = new Map(context.vars);
      for (const { name, evaluate } of bindings) vars.set(name, evaluate({ root: doc, vars: context.vars }));
      const join =
        local === undefined || foreign === undefined
          ? undefined
          : joinFilter(localValues(doc, local), foreign);
      const found: Doc[] = [];
      const inner = { ...context, vars, scope };
      yield* collect(foreignDocs(from, join, pipeline ?? [], inner), found, new Memory('$lookup'));
      yield withField(doc, as, found);
    }
  };
}

function textField(spec: Doc, name: string): string {
  const value = spec.get(name);
  if (typeof value === 'string' && value !== '') return value;
  throw new MongoError('FailedToParse', `$lookup argument '${name}' must be a string`);
}

export function pipelineOf(value: Maybe): readonly Value[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value))
    throw new MongoError('TypeMismatch', "'pipeline' option must be specified as an array");
  return value;
}

function letBindings(source: Maybe, context: PipelineContext) {
  if (source === undefined) return [];
  if (!(source instanceof Doc))
    throw new MongoError('FailedToParse', "$lookup argument 'let' must be an object");
  return [...source.fields()].map(([name, value]) => {
    checkVariableName(name);
    return { name, evaluate: compileExpression(value, context.scope) };
  });
}

/** What a local field joins by: an array by each of its elements, also the arrays and documents on the way. */
function* localValues(doc: Doc, parts: readonly string[]): Generator<Value> {
  const [first = '', ...others] = parts;
  let value: Maybe = doc.get(first);
  let rest = others;
  // Numbers are positions, as long as they follow one another in the path.
  while (rest.length > 0 && Array.isArray(value) && arrayIndex(rest[0]) !== -1) {
    value = value[arrayIndex(rest[0])];
    rest = rest.slice(1);
  }
  const values: readonly Value[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (rest.length === 0) yield* values;
  else for (const inner of values) if (inner instanceof Doc) yield* localValues(inner, rest);
}

/** Where there is nothing to join by, be it an empty array, null is joined by. */
function joinFilter(local: Iterable<Value>, foreign: string): Filter {
  const path = parsePath(foreign);
  const values = [...local];
  const [only = null] = values;
  const test: Test = values.length > 1 ? { op: 'in', values, patterns: [] } : { op: 'eq', value: only };
  return { kind: 'leaf', path, test };
}

function* foreignDocs(
  from: string,
  join: Filter | undefined,
  pipeline: readonly Value[],
  context: PipelineContext,
): Generator<Doc | Pause> {
  const { filter, rest } = splitPipeline(pipeline, context);
  const all: Filter = join === undefined ? filter : { kind: 'and', parts: [join, filter] };
  yield* compilePipeline(rest, context)(collectionDocs(from, all, context));
}

/** The documents of a collection that meet a filter; none if it does not exist. */
export function* collectionDocs(
  name: string,
  filter: Filter,
  context: PipelineContext,
): Generator<Doc | Pause> {
  const collection = context.store.collection(context.db, name);
  if (collection === undefined) return;
  const plan = makePlan({ collection, filter, sort: undefined, hint: undefined });
  const matches = compileFilter(filter);
  for (const stored of scan(context.view, collection, plan, { keys: 0, docs: 0 })) {
    if (stored === PAUSE) yield PAUSE;
    else if (matches(stored.doc)) yield stored.doc;
  }
}

function withField(doc: Doc, parts: readonly string[], value: Value): Doc {
  const [part = '', ...rest] = parts;
  const changed = doc.clone();
  if (rest.length === 0) changed.set(part, value);
  else {
    const inner = doc.get(part);
    changed.set(part, withField(inner instanceof Doc ? inner : Doc.of({}), rest, value));
  }
  return changed;
}

/** `$unionWith`: the documents of another collection after those of the input. */
export function compileUnionWith(operand: Value, context: PipelineContext): Stage {
  const spec =
    typeof operand === 'string'
      ? Doc.of({ coll: operand })
      : namedSources(operand, '$unionWith', ['coll'], ['pipeline']);
  const name = spec.get('coll');
  if (typeof name !== 'string') throw new MongoError('FailedToParse', "$unionWith needs a 'coll'");
  const pipeline = pipelineOf(spec.get('pipeline')) ?? [];
  compilePipeline(pipeline, context);
  return function* (input: Stream) {
    yield* input;
    yield* foreignDocs(name, undefined, pipeline, context);
  };
}
