import { Decimal } from '../../bson/decimal.ts';
import {
  add,
  asNumeric,
  divideDecimals,
  integer,
  isZero,
  multiply,
  type Numeric,
  roundDecimal,
  subtract,
  toDecimal,
  toInteger,
  toNumber,
} from '../../bson/number.ts';
import { BsonDate, Double, type Maybe, typeName, type Value } from '../../bson/types.ts';
import { MongoError, notSupported } from '../../errors.ts';
import type { OperatorCompiler } from '../expression.ts';
import { binary, isNullish, operands, unary, variadic, wholeOperand } from './helpers.ts';

function numeric(value: Maybe, operator: string, code: number): Numeric {
  const number = asNumeric(value);
  if (number === undefined)
    throw new MongoError(code, `${operator} only supports numeric types, not ${typeName(value)}`);
  return number;
}

/** Whole numbers that overflow Int64 become doubles. */
function widen(
  value: Numeric | undefined,
  a: Numeric,
  b: Numeric,
  operation: (x: number, y: number) => number,
): Numeric {
  return value ?? new Double(operation(toNumber(a), toNumber(b)));
}

/** The sum as `$add` and `$sum` form it. */
export function addNumbers(a: Numeric, b: Numeric): Numeric {
  return widen(add(a, b), a, b, (x, y) => x + y);
}

function milliseconds(value: Numeric): number {
  return Math.round(toNumber(value));
}

function addAll(values: Maybe[], operator: string): Maybe {
  let sum: Numeric = 0;
  let date: number | undefined;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (value instanceof BsonDate) {
      if (date !== undefined) throw new MongoError(16612, 'only one date allowed in an $add expression');
      date = value.ms;
    } else sum = addNumbers(sum, numeric(value, operator, 14));
  }
  return date === undefined ? sum : new BsonDate(date + milliseconds(sum));
}

function subtractTwo(a: Maybe, b: Maybe, operator: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof BsonDate) {
    if (b instanceof BsonDate) return BigInt(a.ms - b.ms);
    return new BsonDate(a.ms - milliseconds(numeric(b, operator, 14)));
  }
  const x = numeric(a, operator, 14);
  const y = numeric(b, operator, 14);
  return widen(subtract(x, y), x, y, (p, q) => p - q);
}

function multiplyAll(values: Maybe[], operator: string): Maybe {
  let product: Numeric = 1;
  for (const value of values) {
    if (isNullish(value)) return null;
    const factor = numeric(value, operator, 14);
    product = widen(multiply(product, factor), product, factor, (x, y) => x * y);
  }
  return product;
}

function divide(a: Maybe, b: Maybe, operator: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const x = numeric(a, operator, 14);
  const y = numeric(b, operator, 14);
  if (isZero(y)) throw new MongoError('BadValue', "can't $divide by zero");
  if (x instanceof Decimal || y instanceof Decimal) return divideDecimals(toDecimal(x), toDecimal(y));
  return new Double(toNumber(x) / toNumber(y));
}

function modulo(a: Maybe, b: Maybe, operator: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const x = numeric(a, operator, 16611);
  const y = numeric(b, operator, 16611);
  if (isZero(y)) throw new MongoError(16610, "can't $mod by zero");
  if (x instanceof Decimal || y instanceof Decimal) {
    const quotient = roundDecimal(divideDecimals(toDecimal(x), toDecimal(y)), 0, 'zero');
    return subtract(x, multiply(quotient, y) ?? 0) ?? null;
  }
  if (x instanceof Double || y instanceof Double) return new Double(toNumber(x) % toNumber(y));
  if (typeof x === 'number' && typeof y === 'number') return (x % y) + 0;
  return BigInt(x) % BigInt(y);
}

function absolute(value: Maybe, operator: string): Maybe {
  if (isNullish(value)) return null;
  const number = numeric(value, operator, 28765);
  if (number === -0x8000000000000000n) throw new MongoError(28680, "can't take $abs of long long min");
  return toNumber(number) < 0 ? subtractTwo(0, number, operator) : number;
}

type Rounding = 'even' | 'zero' | 'floor' | 'ceil';

const doubleRounding: Readonly<Record<Rounding, (n: number) => number>> = {
  even: roundHalfEven,
  zero: Math.trunc,
  floor: Math.floor,
  ceil: Math.ceil,
};

function roundHalfEven(n: number): number {
  const floor = Math.floor(n);
  const rest = n - floor;
  if (rest !== 0.5) return Math.round(n);
  return floor % 2 === 0 ? floor : floor + 1;
}

function roundTo(value: Maybe, places: number, mode: Rounding, operator: string): Maybe {
  if (isNullish(value)) return null;
  const number = numeric(value, operator, 51081);
  if (number instanceof Decimal) return roundDecimal(number, places, mode);
  if (number instanceof Double) {
    if (!Number.isFinite(number.n)) return number;
    if (places === 0) return new Double(doubleRounding[mode](number.n));
    return new Double(Number(roundDecimal(exactDecimal(number.n), places, mode).toString()));
  }
  if (places >= 0) return number;
  const rounded = integer(
    toInteger(roundDecimal(toDecimal(number), places, mode)) ?? 0n,
    typeof number === 'bigint',
  );
  if (rounded === undefined)
    throw new MongoError(51080, `${operator}: the result is beyond a 64-bit integer`);
  return rounded;
}

