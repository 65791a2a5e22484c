import { compare } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { keyOf } from '../bson/key.ts';
import { type Maybe, typeName, type Value } from '../bson/types.ts';
import { detached, weight } from '../bson/weight.ts';
import { MongoError, notSupported } from '../errors.ts';
import type { Env, Evaluate, Scope } from './env.ts';
import { compileExpression } from './expression.ts';
import { Deviation, Sum } from './operators/accumulate.ts';
import { isNullish, namedSources, wholeOperand } from './operators/helpers.ts';

/** What `$group` gathers in one field of one group. */
interface Accumulator {
  /** Takes in one document and says by how many bytes it holds more (or less) than before. */
  add(env: Env): number;
  result(): Value;
}

type AccumulatorMaker = (operand: Value, scope: Scope, name: string) => () => Accumulator;

/** An accumulator over the values of one expression. */
function over(start: () => { add(value: Maybe): number; result(): Value }): AccumulatorMaker {
  return (operand, scope) => {
    const evaluate: Evaluate = compileExpression(operand, scope);
    return () => {
      const state = start();
      return { add: (env) => state.add(evaluate(env)), result: () => state.result() };
    };
  };
}

function summing(finish: (sum: Sum) => Value): AccumulatorMaker {
  return over(() => {
    const sum = new Sum();
    return {
      add: (value) => {
        sum.add(value);
        return 0;
      },
      result: () => finish(sum),
    };
  });
}

function deviating(sample: boolean): AccumulatorMaker {
  return over(() => {
    const deviation = new Deviation();
    return {
      add: (value) => {
        deviation.add(value);
        return 0;
      },
      result: () => deviation.result(sample),
    };
  });
}

/** Keeps one value; `replaces` says whether a new one takes the place of the one kept. */
function keepingOne(replaces: (value: Maybe, kept: Maybe) => boolean): AccumulatorMaker {
  return over(() => {
    let kept: Maybe;
    let bytes = 0;
    return {
      add: (value) => {
        if (!replaces(value, kept)) return 0;
        kept = detached(value ?? null);
        const before = bytes;
        bytes = weight(kept);
        return bytes - before;
      },
      result: () => kept ?? null,
    };
  });
}

function best(sign: number): AccumulatorMaker {
  return keepingOne(
    (value, kept) => !isNullish(value) && (kept === undefined || compare(value, kept) * sign > 0),
  );
}

const push: AccumulatorMaker = over(() => {
  const values: Value[] = [];
  return {
    add: (value) => {
      if (value === undefined) return 0;
      const kept = detached(value);
      values.push(kept);
      return 8 + weight(kept);
    },
    result: () => values,
  };
});

const addToSet: AccumulatorMaker = over(() => {
  const values = new Map<string, Value>();
  return {
    add: (value) => {
      if (value === undefined) return 0;
      const key = keyOf(value).toString('latin1');
      if (values.has(key)) return 0;
      const kept = detached(value);
      values.set(key, kept);
      return key.length + weight(kept);
    },
    result: () => [...values.values()],
  };
});

/** `$firstN` and `$lastN` hold no more than n values at a time. */
function edgeN(last: boolean): AccumulatorMaker {
  return (operand, scope, name) => {
    const doc = namedSources(operand, name, ['n', 'input']);
    const n = wholeOperand(doc.get('n'), name, 5787902);
    if (n <= 0) throw new MongoError(5787908, "'n' must be greater than 0");
    const collecting = over(() => {
      const values: Value[] = [];
      return {
        add: (value) => {
          if (!last && values.length === n) return 0;
          const kept = detached(value ?? null);
          values.push(kept);
          const gone = values.length > n ? values.shift() : undefined;
          return weight(kept) - (gone === undefined ? 0 : weight(gone));
        },
        result: () => values,
      };
    });
    return collecting(doc.get('input') ?? null, scope, name);
  };
}

const mergeObjects: AccumulatorMaker = over(() => {
  const merged = new Map<string, Value>();
  return {
    add: (value) => {
      if (isNullish(value)) return 0;
      if (!(value instanceof Doc))
        throw new MongoError(
          40400,
          `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
        );
      let grown = 0;
      for (const [key, content] of value.fields()) {
        const kept = detached(content);
        const before = merged.get(key);
        grown += weight(kept) - (before === undefined ? -key.length : weight(before));
        merged.set(key, kept);
      }
      return grown;
    },
    result: () => Doc.fromMap(merged),
  };
});

const makers: Readonly<Record<string, AccumulatorMaker>> = {
  $sum: summing((sum) => sum.total()),
  $avg: summing((sum) => sum.average()),
  $min: best(-1),
  $max: best(1),
  $first: keepingOne((_, kept) => kept === undefined),
  $last: keepingOne(() => true),
  $firstN: edgeN(false),
  $lastN: edgeN(true),
  $push: push,
  $addToSet: addToSet,
  $mergeObjects: mergeObjects,
  $stdDevPop: deviating(false),
  $stdDevSamp: deviating(true),
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
  const operand = source.get(name) ?? null;
  if (Array.isArray(operand)) throw new MongoError(40237, `The ${name} accumulator is a unary operator`);
  return { field, make: maker(operand, scope, name) };
}

export type { Accumulator };
