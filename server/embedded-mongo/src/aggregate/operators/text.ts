import { Decimal } from '../../bson/decimal.ts';
import { BsonDate, Double, Oid, typeName, type Value } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';

/** A value as `$toString` writes it. Throws ConversionFailure (241) for documents, arrays and binary data. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Double) return doubleText(value.n);
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Oid) return value.toHex();
  if (value instanceof BsonDate) return new Date(value.ms).toISOString();
  throw new MongoError(
    'ConversionFailure',
    `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`,
  );
}

/** Shortest digits that give the same double, exponents as in C++ ("1e+20"). */
function doubleText(n: number): string {
  if (Object.is(n, -0)) return '-0';
  if (n === Number.POSITIVE_INFINITY) return 'Infinity';
  if (n === Number.NEGATIVE_INFINITY) return '-Infinity';
  const [digits = '', power = '0'] = n.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) return String(n);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
