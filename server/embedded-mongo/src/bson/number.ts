import { compareNumbers } from './compare.ts';
import { Decimal, decimalOf, divideHalfEven } from './decimal.ts';
import { Double, isNumber, type Maybe, type Value } from './types.ts';

/** A BSON number of any of the four types. */
export type Numeric = number | bigint | Double | Decimal;

const minInt32 = -0x80000000;
const maxInt32 = 0x7fffffff;
const minInt64 = -0x8000000000000000n;
const maxInt64 = 0x7fffffffffffffffn;

/** A whole number as an Int32 if it fits, else an Int64; undefined if it fits neither. */
export function integer(n: bigint, wide: boolean): Numeric | undefined {
  if (n < minInt64 || n > maxInt64) return undefined;
  return !wide && n >= BigInt(minInt32) && n <= BigInt(maxInt32) ? Number(n) : n;
}

/** A JavaScript count as the smallest whole BSON number. */
export function count(n: number): Value {
  return n >= minInt32 && n <= maxInt32 ? n : BigInt(n);
}

/** The value as a JavaScript number, rounded if it must be; NaN if it is no number. */
export function toNumber(value: Maybe): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.n;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Decimal ? Number(value.toString()) : Number.NaN;
}

/** The exact whole number, or undefined if the value is no number or has a fraction. */
export function toInteger(value: Maybe): bigint | undefined {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'bigint') return value;
  if (value instanceof Double) return Number.isInteger(value.n) ? BigInt(value.n) : undefined;
  if (!(value instanceof Decimal) || value.parts.kind !== 'finite') return undefined;
  const { coefficient, exponent } = value.parts;
  if (exponent >= 0) return coefficient * 10n ** BigInt(exponent);
  const scale = 10n ** BigInt(-exponent);
  return coefficient % scale === 0n ? coefficient / scale : undefined;
}

export function toDecimal(value: Numeric): Decimal {
  if (value instanceof Decimal) return value;
  if (value instanceof Double) return Decimal.parse(doubleText(value.n));
  return Decimal.parse(String(value));
}

/** A double becomes a decimal of 15 significant digits, as MongoDB converts it. */
function doubleText(n: number): string {
  return !Number.isFinite(n) || n === 0 ? String(n) : n.toPrecision(15);
}

type IntegerOperation = (a: bigint, b: bigint) => bigint;
type DoubleOperation = (a: number, b: number) => number;
type DecimalOperation = (a: Decimal, b: Decimal) => Decimal;

/**
 * Computes in the wider of the two types: Decimal128, then Double, then Int64, then Int32. Int32 widens to
 * Int64; `overflow` says what a result beyond Int64 becomes.
 */
function combine(
  a: Numeric,
  b: Numeric,
  whole: IntegerOperation,
  floating: DoubleOperation,
  decimal: DecimalOperation,
): Numeric | undefined {
  if (a instanceof Decimal || b instanceof Decimal) return decimal(toDecimal(a), toDecimal(b));
  if (a instanceof Double || b instanceof Double) return new Double(floating(toNumber(a), toNumber(b)));
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = floating(a, b);
    if (Number.isSafeInteger(quick)) return quick >= minInt32 && quick <= maxInt32 ? quick : BigInt(quick);
  }
  return integer(whole(BigInt(a), BigInt(b)), typeof a === 'bigint' || typeof b === 'bigint');
}

/** a + b in the wider type; undefined if whole numbers overflow Int64. */
export function add(a: Numeric, b: Numeric): Numeric | undefined {
  return combine(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
    addDecimals,
  );
}

export function subtract(a: Numeric, b: Numeric): Numeric | undefined {
  return combine(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
    (x, y) => addDecimals(x, negateDecimal(y)),
  );
}

export function multiply(a: Numeric, b: Numeric): Numeric | undefined {
  return combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
    multiplyDecimals,
  );
}

export function negateDecimal(value: Decimal): Decimal {
  const { parts } = value;
  if (parts.kind === 'finite') return decimalOf(-parts.coefficient, parts.exponent);
  return parts.kind === 'nan' ? value : Decimal.parse(parts.negative ? 'Infinity' : '-Infinity');
}

/** Decimals that are not finite follow the rules of doubles. */
function special(a: Decimal, b: Decimal, operation: DoubleOperation): Decimal {
  return Decimal.parse(String(operation(toNumber(a), toNumber(b))));
}

function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.parts.kind !== 'finite' || b.parts.kind !== 'finite') return special(a, b, (x, y) => x + y);
  const exponent = Math.min(a.parts.exponent, b.parts.exponent);
  const align = (part: { coefficient: bigint; exponent: number }): bigint =>
    part.coefficient * 10n ** BigInt(part.exponent - exponent);
  return decimalOf(align(a.parts) + align(b.parts), exponent);
}

function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.parts.kind !== 'finite' || b.parts.kind !== 'finite') return special(a, b, (x, y) => x * y);
  return decimalOf(a.parts.coefficient * b.parts.coefficient, a.parts.exponent + b.parts.exponent);
}

/** Enough extra digits that the rounding of the quotient to 34 is right. */
const guardDigits = 40;

/** a ÷ b for decimals; the divisor is not zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.parts.kind !== 'finite' || b.parts.kind !== 'finite') return special(a, b, (x, y) => x / y);
  const scaled = a.parts.coefficient * 10n ** BigInt(guardDigits + b.parts.coefficient.toString().length);
  const shift = guardDigits + b.parts.coefficient.toString().length;
  const quotient = scaled / b.parts.coefficient;
  let coefficient = quotient;
  let exponent = a.parts.exponent - b.parts.exponent - shift;
  // Take back zeros that only the scaling added.
  while (exponent < a.parts.exponent - b.parts.exponent && coefficient % 10n === 0n && coefficient !== 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return decimalOf(coefficient, exponent);
}

/** A decimal rounded to `places` digits after the point, half to even or towards zero. */
export function roundDecimal(
  value: Decimal,
  places: number,
  mode: 'even' | 'zero' | 'floor' | 'ceil',
): Decimal {
  if (value.parts.kind !== 'finite' || -value.parts.exponent <= places) return value;
  const scale = 10n ** BigInt(-value.parts.exponent - places);
  const { coefficient } = value.parts;
  const truncated = coefficient / scale;
  const rest = coefficient % scale;
  if (mode === 'zero') return decimalOf(truncated, -places);
  if (mode === 'floor') return decimalOf(rest < 0n ? truncated - 1n : truncated, -places);
  if (mode === 'ceil') return decimalOf(rest > 0n ? truncated + 1n : truncated, -places);
  const rounded = divideHalfEven(coefficient < 0n ? -coefficient : coefficient, scale);
  return decimalOf(coefficient < 0n ? -rounded : rounded, -places);
}

export function isZero(value: Numeric): boolean {
  return compareNumbers(value, 0) === 0;
}

export function asNumeric(value: Maybe): Numeric | undefined {
  return isNumber(value) ? value : undefined;
}
