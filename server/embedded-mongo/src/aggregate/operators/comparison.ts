import { compare } from '../../bson/compare.ts';
import { Doc } from '../../bson/doc.ts';
import type { Maybe, Value } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import type { Evaluate } from '../env.ts';
import { compileExpression, type OperatorCompiler, truthy } from '../expression.ts';
import { binary, isNullish, namedSources, operands, unary } from './helpers.ts';

function comparing(holds: (difference: number) => boolean): OperatorCompiler {
  return binary((a, b) => holds(compareMissingFirst(a, b)));
}

/** Missing compares as BSON's undefined, which lies below null but above MinKey. */
function compareMissingFirst(a: Maybe, b: Maybe): number {
  if (a === undefined && b === undefined) return 0;
  if (a === undefined) return compare(null, b) === 0 ? -1 : compare(null, b);
  if (b === undefined) return compare(a, null) === 0 ? 1 : compare(a, null);
  return compare(a, b);
}

function condition(source: Value, scope: ReadonlySet<string>, operator: string): Evaluate {
  let sources: readonly Value[];
  if (source instanceof Doc) {
    const doc = namedSources(source, operator, ['if', 'then', 'else']);
    sources = ['if', 'then', 'else'].map((name) => doc.get(name) ?? null);
  } else sources = Array.isArray(source) ? source : [source];
  const [when, then, otherwise] = operands([...sources], scope, operator, 3);
  return (env) => (truthy(when?.(env)) ? then?.(env) : otherwise?.(env));
}

function switchCase(source: Value, scope: ReadonlySet<string>, operator: string): Evaluate {
  const doc = namedSources(source, operator, ['branches'], ['default']);
  const branches = doc.get('branches');
  if (!Array.isArray(branches)) throw new MongoError(40061, "$switch expected an array for 'branches'");
  if (branches.length === 0) throw new MongoError(40068, '$switch requires at least one branch.');
  const cases = branches.map((branch) => {
    const parts = namedSources(branch, '$switch branch', ['case', 'then']);
    return {
      when: compileExpression(parts.get('case') ?? null, scope),
      result: compileExpression(parts.get('then') ?? null, scope),
    };
  });
  const fallback = doc.has('default') ? compileExpression(doc.get('default') ?? null, scope) : undefined;
  return (env) => {
    for (const { when, result } of cases) if (truthy(when(env))) return result(env);
    if (fallback === undefined) {
      throw new MongoError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    }
    return fallback(env);
  };
}

/** Comparison, boolean and conditional expressions. */
export const comparisonOperators: Readonly<Record<string, OperatorCompiler>> = {
  $eq: comparing((difference) => difference === 0),
  $ne: comparing((difference) => difference !== 0),
  $gt: comparing((difference) => difference > 0),
  $gte: comparing((difference) => difference >= 0),
  $lt: comparing((difference) => difference < 0),
  $lte: comparing((difference) => difference <= 0),
  $cmp: binary((a, b) => Math.sign(compareMissingFirst(a, b))),
  $and: (source, scope) => {
    const items = (Array.isArray(source) ? source : [source]).map((item) => compileExpression(item, scope));
    return (env) => items.every((item) => truthy(item(env)));
  },
  $or: (source, scope) => {
    const items = (Array.isArray(source) ? source : [source]).map((item) => compileExpression(item, scope));
    return (env) => items.some((item) => truthy(item(env)));
  },
  $not: unary((value) => !truthy(value)),
  $cond: condition,
  $switch: switchCase,
  $ifNull: (source, scope, operator) => {
    if (!Array.isArray(source) || source.length < 2)
      throw new MongoError(1257300, `${operator} needs at least two arguments`);
    const items = source.map((item) => compileExpression(item, scope));
    return (env) => {
      let value: Maybe;
      for (const item of items) {
        value = item(env);
        if (!isNullish(value)) return value;
      }
      return value;
    };
  },
};
