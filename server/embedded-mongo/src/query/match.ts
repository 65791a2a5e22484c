import { compare, compareNumbers, equal } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { keyOf } from '../bson/key.ts';
import { toInteger } from '../bson/number.ts';
import { Binary, bsonType, Double, type Maybe, order, Regex, typeOrder, type Value } from '../bson/types.ts';
import type { Filter, Test } from './filter.ts';
import { truncated } from './parse-operator.ts';
import { matchingPosition, visitPath } from './path.ts';
import type { Pattern } from './pattern.ts';

export type Matcher = (doc: Doc) => boolean;
type ValueTest = (value: Maybe) => boolean;
type Leaf = Extract<Filter, { kind: 'leaf' }>;

/** Turns a parsed filter into a function on documents. */
export function compileFilter(filter: Filter): Matcher {
  return combine(filter, compileLeaf, (holds) => holds);
}

/** A filter of `$elemMatch` on plain values: its leaves test the value itself, without entering arrays. */
function compileValueFilter(filter: Filter): ValueTest {
  return combine(
    filter,
    ({ test }) => compileTest(test),
    () => () => false,
  );
}

/** One function of the many conditions of a filter, given what a single condition and an `$expr` mean. */
function combine<T>(
  filter: Filter,
  leaf: (condition: Leaf) => (subject: T) => boolean,
  expression: (holds: (doc: Doc) => boolean) => (subject: T) => boolean,
): (subject: T) => boolean {
  const compile = (part: Filter) => combine(part, leaf, expression);
  switch (filter.kind) {
    case 'and': {
      const parts = filter.parts.map(compile);
      return (subject) => parts.every((part) => part(subject));
    }
    case 'or': {
      const parts = filter.parts.map(compile);
      return (subject) => parts.some((part) => part(subject));
    }
    case 'nor': {
      const parts = filter.parts.map(compile);
      return (subject) => !parts.some((part) => part(subject));
    }
    case 'not': {
      const part = compile(filter.part);
      return (subject) => !part(subject);
    }
    case 'expr':
      return expression(filter.holds);
    case 'leaf':
      return leaf(filter);
  }
}

function compileLeaf({ test: condition, path }: Leaf): Matcher {
  const test = compileTest(condition);
  const expand = expandsLeaf(condition);
  const only = path.parts.length === 1 ? path.text : undefined;
  if (only === undefined) return (doc) => visitPath(doc, path, expand, test);
  return (doc) => {
    const value = doc.get(only);
    return expand && Array.isArray(value) ? value.some(test) || test(value) : test(value);
  };
}

/** Whether an array at the end of the path is looked at element by element. */
function expandsLeaf(test: Test): boolean {
  return (
    test.op !== 'exists' &&
    test.op !== 'size' &&
    test.op !== 'elemMatchObject' &&
    test.op !== 'elemMatchValue'
  );
}

export function compileTest(test: Test): ValueTest {
  switch (test.op) {
    case 'eq':
      return equalTest(test.value);
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return rangeTest(test.op, test.value);
    case 'in':
      return memberTest(test.values, test.patterns);
    case 'regex':
      return regexMatch(test.pattern, test.flags, test.compiled);
    case 'exists':
      return (value) => value !== undefined;
    case 'type':
      return (value) => value !== undefined && test.types.has(bsonType(value) & 0xff);
    case 'size':
      return (value) => Array.isArray(value) && value.length === test.size;
    case 'mod':
      return (value) => {
        const whole = truncated(value);
        return whole !== undefined && whole % test.divisor === test.remainder;
      };
    case 'bits':
      return (value) => bitsMatch(value, test.wanted, test.set, test.positions);
    case 'elemMatchObject': {
      const matches = compileFilter(test.filter);
      return (value) =>
        Array.isArray(value) && value.some((item) => isContainer(item) && matches(asDoc(item)));
    }
    case 'elemMatchValue': {
      const matches = compileValueFilter(test.tests);
      return (value) => Array.isArray(value) && value.some(matches);
    }
  }
}

function isContainer(value: Value): value is Doc | Value[] {
  return value instanceof Doc || Array.isArray(value);
}

/** An array seen as a document whose keys are its positions. */
function asDoc(value: Doc | readonly Value[]): Doc {
  if (value instanceof Doc) return value;
  return Doc.fromMap(new Map(value.map((item, i) => [String(i), item])));
}

function equalTest(wanted: Value): ValueTest {
  if (typeof wanted === 'string' || typeof wanted === 'boolean') return (value) => value === wanted;
  if (wanted === null) return (value) => value === null || value === undefined;
  return (value) => value !== undefined && equal(value, wanted);
}

