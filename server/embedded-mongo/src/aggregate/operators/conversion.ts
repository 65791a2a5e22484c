import { Decimal } from '../../bson/decimal.ts';
import { Doc } from '../../bson/doc.ts';
import { integer, toDecimal, toNumber } from '../../bson/number.ts';
import {
  BsonDate,
  Double,
  isNumber,
  type Maybe,
  Oid,
  Timestamp,
  typeAliases,
  typeName,
  type Value,
} from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import { truncated } from '../../query/parse-operator.ts';
import { compileExpression, type OperatorCompiler, truthy } from '../expression.ts';
import { parseDate } from './date-text.ts';
import { isNullish, namedSources, unary } from './helpers.ts';
import { textOf } from './text.ts';

function failure(value: Value, target: string, reason = 'Unsupported conversion'): MongoError {
  return new MongoError(
    'ConversionFailure',
    `${reason} from ${typeName(value)} to ${target} in $convert with no onError value`,
  );
}

function toWhole(value: Value, wide: boolean, target: string): Value {
  if (typeof value === 'boolean') return wide ? BigInt(value) : Number(value);
  if (wide && value instanceof BsonDate) return BigInt(value.ms);
  if (typeof value === 'string' && !/^[+-]?\d+$/.test(value))
    throw failure(value, target, 'Failed to parse number');
  const whole = typeof value === 'string' ? BigInt(value) : truncated(value);
  if (whole === undefined) throw failure(value, target);
  const result = integer(whole, wide);
  if (result === undefined || (!wide && typeof result === 'bigint')) {
    throw failure(value, target, 'Conversion would overflow target type');
  }
  return result;
}

function toDouble(value: Value): Value {
  if (value instanceof BsonDate) return new Double(value.ms);
  if (typeof value === 'boolean') return new Double(Number(value));
  if (isNumber(value)) return new Double(toNumber(value));
  if (typeof value !== 'string') throw failure(value, 'double');
  const special = /^([+-]?)(?:(nan)|inf(?:inity)?)$/i.exec(value);
  if (special !== null) {
    const n = special[2] === undefined ? Number.POSITIVE_INFINITY : Number.NaN;
    return new Double(special[1] === '-' ? -n : n);
  }
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value))
    throw failure(value, 'double', 'Failed to parse number');
  return new Double(Number(value));
}

function toDecimalValue(value: Value): Value {
  if (value instanceof BsonDate) return Decimal.parse(String(value.ms));
  if (typeof value === 'boolean') return Decimal.parse(value ? '1' : '0');
  if (isNumber(value)) return toDecimal(value);
  if (typeof value !== 'string') throw failure(value, 'decimal');
  try {
    return Decimal.parse(value);
  } catch {
    throw failure(value, 'decimal', 'Failed to parse number');
  }
}

function toDate(value: Value): Value {
  if (value instanceof BsonDate) return value;
  if (value instanceof Oid) return new BsonDate(value.bytes.readUInt32BE(0) * 1000);
  if (value instanceof Timestamp) return new BsonDate(Number(value.bits >> 32n) * 1000);
  if (typeof value === 'string') return new BsonDate(parseDate(value));
  if (typeof value === 'bigint' || value instanceof Double || value instanceof Decimal)
    return new BsonDate(Math.trunc(toNumber(value)));
  throw failure(value, 'date');
}

function toObjectId(value: Value): Value {
  if (value instanceof Oid) return value;
  if (typeof value !== 'string') throw failure(value, 'objectId');
  if (!/^[0-9a-fA-F]{24}$/.test(value))
    throw failure(value, 'objectId', `Failed to parse objectId '${value}'`);
  return new Oid(Buffer.from(value, 'hex'));
}

const conversions: Readonly<Record<string, (value: Value) => Value>> = {
  int: (value) => toWhole(value, false, 'int'),
  long: (value) => toWhole(value, true, 'long'),
  double: toDouble,
  decimal: toDecimalValue,
  string: textOf,
  bool: (value) => truthy(value),
  date: toDate,
  objectId: toObjectId,
};

function converter(target: string): OperatorCompiler {
  return unary((value) => (isNullish(value) ? null : conversions[target]?.(value)));
}

const typeByNumber = new Map(Object.entries(typeAliases).map(([name, number]) => [number, name]));

function targetName(target: Maybe): string {
  const wanted = target instanceof Doc ? target.get('type') : target;
  const name = typeof wanted === 'string' ? wanted : typeByNumber.get(toNumber(wanted));
  if (name === undefined || !(name === 'missing' || Object.hasOwn(typeAliases, name)))
    throw new MongoError('BadValue', 'Unknown type name in $convert');
  return name;
}

const convert: OperatorCompiler = (source, scope, operator) => {
  const doc = namedSources(source, operator, ['input', 'to'], ['onError', 'onNull']);
  const part = (name: string) =>
    doc.has(name) ? compileExpression(doc.get(name) ?? null, scope) : undefined;
  const [input, to, onError, onNull] = [part('input'), part('to'), part('onError'), part('onNull')];
  return (env) => {
    const value = input?.(env);
    if (isNullish(value)) return onNull === undefined ? null : onNull(env);
    const target = to?.(env);
    if (isNullish(target)) return null;
    try {
      const name = targetName(target);
      const conversion = conversions[name];
      if (conversion === undefined) throw failure(value, name);
      return conversion(value);
    } catch (error) {
      if (onError === undefined || !(error instanceof MongoError) || error.codeName !== 'ConversionFailure')
        throw error;
      return onError(env);
    }
  };
};

/** Type expressions. */
export const conversionOperators: Readonly<Record<string, OperatorCompiler>> = {
  $toInt: converter('int'),
  $toLong: converter('long'),
  $toDouble: converter('double'),
  $toDecimal: converter('decimal'),
  $toString: converter('string'),
  $toBool: converter('bool'),
  $toDate: converter('date'),
  $toObjectId: converter('objectId'),
  $convert: convert,
  $type: unary((value) => typeName(value)),
  $isNumber: unary((value) => isNumber(value)),
};
