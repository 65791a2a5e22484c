import { compare, equal } from '../../bson/compare.ts';
import { Doc } from '../../bson/doc.ts';
import { count } from '../../bson/number.ts';
import type { Maybe, Value } from '../../bson/types.ts';
import { typeName } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import { parseSort, sortKey } from '../../query/sort.ts';
import type { Env, Evaluate, Scope } from '../env.ts';
import { compileExpression, type OperatorCompiler, truthy } from '../expression.ts';
import {
  arrayOperand,
  binary,
  isNullish,
  namedOperands,
  namedSources,
  operands,
  unary,
  variadic,
  wholeOperand,
} from './helpers.ts';
import { checkVariableName } from './variable.ts';

function elementAt(a: Maybe, b: Maybe, operator: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const items = arrayOperand(a, operator, 28689);
  return items.at(wholeOperand(b, operator, 28691));
}

function firstOrLast(at: number): OperatorCompiler {
  return unary((value, operator) => (isNullish(value) ? null : arrayOperand(value, operator, 28689).at(at)));
}

function slice(source: Value, scope: Scope, operator: string): Evaluate {
  const [array, first, second] = operands(source, scope, operator, 2, 3);
  return (env) => {
    const value = array?.(env);
    const from = first?.(env);
    const amount = second?.(env);
    if (isNullish(value) || isNullish(from) || (second !== undefined && isNullish(amount))) return null;
    const items = arrayOperand(value, operator, 28724);
    const start = wholeOperand(from, operator, 28725);
    if (second === undefined) return start >= 0 ? items.slice(0, start) : items.slice(start);
    const size = wholeOperand(amount, operator, 28727);
    if (size <= 0) throw new MongoError(28729, 'Third argument to $slice must be positive');
    const begin = start < 0 ? Math.max(0, items.length + start) : start;
    return items.slice(begin, begin + size);
  };
}

/** `$map`, `$filter`: the body with the element bound to a name. */
function withElement(
  source: Value,
  scope: Scope,
  operator: string,
  body: string,
  optional: readonly string[],
): { input: Evaluate; run: (env: Env, item: Value) => Maybe; doc: Doc } {
  const doc = namedSources(source, operator, ['input', body], ['as', ...optional]);
  const name = doc.get('as') ?? 'this';
  if (typeof name !== 'string') throw new MongoError('FailedToParse', `${operator}'s 'as' must be a string`);
  checkVariableName(name);
  const evaluate = compileExpression(doc.get(body) ?? null, new Set([...scope, name]));
  return {
    input: compileExpression(doc.get('input') ?? null, scope),
    run: (env, item) => evaluate({ root: env.root, vars: new Map([...env.vars, [name, item]]) }),
    doc,
  };
}

const mapOperator: OperatorCompiler = (source, scope, operator) => {
  const { input, run } = withElement(source, scope, operator, 'in', []);
  return (env) => {
    const value = input(env);
    if (isNullish(value)) return null;
    return arrayOperand(value, operator, 16883).map((item) => run(env, item) ?? null);
  };
};

const filterOperator: OperatorCompiler = (source, scope, operator) => {
  const { input, run, doc } = withElement(source, scope, operator, 'cond', ['limit']);
  const limit = doc.has('limit') ? compileExpression(doc.get('limit') ?? null, scope) : undefined;
  return (env) => {
    const value = input(env);
    if (isNullish(value)) return null;
    const most = limit?.(env);
    const size = isNullish(most) ? undefined : wholeOperand(most, operator, 327391);
    if (size !== undefined && size <= 0) throw new MongoError(327392, `${operator}: limit must be positive`);
    const kept = arrayOperand(value, operator, 28651).filter((item) => truthy(run(env, item)));
    return kept.slice(0, size);
  };
};

const reduceOperator: OperatorCompiler = (source, scope, operator) => {
  const doc = namedSources(source, operator, ['input', 'initialValue', 'in']);
  const input = compileExpression(doc.get('input') ?? null, scope);
  const initial = compileExpression(doc.get('initialValue') ?? null, scope);
  const body = compileExpression(doc.get('in') ?? null, new Set([...scope, 'this', 'value']));
  return (env) => {
    const items = input(env);
    if (isNullish(items)) return null;
    let value = initial(env);
    for (const item of arrayOperand(items, operator, 40080)) {
      value = body({ root: env.root, vars: new Map([...env.vars, ['this', item], ['value', value]]) });
    }
    return value;
  };
};

