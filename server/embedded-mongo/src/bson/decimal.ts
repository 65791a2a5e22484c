import { Decimal128 } from 'bson';
import { order } from './types.ts';

/** Decimal128 carries at most this many significant digits (IEEE 754-2008). */
const precision = 34;
const exponentBias = 6176;
const maxExponent = 6111;

export type DecimalParts =
  | { readonly kind: 'finite'; readonly coefficient: bigint; readonly exponent: number }
  | { readonly kind: 'infinite'; readonly negative: boolean }
  | { readonly kind: 'nan' };

/** A Decimal128, kept as its 16 bytes and taken apart only when it is compared or computed with. */
export class Decimal {
  readonly bytes: Buffer;
  #parts: DecimalParts | undefined;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  get order(): number {
    return order.number;
  }
  get bsonType(): number {
    return 0x13;
  }
  get parts(): DecimalParts {
    this.#parts ??= decode(this.bytes);
    return this.#parts;
  }
  static parse(text: string): Decimal {
    return new Decimal(Buffer.from(Decimal128.fromStringWithRounding(text).bytes));
  }
  toString(): string {
    return new Decimal128(this.bytes).toString();
  }
}

function decode(bytes: Buffer): DecimalParts {
  const high = bytes.readBigUInt64LE(8);
  const negative = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 0x1fn);
  if (combination === 0x1e) return { kind: 'infinite', negative };
  if (combination === 0x1f) return { kind: 'nan' };
  // The second form would need more than 34 digits: IEEE 754 reads such a coefficient as zero.
  if (combination >> 3 === 3) {
    return { kind: 'finite', coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) - exponentBias };
  }
  const magnitude = ((high & 0x1ffffffffffffn) << 64n) | bytes.readBigUInt64LE(0);
  return {
    kind: 'finite',
    coefficient: negative ? -magnitude : magnitude,
    exponent: Number((high >> 49n) & 0x3fffn) - exponentBias,
  };
}

/** Builds a Decimal128 from coefficient × 10^exponent, rounding half to even at 34 digits. */
export function decimalOf(coefficient: bigint, exponent: number): Decimal {
  const negative = coefficient < 0n;
  let digits = negative ? -coefficient : coefficient;
  let scale = exponent;
  const excess = digits.toString().length - precision;
  if (excess > 0) {
    digits = divideHalfEven(digits, 10n ** BigInt(excess));
    scale += excess;
  }
  if (scale > maxExponent && digits !== 0n && digits.toString().length + scale > precision + maxExponent) {
    return Decimal.parse(negative ? '-Infinity' : 'Infinity');
  }
  return Decimal.parse(`${negative ? '-' : ''}${digits}E${scale}`);
}

export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice < denominator) return quotient;
  if (twice > denominator) return quotient + 1n;
  return quotient % 2n === 0n ? quotient : quotient + 1n;
}

/** An exact fraction, for comparing a decimal with a binary number. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function decimalFraction(coefficient: bigint, exponent: number): Fraction {
  return exponent >= 0
    ? { numerator: coefficient * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator: coefficient, denominator: 10n ** BigInt(-exponent) };
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as an exact fraction. */
export function doubleFraction(n: number): Fraction {
  if (Number.isInteger(n)) return { numerator: BigInt(n), denominator: 1n };
  bits.setFloat64(0, n);
  const raw = bits.getBigUint64(0);
  const exponent = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  // Not an integer, so the binary exponent is negative.
  const shift = BigInt(1075 - Math.max(exponent, 1));
  return { numerator: n < 0 ? -mantissa : mantissa, denominator: 1n << shift };
}

export function compareFractions(a: Fraction, b: Fraction): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}
