import { Decimal } from '../bson/decimal.ts';
import { Doc } from '../bson/doc.ts';
import { keyOf } from '../bson/key.ts';
import { toInteger } from '../bson/number.ts';
import { Double, type Value } from '../bson/types.ts';
import { detached } from '../bson/weight.ts';
import { MongoError } from '../errors.ts';
import { Memory } from '../query/memory.ts';
import { PAUSE } from '../query/slice.ts';
import { type Accumulator, type FieldAccumulator, parseAccumulator } from './accumulators.ts';
import type { Env, Evaluate } from './env.ts';
import { compileExpression } from './expression.ts';
import type { PipelineContext, Stage } from './stage.ts';

interface Group {
  readonly id: Value;
  readonly accumulators: readonly Accumulator[];
}

/** What one more group costs, roughly, in bytes. */
const groupOverhead = 300;

/** Groups by a key; `emit` makes the answer's documents. Throws 292 when the groups outgrow 100 MB. */
export function groupStage(
  id: Evaluate,
  fields: readonly FieldAccumulator[],
  context: PipelineContext,
): Stage {
  return function* (input) {
    const groups = new Map<string | number | boolean, Group>();
    const memory = new Memory('$group');
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      const env: Env = { root: doc, vars: context.vars };
      const value = id(env) ?? null;
      const key = groupKey(value);
      let group = groups.get(key);
      if (group === undefined) {
        group = { id: detached(value), accumulators: fields.map(({ make }) => make()) };
        groups.set(key, group);
        memory.hold(groupOverhead + (typeof key === 'string' ? key.length : 8));
      }
      let grown = 0;
      for (const accumulator of group.accumulators) grown += accumulator.add(env);
      if (grown !== 0) memory.hold(grown);
    }
    for (const group of groups.values()) {
      const result = new Map<string, Value>([['_id', group.id]]);
      fields.forEach(({ field }, i) => {
        const accumulator = group.accumulators[i];
        if (accumulator !== undefined) result.set(field, accumulator.result());
      });
      yield Doc.fromMap(result);
      if (context.view.slice.isOver()) yield PAUSE;
    }
  };
}

/** Values that are equal have the same key, whatever their numeric type. */
function groupKey(value: Value): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return `s${value}`;
  if (value instanceof Double && Number.isSafeInteger(value.n)) return value.n;
  const whole = typeof value === 'bigint' || value instanceof Decimal ? Number(toInteger(value)) : Number.NaN;
  if (Number.isSafeInteger(whole)) return whole;
  return `k${keyOf(value).toString('latin1')}`;
}

export function compileGroup(operand: Value, context: PipelineContext): Stage {
  if (!(operand instanceof Doc))
    throw new MongoError(15947, "a group's fields must be specified in an object");
  const id = operand.get('_id');
  if (id === undefined) throw new MongoError(15955, 'a group specification must include an _id');
  const fields = [...operand.fields()].filter(([field]) => field !== '_id');
  return groupStage(
    compileExpression(id, context.scope),
    fields.map(([field, source]) => parseAccumulator(field, source, context.scope)),
    context,
  );
}
