import { bracketOf, emptyArray, invert, keyOf } from '../bson/key.ts';
import { order, typeOrder, type Value } from '../bson/types.ts';
import type { Test } from './filter.ts';
import { literalPrefix } from './regex.ts';

/**
 * A stretch of one index field, in key bytes as they are in ascending order. A bound stands for every key that
 * begins with it: inclusive takes all of these, exclusive none.
 */
export interface Interval {
  readonly low: Buffer;
  readonly lowInclusive: boolean;
  readonly high: Buffer;
  readonly highInclusive: boolean;
}

/** Whole index keys from `low` on, before `high`. */
export interface KeyRange {
  readonly low: Buffer;
  readonly high: Buffer;
}

export const lowestKey = Buffer.alloc(0);
export const highestKey = Buffer.from([0xff]);

export function isPoint(interval: Interval): boolean {
  return interval.lowInclusive && interval.highInclusive && interval.low.equals(interval.high);
}

function point(key: Buffer): Interval {
  return { low: key, lowInclusive: true, high: key, highInclusive: true };
}

/**
 * Where values that satisfy the test can stand in an index; never too little, perhaps too much, since the
 * matcher looks at every document again. Undefined: anywhere.
 */
export function intervalsOf(test: Test): readonly Interval[] | undefined {
  switch (test.op) {
    case 'eq':
      return equalPoints(test.value);
    case 'in':
      return test.patterns.length > 0 ? undefined : test.values.flatMap(equalPoints);
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return rangeIntervals(test.op, test.value);
    case 'regex': {
      const prefix = literalPrefix(test.pattern, test.flags);
      if (prefix === undefined || prefix.includes('\0')) return undefined;
      const low = Buffer.concat([bracketOf(order.string).low, Buffer.from(prefix)]);
      const { low: regexLow, high: regexHigh } = bracketOf(order.regex);
      return [
        { low, lowInclusive: true, high: successor(low), highInclusive: false },
        { low: regexLow, lowInclusive: true, high: regexHigh, highInclusive: false },
      ];
    }
    default:
      return undefined;
  }
}

/** Missing fields are indexed as null; `$exists: false` finds them there. */
export function missingInterval(): Interval {
  return {
    low: bracketOf(order.undefined).low,
    lowInclusive: true,
    high: bracketOf(order.null).high,
    highInclusive: false,
  };
}

function equalPoints(value: Value): Interval[] {
  // An array is indexed by its elements; only inside another array does it stand as a whole.
  if (Array.isArray(value))
    return [point(keyOf(value.length === 0 ? emptyArray : value[0])), point(keyOf(value))];
  return [point(keyOf(value))];
}

function rangeIntervals(op: 'lt' | 'lte' | 'gt' | 'gte', bound: Value): readonly Interval[] | undefined {
  const rank = typeOrder(bound);
  if (rank === order.array || rank === order.min || rank === order.max) return undefined;
  const key = keyOf(bound);
  if (rank === order.null) return [point(key)];
  const bracket = bracketOf(rank);
  const inclusive = op === 'lte' || op === 'gte';
  if (op === 'lt' || op === 'lte') {
    return [{ low: bracket.low, lowInclusive: true, high: key, highInclusive: inclusive }];
  }
  return [{ low: key, lowInclusive: inclusive, high: bracket.high, highInclusive: false }];
}

/** What lies in both; an empty list if nothing does. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const lows = x.low.compare(y.low);
      const highs = x.high.compare(y.high);
      const lower = lows > 0 || (lows === 0 && !x.lowInclusive) ? x : y;
      const upper = highs < 0 || (highs === 0 && !x.highInclusive) ? x : y;
      const candidate = {
        low: lower.low,
        lowInclusive: lower.lowInclusive,
        high: upper.high,
        highInclusive: upper.highInclusive,
      };
      const range = toRange(candidate, false);
      if (range.low.compare(range.high) < 0) both.push(candidate);
    }
  }
  return both;
}

/** The bytes of one field's interval, as stored in the field's direction. */
export function toRange(interval: Interval, descending: boolean): KeyRange {
  if (!descending) {
    return {
      low: interval.lowInclusive ? interval.low : successor(interval.low),
      high: interval.highInclusive ? successor(interval.high) : interval.high,
    };
  }
  const low = inverted(interval.high);
  const high = inverted(interval.low);
  return {
    low: interval.highInclusive ? low : successor(low),
    high: interval.lowInclusive ? successor(high) : high,
  };
}

function inverted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  invert(copy, 0, copy.length);
  return copy;
}

/** The smallest key behind all keys that begin with these bytes. */
export function successor(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0xff) end -= 1;
  if (end === 0) return highestKey;
  const next = Buffer.from(bytes.subarray(0, end));
  next[end - 1] = (next[end - 1] ?? 0) + 1;
  return next;
}

/** Sorts ranges and joins those that touch, so that no entry is read twice. */
export function normalize(ranges: readonly KeyRange[]): KeyRange[] {
  const sorted = [...ranges].sort((a, b) => a.low.compare(b.low));
  const joined: KeyRange[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && range.low.compare(last.high) <= 0) {
      joined[joined.length - 1] = {
        low: last.low,
        high: last.high.compare(range.high) < 0 ? range.high : last.high,
      };
    } else joined.push(range);
  }
  return joined;
}