/** A double to 34 digits, so that 1.015, which is a little less than that, is rounded down. */
function exactDecimal(n: number): Decimal {
  return Decimal.parse(n.toPrecision(34));
}

function rounder(mode: Rounding): OperatorCompiler {
  return (source, scope, operator) => {
    const [value, places] = operands(source, scope, operator, 1, 2);
    return (env) => {
      const digits = places === undefined ? 0 : places(env);
      if (isNullish(digits)) return null;
      const count = wholeOperand(digits, operator, 51082);
      if (count < -20 || count > 100)
        throw new MongoError(51083, `cannot apply ${operator} with precision value ${count}`);
      return roundTo(value?.(env), count, mode, operator);
    };
  };
}

/** A number as a double. Decimals are left out: MongoDB would answer with one of 34 digits. */
function binaryNumber(value: Maybe, operator: string, code: number): number {
  const number = numeric(value, operator, code);
  if (number instanceof Decimal) throw notSupported(`${operator} of a decimal`);
  return toNumber(number);
}

function floating(
  apply: (n: number) => number,
  check?: (n: number, operator: string) => void,
): OperatorCompiler {
  return unary((value, operator) => {
    if (isNullish(value)) return null;
    const n = binaryNumber(value, operator, 28765);
    check?.(n, operator);
    return new Double(apply(n));
  });
}

function positive(code: number): (n: number, operator: string) => void {
  return (n, operator) => {
    if (n <= 0) throw new MongoError(code, `${operator}'s argument must be a positive number, but is ${n}`);
  };
}

function power(a: Maybe, b: Maybe, operator: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const base = numeric(a, operator, 28762);
  const exponent = numeric(b, operator, 28763);
  if (isZero(base) && toNumber(exponent) < 0)
    throw new MongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  const isWhole = (n: Numeric): n is number | bigint => typeof n === 'number' || typeof n === 'bigint';
  const isUnit = Math.abs(toNumber(base)) === 1;
  if (isWhole(base) && isWhole(exponent) && (isUnit || (exponent >= 0 && exponent < 64))) {
    const result = isUnit ? BigInt(base) ** (BigInt(exponent) & 1n) : BigInt(base) ** BigInt(exponent);
    const small = typeof base === 'number' && typeof exponent === 'number';
    if (small && Number(result) === (Number(result) | 0)) return Number(result);
    if (BigInt.asIntN(64, result) === result) return result;
  }
  return new Double(binaryNumber(base, operator, 28762) ** binaryNumber(exponent, operator, 28763));
}

function bitwise(apply: (a: bigint, b: bigint) => bigint, start: bigint): OperatorCompiler {
  return variadic((values, operator): Value => {
    let result = start;
    let wide = false;
    for (const value of values) {
      if (isNullish(value)) return null;
      if (typeof value !== 'number' && typeof value !== 'bigint') {
        throw new MongoError('TypeMismatch', `${operator} only supports int and long operands`);
      }
      wide ||= typeof value === 'bigint';
      result = apply(result, BigInt(value));
    }
    return wide ? result : Number(result);
  });
}

/** Arithmetic expressions. */
export const arithmeticOperators: Readonly<Record<string, OperatorCompiler>> = {
  $add: variadic(addAll),
  $subtract: binary(subtractTwo),
  $multiply: variadic(multiplyAll),
  $divide: binary(divide),
  $mod: binary(modulo),
  $abs: unary(absolute),
  $ceil: unary((value, operator) => roundTo(value, 0, 'ceil', operator)),
  $floor: unary((value, operator) => roundTo(value, 0, 'floor', operator)),
  $round: rounder('even'),
  $trunc: rounder('zero'),
  $sqrt: floating(Math.sqrt, (n) => {
    if (n < 0) throw new MongoError(28714, "$sqrt's argument must be greater than or equal to 0");
  }),
  $exp: floating(Math.exp),
  $ln: floating(Math.log, positive(28766)),
  $log10: floating(Math.log10, positive(28761)),
  $log: binary((a, b, operator) => {
    if (isNullish(a) || isNullish(b)) return null;
    const n = binaryNumber(a, operator, 28756);
    const base = binaryNumber(b, operator, 28757);
    positive(28758)(n, operator);
    if (base <= 0 || base === 1)
      throw new MongoError(28759, `$log's base must be a positive number not equal to 1, but is ${base}`);
    return new Double(Math.log(n) / Math.log(base));
  }),
  $pow: binary(power),
  $bitAnd: bitwise((a, b) => a & b, -1n),
  $bitOr: bitwise((a, b) => a | b, 0n),
  $bitXor: bitwise((a, b) => a ^ b, 0n),
  $bitNot: unary((value) => {
    if (isNullish(value)) return null;
    if (typeof value === 'number') return ~value;
    if (typeof value === 'bigint') return ~value;
    throw new MongoError('TypeMismatch', '$bitNot only supports int and long');
  }),
};
