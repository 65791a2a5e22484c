import { compareFractions, Decimal, decimalFraction, doubleFraction, type Fraction } from './decimal.ts';
import { Doc } from './doc.ts';
import {
  Binary,
  BsonDate,
  Code,
  Double,
  type Maybe,
  Oid,
  order,
  Regex,
  Timestamp,
  typeOrder,
  type Value,
} from './types.ts';

/** MongoDB's total order over all values; missing compares as null. */
export function compare(a: Maybe, b: Maybe): number {
  const rank = typeOrder(a);
  const other = typeOrder(b);
  return rank === other ? compareSameRank(a, b, rank) : rank - other;
}

export function equal(a: Maybe, b: Maybe): boolean {
  return compare(a, b) === 0;
}

function compareSameRank(a: Maybe, b: Maybe, rank: number): number {
  if (rank === order.number) return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof BsonDate && b instanceof BsonDate) return a.ms - b.ms;
  if (a instanceof Oid && b instanceof Oid) return a.bytes.compare(b.bytes);
  if (a instanceof Doc && b instanceof Doc) return compareDocs(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  if (a instanceof Binary && b instanceof Binary) {
    return a.bytes.length - b.bytes.length || a.subtype - b.subtype || a.bytes.compare(b.bytes);
  }
  if (a instanceof Timestamp && b instanceof Timestamp) return a.bits < b.bits ? -1 : a.bits > b.bits ? 1 : 0;
  if (a instanceof Regex && b instanceof Regex) {
    return compareText(a.pattern, b.pattern) || compareText(a.flags, b.flags);
  }
  if (a instanceof Code && b instanceof Code) return compareText(a.code, b.code);
  return 0;
}

/** Strings compare by their UTF-8 bytes; UTF-16 differs where a surrogate meets a character above U+DFFF. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return utf8Rank(left) - utf8Rank(right);
  }
  return a.length - b.length;
}

function utf8Rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareDocs(a: Doc, b: Doc): number {
  const left = [...a.fields()];
  const right = [...b.fields()];
  for (let i = 0; i < left.length; i++) {
    const mine = left[i];
    const theirs = right[i];
    if (mine === undefined || theirs === undefined) return 1;
    const difference =
      typeOrder(mine[1]) - typeOrder(theirs[1]) ||
      compareText(mine[0], theirs[0]) ||
      compare(mine[1], theirs[1]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = compare(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Compares any two BSON numbers exactly. NaN equals itself and lies below everything else. */
export function compareNumbers(a: Maybe, b: Maybe): number {
  if (a instanceof Decimal || b instanceof Decimal) return compareWithDecimal(a, b);
  const left = binaryNumber(a);
  const right = binaryNumber(b);
  if (left < right) return -1;
  if (left > right) return 1;
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number of the same value are equal here.
  if (left == right) return 0;
  return Number(Number.isNaN(right)) - Number(Number.isNaN(left));
}

function binaryNumber(value: Maybe): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value instanceof Double ? value.n : Number.NaN;
}

function compareWithDecimal(a: Maybe, b: Maybe): number {
  const left = extended(a);
  const right = extended(b);
  if (typeof left === 'number' || typeof right === 'number') {
    const x = typeof left === 'number' ? left : 0;
    const y = typeof right === 'number' ? right : 0;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return compareFractions(left, right);
}

/** The exact value, or NaN and ±Infinity as numbers. */
function extended(value: Maybe): Fraction | number {
  if (value instanceof Decimal) {
    const parts = value.parts;
    if (parts.kind === 'finite') return decimalFraction(parts.coefficient, parts.exponent);
    if (parts.kind === 'nan') return Number.NaN;
    return parts.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const number = binaryNumber(value);
  if (typeof number === 'bigint') return { numerator: number, denominator: 1n };
  return Number.isFinite(number) ? doubleFraction(number) : number;
}