function concatArrays(values: Maybe[], operator: string): Maybe {
  const all: Value[] = [];
  for (const value of values) {
    if (isNullish(value)) return null;
    for (const item of arrayOperand(value, operator, 28664)) all.push(item);
  }
  return all;
}

function int32Operand(value: Maybe, operator: string, code: number): number {
  const whole = wholeOperand(value, operator, code);
  if ((whole | 0) !== whole)
    throw new MongoError(code, `${operator} requires a value that is a 32-bit integer, found ${whole}`);
  return whole;
}

const maxRangeItems = 1_000_000;

const rangeOperator: OperatorCompiler = (source, scope, operator) => {
  const [first, last, by] = operands(source, scope, operator, 2, 3);
  return (env) => {
    const start = int32Operand(first?.(env), operator, 34444);
    const end = int32Operand(last?.(env), operator, 34446);
    const step = by === undefined ? 1 : int32Operand(by(env), operator, 34448);
    if (step === 0) throw new MongoError(34449, '$range requires a non-zero step value');
    if ((end - start) / step > maxRangeItems)
      throw new MongoError('BadValue', '$range would make too many elements');
    const items: Value[] = [];
    for (let n = start; step > 0 ? n < end : n > end; n += step) items.push(count(n));
    return items;
  };
};

const zipOperator: OperatorCompiler = (source, scope, operator) => {
  const doc = namedSources(source, operator, ['inputs'], ['useLongestLength', 'defaults']);
  const inputs = zipList(doc.get('inputs'), 34461);
  if (inputs.length === 0) throw new MongoError(34465, `${operator} requires at least one input array`);
  const longest = doc.get('useLongestLength') ?? false;
  if (typeof longest !== 'boolean')
    throw new MongoError(34463, `${operator}: useLongestLength must be a bool`);
  const defaults = doc.has('defaults') ? zipList(doc.get('defaults'), 34462) : undefined;
  if (defaults !== undefined && !longest)
    throw new MongoError(34466, 'cannot specify defaults unless useLongestLength is true');
  if (defaults !== undefined && defaults.length !== inputs.length)
    throw new MongoError(34467, 'defaults and inputs must have the same length');
  const compiled = inputs.map((item) => compileExpression(item, scope));
  const fillers = defaults?.map((item) => compileExpression(item, scope));
  return (env) => {
    const values = compiled.map((input) => input(env));
    if (values.some(isNullish)) return null;
    const arrays = values.map((value) => arrayOperand(value, operator, 34468));
    const lengths = arrays.map((array) => array.length);
    const fill = fillers?.map((filler) => filler(env));
    const length = longest ? Math.max(...lengths) : Math.min(...lengths);
    return Array.from({ length }, (_, i) =>
      arrays.map((array, j) => (i < array.length ? array[i] : fill?.[j]) ?? null),
    );
  };
};

function zipList(source: Maybe, code: number): readonly Value[] {
  if (Array.isArray(source)) return source;
  throw new MongoError(code, `inputs and defaults of $zip must be arrays, found: ${typeName(source)}`);
}

const indexOfArray: OperatorCompiler = (source, scope, operator) => {
  const [array, wanted, from, to] = operands(source, scope, operator, 2, 4);
  return (env) => {
    const value = array?.(env);
    if (isNullish(value)) return null;
    const items = arrayOperand(value, operator, 40090);
    const target = wanted?.(env);
    const start = from === undefined ? 0 : wholeOperand(from(env), operator, 40096);
    const end = to === undefined ? items.length : wholeOperand(to(env), operator, 40096);
    if (start < 0 || end < 0) throw new MongoError(40097, '$indexOfArray requires nonnegative indexes');
    const at = items.slice(0, end).findIndex((item, i) => i >= start && equal(item, target));
    return at;
  };
};

