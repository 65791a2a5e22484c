import { compare, equal } from '../bson/compare.ts';
import { Extreme, type Maybe, typeOrder, type Value } from '../bson/types.ts';
import { conjuncts, type Filter, type Test } from './filter.ts';
import { compileTest } from './match.ts';

/**
 * Whether every document that meets the query surely meets a partial index's filter. Only what is certain
 * counts: for each condition of the filter some condition of the query on the same field must be as strict.
 */
export function impliesPartial(query: readonly Filter[], partial: Filter): boolean {
  return conjuncts(partial).every((wanted) => {
    if (wanted.kind !== 'leaf') return false;
    return leavesOn(query, wanted.path.text).some((test) => impliesTest(test, wanted.test));
  });
}

/** Whether the query can only be met by documents that have the field. */
export function impliesExistence(query: readonly Filter[], field: string): boolean {
  return leavesOn(query, field).some(impliesPresent);
}

function leavesOn(query: readonly Filter[], field: string): Test[] {
  const tests: Test[] = [];
  for (const part of query) if (part.kind === 'leaf' && part.path.text === field) tests.push(part.test);
  return tests;
}

/** A missing field meets none of these. `$lte: null`, `$in: [null]` and `$gt: MinKey` are met by a missing field. */
function impliesPresent(test: Test): boolean {
  switch (test.op) {
    case 'eq':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return test.value !== null && !(test.value instanceof Extreme);
    case 'in':
      return !test.values.includes(null);
    default:
      return true;
  }
}

function impliesTest(test: Test, wanted: Test): boolean {
  if (wanted.op === 'exists') return impliesPresent(test);
  // Equal numbers may be of different types.
  if (wanted.op === 'type') return sameTest(test, wanted);
  const values = possibleValues(test);
  if (values !== undefined) {
    const meets = compileTest(wanted);
    // An array is looked at element by element as well; leave that case alone.
    return values.every((value) => !Array.isArray(value) && meets(value));
  }
  if (wanted.op === 'eq') return sameTest(test, wanted);
  if (!isRange(test) || !isRange(wanted)) return false;
  return asStrict(test, wanted);
}

function possibleValues(test: Test): readonly Value[] | undefined {
  if (test.op === 'eq') return [test.value];
  return test.op === 'in' && test.patterns.length === 0 && test.values.length > 0 ? test.values : undefined;
}

function sameTest(test: Test, wanted: Test): boolean {
  if (test.op === 'type' && wanted.op === 'type')
    return [...test.types].every((type) => wanted.types.has(type));
  return test.op === 'eq' && wanted.op === 'eq' && equal(test.value, wanted.value);
}

type RangeTest = Extract<Test, { op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte' }>;

function isRange(test: Test): test is RangeTest {
  return test.op === 'lt' || test.op === 'lte' || test.op === 'gt' || test.op === 'gte';
}

function asStrict(test: RangeTest, wanted: RangeTest): boolean {
  const sameSide = test.op.startsWith('g') === wanted.op.startsWith('g');
  if (!sameSide || !sameBracket(test.value, wanted.value)) return false;
  const difference = compare(test.value, wanted.value);
  if (difference === 0) return wanted.op.endsWith('e') || !test.op.endsWith('e');
  return wanted.op.startsWith('g') ? difference > 0 : difference < 0;
}

function sameBracket(a: Maybe, b: Maybe): boolean {
  return typeOrder(a) === typeOrder(b);
}