/** Ranges compare within one type; MinKey and MaxKey compare with everything. */
function rangeTest(op: 'lt' | 'lte' | 'gt' | 'gte', bound: Value): ValueTest {
  const rank = typeOrder(bound);
  const inclusive = op === 'lte' || op === 'gte';
  const below = op === 'lt' || op === 'lte';
  const holds = (difference: number): boolean =>
    difference === 0 ? inclusive : below ? difference < 0 : difference > 0;
  if (rank === order.min || rank === order.max) {
    // Everything is beyond these, what is missing too.
    return (value) => (value === undefined ? below === (rank === order.max) : holds(compare(value, bound)));
  }
  if (rank === order.null) return (value) => inclusive && (value === null || value === undefined);
  if (rank === order.number) {
    const boundIsNaN = isNaNValue(bound);
    return (value) => {
      if (typeOrder(value) !== order.number) return false;
      if (boundIsNaN || isNaNValue(value)) return inclusive && boundIsNaN && isNaNValue(value);
      return holds(compareNumbers(value, bound));
    };
  }
  return (value) => typeOrder(value) === rank && holds(compare(value, bound));
}

function isNaNValue(value: Maybe): boolean {
  return value instanceof Double
    ? Number.isNaN(value.n)
    : String(value) === 'NaN' && typeOrder(value) === order.number;
}

/** From this size on a set of keys beats comparing one by one. */
const smallList = 8;

function memberTest(values: readonly Value[], patterns: readonly Pattern[]): ValueTest {
  const hasNull = values.includes(null);
  const matchesPattern = (value: Maybe): boolean =>
    typeof value === 'string' && patterns.some((p) => p.test(value));
  if (values.length <= smallList) {
    const tests = values.map(equalTest);
    return (value) => tests.some((test) => test(value)) || matchesPattern(value);
  }
  const keys = new Set(values.map((value) => keyOf(value).toString('latin1')));
  return (value) =>
    value === undefined ? hasNull : keys.has(keyOf(value).toString('latin1')) || matchesPattern(value);
}

function regexMatch(pattern: string, flags: string, compiled: Pattern): ValueTest {
  return (value) =>
    typeof value === 'string'
      ? compiled.test(value)
      : value instanceof Regex && value.pattern === pattern && value.flags === flags;
}

function bitsMatch(value: Maybe, wanted: 'all' | 'any', set: boolean, positions: readonly number[]): boolean {
  const bitAt = bitReader(value);
  if (bitAt === undefined) return false;
  const fits = (position: number): boolean => bitAt(position) === set;
  return wanted === 'all' ? positions.every(fits) : positions.some(fits);
}

function bitReader(value: Maybe): ((position: number) => boolean) | undefined {
  if (value instanceof Binary) return (at) => (((value.bytes[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
  const whole = toInteger(value);
  // Doubles beyond Int64 have no bits to speak of.
  if (whole === undefined || BigInt.asIntN(64, whole) !== whole) return undefined;
  // Two's complement: the sign bit goes on for ever.
  return (at) => ((whole >> BigInt(at)) & 1n) === 1n;
}

/**
 * The array position that `$` stands for in an update or projection on `target` (the path before the `$`):
 * the element by which the filter matched, preferring a condition on that very array; -1 if there is none.
 */
export function positionalMatch(filter: Filter, doc: Doc, target: string): number {
  let found = -1;
  for (const part of positionalLeaves(filter)) {
    const at = leafPosition(part, doc);
    if (at === -1) continue;
    found = at;
    if (part.path.text === target || part.path.text.startsWith(`${target}.`)) return at;
  }
  return found;
}

function positionalLeaves(filter: Filter): Leaf[] {
  if (filter.kind === 'leaf') return [filter];
  if (filter.kind === 'and' || filter.kind === 'or') {
    const leaves = filter.parts.flatMap(positionalLeaves);
    const isElement = (leaf: Leaf): boolean => leaf.test.op.startsWith('elemMatch');
    return [...leaves.filter(isElement), ...leaves.filter((leaf) => !isElement(leaf))];
  }
  return [];
}

function leafPosition(leaf: Leaf, doc: Doc): number {
  const { test } = leaf;
  if (test.op === 'elemMatchObject') {
    const matches = compileFilter(test.filter);
    return matchingPosition(
      doc,
      leaf.path,
      true,
      (item) => item !== undefined && isContainer(item) && matches(asDoc(item)),
    );
  }
  if (test.op === 'elemMatchValue')
    return matchingPosition(doc, leaf.path, true, compileValueFilter(test.tests));
  return matchingPosition(doc, leaf.path, expandsLeaf(test), compileTest(test));
}