const sortArray: OperatorCompiler = (source, scope, operator) => {
  const doc = namedSources(source, operator, ['input', 'sortBy']);
  const by = doc.get('sortBy');
  const input = compileExpression(doc.get('input') ?? null, scope);
  const pattern = by instanceof Doc ? parseSort(by) : undefined;
  const descending = by === -1;
  if (pattern === undefined && by !== 1 && by !== -1)
    throw new MongoError('BadValue', '$sortArray: sortBy must be 1, -1 or a document');
  return (env) => {
    const value = input(env);
    if (isNullish(value)) return null;
    const items = [...arrayOperand(value, operator, 2942504)];
    if (pattern === undefined) return items.sort((a, b) => (descending ? compare(b, a) : compare(a, b)));
    const keyed = items.map((item) => ({
      item,
      key: sortKey(item instanceof Doc ? item : Doc.of({}), pattern),
    }));
    return keyed.sort((a, b) => a.key.compare(b.key)).map(({ item }) => item);
  };
};

function firstOrLastN(pick: (items: Value[], n: number) => Value[]): OperatorCompiler {
  return (source, scope, operator) => {
    const args = namedOperands(source, scope, operator, ['n', 'input']);
    return (env) => {
      const n = wholeOperand(args.n?.(env), operator, 5787902);
      if (n <= 0) throw new MongoError(5787908, "'n' must be greater than 0");
      return pick(arrayOperand(args.input?.(env), operator, 5788200), n);
    };
  };
}

function arrayToObject(value: Maybe, operator: string): Maybe {
  if (isNullish(value)) return null;
  const items = arrayOperand(value, operator, 40386);
  const readField = Array.isArray(items[0]) ? fieldOfPair : fieldOfDocument;
  if (items.length > 0 && !Array.isArray(items[0]) && !(items[0] instanceof Doc))
    throw inconsistent(40398, items[0]);
  return Doc.fromMap(new Map(items.map(readField)));
}

function fieldOfPair(item: Value): [string, Value] {
  if (!Array.isArray(item)) throw inconsistent(40396, item);
  const [key, content] = item;
  if (item.length !== 2 || content === undefined) throw inconsistent(40397, item);
  if (typeof key !== 'string') throw inconsistent(40395, key);
  return [fieldName(key, 4940400), content];
}

function fieldOfDocument(item: Value): [string, Value] {
  if (!(item instanceof Doc)) throw inconsistent(40391, item);
  if (item.fields().size !== 2) throw inconsistent(40392, item);
  const [key, content] = [item.get('k'), item.get('v')];
  if (key === undefined || content === undefined) throw inconsistent(40393, item);
  if (typeof key !== 'string') throw inconsistent(40394, key);
  return [fieldName(key, 4940401), content];
}

function fieldName(key: string, code: number): string {
  if (key.includes('\0')) throw new MongoError(code, 'Key field cannot contain an embedded null byte');
  return key;
}

function inconsistent(code: number, found: Maybe): MongoError {
  return new MongoError(code, `$arrayToObject requires a consistent input format, found: ${typeName(found)}`);
}

/** Array expressions. */
export const arrayOperators: Readonly<Record<string, OperatorCompiler>> = {
  $arrayElemAt: binary(elementAt),
  $first: firstOrLast(0),
  $last: firstOrLast(-1),
  $firstN: firstOrLastN((items, n) => items.slice(0, n)),
  $lastN: firstOrLastN((items, n) => items.slice(-n)),
  $minN: firstOrLastN((items, n) =>
    items
      .filter((item) => item !== null)
      .sort(compare)
      .slice(0, n),
  ),
  $maxN: firstOrLastN((items, n) =>
    items
      .filter((item) => item !== null)
      .sort((a, b) => compare(b, a))
      .slice(0, n),
  ),
  $slice: slice,
  $size: unary((value, operator) => arrayOperand(value, operator, 17124).length),
  $in: binary((a, b, operator) =>
    arrayOperand(b, operator, 40081).some((item) => a !== undefined && equal(item, a)),
  ),
  $isArray: unary((value) => Array.isArray(value)),
  $map: mapOperator,
  $filter: filterOperator,
  $reduce: reduceOperator,
  $concatArrays: variadic(concatArrays),
  $reverseArray: unary((value, operator) =>
    isNullish(value) ? null : [...arrayOperand(value, operator, 34435)].reverse(),
  ),
  $range: rangeOperator,
  $zip: zipOperator,
  $indexOfArray: indexOfArray,
  $sortArray: sortArray,
  $arrayToObject: unary(arrayToObject),
};
