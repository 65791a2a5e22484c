import { compare } from '../../bson/compare.ts';
import { Decimal } from '../../bson/decimal.ts';
import { asNumeric, divideDecimals, integer, type Numeric, toDecimal, toNumber } from '../../bson/number.ts';
import { Double, type Maybe, type Value } from '../../bson/types.ts';
import type { Evaluate } from '../env.ts';
import { compileExpression, type OperatorCompiler } from '../expression.ts';
import { addNumbers } from './arithmetic.ts';
import { isNullish } from './helpers.ts';

/** A sum that keeps doubles accurate over many additions (Neumaier) and counts the numbers it saw. */
export class Sum {
  /** What is exact in a JavaScript number; the rest of the whole numbers lies in `#large`. */
  #small = 0;
  #large = 0n;
  #sawLong = false;
  #decimal: Numeric | undefined;
  #floating = 0;
  #compensation = 0;
  #sawDouble = false;
  count = 0;

  add(value: Maybe): void {
    const number = asNumeric(value);
    if (number === undefined) return;
    this.count += 1;
    if (!(number instanceof Double)) {
      this.#addExact(number);
      return;
    }
    this.#sawDouble = true;
    const sum = this.#floating + number.n;
    const larger = Math.abs(this.#floating) >= Math.abs(number.n);
    this.#compensation += larger ? this.#floating - sum + number.n : number.n - sum + this.#floating;
    this.#floating = sum;
  }

  #addExact(number: Exclude<Numeric, Double>): void {
    if (number instanceof Decimal) {
      this.#decimal = addNumbers(this.#decimal ?? 0, number);
    } else if (typeof number === 'bigint') {
      this.#sawLong = true;
      this.#large += number;
    } else if (Number.isSafeInteger(this.#small + number)) {
      this.#small += number;
    } else {
      this.#large += BigInt(this.#small);
      this.#small = number;
    }
  }

  /** Only a whole sum that is beyond Int64 in the end becomes a double. */
  total(): Numeric {
    const whole = this.#large + BigInt(this.#small);
    let total: Numeric = integer(whole, this.#sawLong) ?? new Double(Number(whole));
    if (this.#sawDouble) {
      const floating = Number.isFinite(this.#floating) ? this.#floating + this.#compensation : this.#floating;
      total = addNumbers(total, new Double(floating));
    }
    return this.#decimal === undefined ? total : addNumbers(this.#decimal, total);
  }

  average(): Value {
    if (this.count === 0) return null;
    const total = this.total();
    if (total instanceof Decimal) return divideDecimals(total, toDecimal(this.count));
    return new Double(toNumber(total) / this.count);
  }
}

export function sumOf(values: Iterable<Maybe>): Value {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.total();
}

export function averageOf(values: Iterable<Maybe>): Value {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.average();
}

/** The least (sign -1) or greatest (sign 1) value; null and missing do not count. */
export function extremeOf(values: Iterable<Maybe>, sign: number): Value {
  let best: Value = null;
  for (const value of values) {
    if (isNullish(value)) continue;
    if (best === null || compare(value, best) * sign > 0) best = value;
  }
  return best;
}

/** A standard deviation, formed without keeping the numbers (Welford). */
export class Deviation {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: Maybe): void {
    if (asNumeric(value) === undefined) return;
    const n = toNumber(value);
    this.#count += 1;
    const delta = n - this.#mean;
    this.#mean += delta / this.#count;
    this.#squares += delta * (n - this.#mean);
  }

  /** Over the population or, with one less in the divisor, a sample. */
  result(sample: boolean): Value {
    const divisor = this.#count - (sample ? 1 : 0);
    return divisor <= 0 ? null : new Double(Math.sqrt(this.#squares / divisor));
  }
}

function deviationOf(values: Iterable<Maybe>, sample: boolean): Value {
  const deviation = new Deviation();
  for (const value of values) deviation.add(value);
  return deviation.result(sample);
}

/** With one operand that is an array, its elements count; with a list of operands, the operands. */
function over(apply: (values: Maybe[]) => Value): OperatorCompiler {
  return (source, scope) => {
    if (Array.isArray(source) && source.length !== 1) {
      const items: Evaluate[] = source.map((item) => compileExpression(item, scope));
      return (env) => apply(items.map((item) => item(env)));
    }
    const only = compileExpression(Array.isArray(source) ? (source[0] ?? null) : source, scope);
    return (env) => {
      const value = only(env);
      return apply(Array.isArray(value) ? value : [value]);
    };
  };
}

/** Accumulators used as expressions on the values of one document. */
export const accumulatorExpressions: Readonly<Record<string, OperatorCompiler>> = {
  $sum: over(sumOf),
  $avg: over(averageOf),
  $min: over((values) => extremeOf(values, -1)),
  $max: over((values) => extremeOf(values, 1)),
  $stdDevPop: over((values) => deviationOf(values, false)),
  $stdDevSamp: over((values) => deviationOf(values, true)),
};
