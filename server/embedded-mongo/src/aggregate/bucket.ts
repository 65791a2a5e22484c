import { compare } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { type Maybe, typeOrder, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import { parseAccumulator } from './accumulators.ts';
import { noScope, noVars } from './env.ts';
import { compileExpression } from './expression.ts';
import { groupStage } from './group.ts';
import type { PipelineContext, Stage, Stream } from './stage.ts';

const options = ['groupBy', 'boundaries', 'default', 'output'];

/** `$bucket`: groups by the boundaries a value falls between, lower bound included. */
export function compileBucket(operand: Value, context: PipelineContext): Stage {
  const spec = bucketSpec(operand);
  const boundaries = boundariesOf(spec.get('boundaries'));
  const fallback = constant(spec.get('default'));
  checkDefault(fallback, boundaries);
  const groupBy = compileExpression(spec.get('groupBy') ?? null, context.scope);
  const output = spec.get('output') ?? Doc.of({ count: Doc.of({ $sum: 1 }) });
  if (!(output instanceof Doc)) throw new MongoError(40196, "The $bucket 'output' field must be an object");
  const fields = [...output.fields()].map(([field, source]) =>
    parseAccumulator(field, source, context.scope),
  );
  const group = groupStage((env) => bucketOf(groupBy(env), boundaries, fallback), fields, context);
  return (input) => inOrder(group(input));
}

function bucketSpec(operand: Value): Doc {
  if (!(operand instanceof Doc)) throw new MongoError(40201, 'Argument to $bucket stage must be an object');
  for (const name of operand.fields().keys())
    if (!options.includes(name)) throw new MongoError(40197, `Unrecognized option to $bucket: ${name}.`);
  const groupBy = operand.get('groupBy');
  if (groupBy === undefined || !operand.has('boundaries'))
    throw new MongoError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!isExpression(groupBy)) {
    throw new MongoError(
      40202,
      "The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression object",
    );
  }
  return operand;
}

/** A path or an operator, as the stages want it that group by one: no constant. */
export function isExpression(value: Value): boolean {
  if (value instanceof Doc) return value.firstKey()?.startsWith('$') === true;
  return typeof value === 'string' && value.startsWith('$');
}

function constant(source: Maybe): Maybe {
  return source === undefined
    ? undefined
    : compileExpression(source, noScope)({ root: Doc.of({}), vars: noVars });
}

function boundariesOf(source: Maybe): readonly Value[] {
  if (!Array.isArray(source)) throw new MongoError(40200, "The $bucket 'boundaries' field must be an array");
  if (source.length < 2)
    throw new MongoError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  const boundaries = source.map((item) => constant(item) ?? null);
  boundaries.forEach((boundary, i) => {
    const next = boundaries[i + 1];
    if (next === undefined) return;
    if (typeOrder(boundary) !== typeOrder(next))
      throw new MongoError(40193, "All values in the 'boundaries' option to $bucket must have the same type");
    if (compare(boundary, next) >= 0)
      throw new MongoError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  });
  return boundaries;
}

function checkDefault(fallback: Maybe, boundaries: readonly Value[]): void {
  if (fallback === undefined) return;
  if (compare(fallback, boundaries[0]) >= 0 && compare(fallback, boundaries.at(-1)) < 0) {
    throw new MongoError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary",
    );
  }
}

function bucketOf(value: Maybe, boundaries: readonly Value[], fallback: Maybe): Value {
  for (let i = 0; i + 1 < boundaries.length; i++) {
    const low = boundaries[i];
    if (low !== undefined && compare(value, low) >= 0 && compare(value, boundaries[i + 1]) < 0) return low;
  }
  if (fallback !== undefined) return fallback;
  throw new MongoError(
    40066,
    '$switch could not find a matching branch for an input, and no default was specified.',
  );
}

function* inOrder(groups: Stream): Generator<Doc | Pause> {
  const docs: Doc[] = [];
  for (const doc of groups) {
    if (doc === PAUSE) yield PAUSE;
    else docs.push(doc);
  }
  yield* docs.sort((a, b) => compare(a.get('_id'), b.get('_id')));
}
