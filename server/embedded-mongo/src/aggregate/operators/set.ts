import { compare, equal } from '../../bson/compare.ts';
import type { Maybe, Value } from '../../bson/types.ts';
import { ValueSet } from '../../bson/value-set.ts';
import { MongoError } from '../../errors.ts';
import { type OperatorCompiler, truthy } from '../expression.ts';
import { arrayOperand, binary, isNullish, unary, variadic } from './helpers.ts';

/** Without duplicates and in order: MongoDB leaves the order open, one that is always the same is easier to test. */
export function distinctValues(items: readonly Value[]): Value[] {
  const sorted = [...items].sort(compare);
  return sorted.filter((item, i) => i === 0 || !equal(item, sorted[i - 1]));
}

function union(values: Maybe[], operator: string): Maybe {
  if (values.some(isNullish)) return null;
  return distinctValues(values.flatMap((value) => arrayOperand(value, operator, 17043)));
}

function intersection(values: Maybe[], operator: string): Maybe {
  if (values.some(isNullish)) return null;
  const [first = [], ...others] = values.map((value) => arrayOperand(value, operator, 17047));
  const sets = others.map((other) => new ValueSet(other));
  return distinctValues(first.filter((item) => sets.every((set) => set.has(item))));
}

/** Set expressions. */
export const setOperators: Readonly<Record<string, OperatorCompiler>> = {
  $setUnion: variadic(union),
  $setIntersection: variadic(intersection),
  $setDifference: binary((a, b, operator) => {
    if (isNullish(a) || isNullish(b)) return null;
    const seen = new ValueSet(arrayOperand(b, operator, 17049));
    return arrayOperand(a, operator, 17048).filter((item) => seen.add(item));
  }),
  $setEquals: (source, scope, operator) => {
    if (!Array.isArray(source) || source.length < 2)
      throw new MongoError(17045, `${operator} needs at least two arguments`);
    return variadic((values) => {
      const [first = [], ...others] = values.map((value) =>
        distinctValues(arrayOperand(value, operator, 17044)),
      );
      return others.every((other) => equal(other, first));
    })(source, scope, operator);
  },
  $setIsSubset: binary((a, b, operator) => {
    const all = new ValueSet(arrayOperand(b, operator, 17042));
    return arrayOperand(a, operator, 17046).every((item) => all.has(item));
  }),
  $anyElementTrue: unary((value, operator) => arrayOperand(value, operator, 17041).some(truthy)),
  $allElementsTrue: unary((value, operator) => arrayOperand(value, operator, 17040).every(truthy)),
};
