import { Doc } from '../bson/doc.ts';
import { keyOf } from '../bson/key.ts';
import { Double, typeName, type Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import { PAUSE } from '../query/slice.ts';
import { sortMemoryLimit } from '../query/sort.ts';
import type { Env, Evaluate, Scope } from './env.ts';
import { compileExpression } from './expression.ts';
import { deviationOf, extremeOf, Sum } from './operators/accumulate.ts';
import { namedSources, wholeOperand } from './operators/helpers.ts';
import type { PipelineContext, Stage } from './stage.ts';

interface Accumulator {
  add(env: Env): void;
  result(): Value;
}

type AccumulatorMaker = (operand: Value, scope: Scope, name: string) => () => Accumulator;

function collecting(finish: (values: Value[]) => Value, keepMissing = false): AccumulatorMaker {
  return (operand, scope) => {
    const evaluate = compileExpression(operand, scope);
    return () => {
      const values: Value[] = [];
      return {
        add: (env) => {
          const value = evaluate(env);
          if (value !== undefined) values.push(value);
          else if (keepMissing) values.push(null);
        },
        result: () => finish(values),
      };
    };
  };
}

function summing(finish: (sum: Sum) => Value): AccumulatorMaker {
  return (operand, scope) => {
    const evaluate = compileExpression(operand, scope);
    return () => {
      const sum = new Sum();
      return { add: (env) => sum.add(evaluate(env)), result: () => finish(sum) };
    };
  };
}

function best(sign: number): AccumulatorMaker {
  return (operand, scope) => {
    const evaluate = compileExpression(operand, scope);
    return () => {
      let value: Value = null;
      return {
        add: (env) => {
          value = extremeOf([value, evaluate(env)], sign);
        },
        result: () => value,
      };
    };
  };
}

function edge(first: boolean): AccumulatorMaker {
  return (operand, scope) => {
    const evaluate = compileExpression(operand, scope);
    return () => {
      let value: Value = null;
      let seen = false;
      return {
        add: (env) => {
          if (first && seen) return;
          seen = true;
          value = evaluate(env) ?? null;
        },
        result: () => value,
      };
    };
  };
}

const addToSet: AccumulatorMaker = (operand, scope) => {
  const evaluate = compileExpression(operand, scope);
  return () => {
    const values = new Map<string, Value>();
    return {
      add: (env) => {
        const value = evaluate(env);
        if (value !== undefined) values.set(keyOf(value).toString('latin1'), value);
      },
      result: () => [...values.values()],
    };
  };
};

function firstOrLastN(pick: (values: Value[], n: number) => Value[]): AccumulatorMaker {
  return (operand, scope, name) => {
    const doc = namedSources(operand, name, ['n', 'input']);
    const n = wholeOperand(doc.get('n'), name, 5787902);
    if (n <= 0) throw new MongoError(5787908, "'n' must be greater than 0");
    return collecting((values) => pick(values, n), true)(doc.get('input') ?? null, scope, name);
  };
}

const mergeObjects: AccumulatorMaker = (operand, scope) => {
  const evaluate = compileExpression(operand, scope);
  return () => {
    const merged = new Map<string, Value>();
    return {
      add: (env) => {
        const value = evaluate(env);
        if (value === undefined || value === null) return;
        if (!(value instanceof Doc))
          throw new MongoError(
            40400,
            `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
          );
        for (const [key, content] of value.fields()) merged.set(key, content);
      },
      result: () => Doc.fromMap(merged),
    };
  };
};

const makers: Readonly<Record<string, AccumulatorMaker>> = {
  $sum: summing((sum) => sum.total()),
  $avg: summing((sum) => sum.average()),
  $min: best(-1),
  $max: best(1),
  $first: edge(true),
  $last: edge(false),
  $firstN: firstOrLastN((values, n) => values.slice(0, n)),
  $lastN: firstOrLastN((values, n) => values.slice(-n)),
  $push: collecting((values) => values),
  $addToSet: addToSet,
  $mergeObjects: mergeObjects,
  $stdDevPop: collecting((values) => deviationOf(values, false)),
  $stdDevSamp: collecting((values) => deviationOf(values, true)),
  $count: (operand, scope, name) => {
    if (!(operand instanceof Doc) || !operand.isEmpty)
      throw new MongoError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
    return summing((sum) => sum.total())(1, scope, name);
  },
};

/** The accumulators `$group` knows. */
export const accumulators = Object.keys(makers);
/** Accumulators of MongoDB that are left out. */
export const refusedAccumulators = [
  '$accumulator',
  '$top',
  '$topN',
  '$bottom',
  '$bottomN',
  '$minN',
  '$maxN',
  '$median',
  '$percentile',
];

export interface FieldAccumulator {
  readonly field: string;
  readonly make: () => Accumulator;
}

export function parseAccumulator(field: string, source: Value, scope: Scope): FieldAccumulator {
  if (field.includes('.')) throw new MongoError(40235, `The field name '${field}' cannot contain '.'`);
  if (field.startsWith('$'))
    throw new MongoError(40236, `The field name '${field}' cannot be an operator name`);
  if (!(source instanceof Doc))
    throw new MongoError(40234, `The field '${field}' must be an accumulator object`);
  const name = source.firstKey() ?? '';
  if (source.fields().size !== 1)
    throw new MongoError(40238, `The field '${field}' must specify one accumulator`);
  const maker = makers[name];
  if (maker === undefined) {
    if (refusedAccumulators.includes(name)) throw notSupported(`the accumulator ${name}`);
    throw new MongoError(15952, `unknown group operator '${name}'`);
  }
  return { field, make: maker(source.get(name) ?? null, scope, name) };
}

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
    let bytes = 0;
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
        group = { id: value, accumulators: fields.map(({ make }) => make()) };
        groups.set(key, group);
        bytes += groupOverhead + (typeof key === 'string' ? key.length : 8);
        if (bytes > sortMemoryLimit) {
          throw new MongoError(
            'QueryExceededMemoryLimitNoDiskUseAllowed',
            'Exceeded memory limit for $group; grouping on disk is not supported',
          );
        }
      }
      for (const accumulator of group.accumulators) accumulator.add(env);
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
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
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
