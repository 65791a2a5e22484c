import {
  BSONRegExp,
  Binary as BsonBinary,
  Code as BsonCode,
  Double as BsonDouble,
  Timestamp as BsonTimestamp,
  Decimal128,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
} from 'bson';
import { Decimal } from '../bson/decimal.ts';
import { Doc } from '../bson/doc.ts';
import {
  Binary,
  BsonDate,
  Code,
  Double,
  Extreme,
  minKey,
  Oid,
  Regex,
  Timestamp,
  type Value,
} from '../bson/types.ts';

/** A document as the driver's own types, in Maps, so that it is sent with the same types and field order. */
export function toDriverDocument(bytes: Buffer): Map<string, unknown> {
  return toMap(Doc.raw(bytes));
}

function toMap(doc: Doc): Map<string, unknown> {
  return new Map([...doc.fields()].map(([key, value]) => [key, toDriverValue(value)]));
}

function toDriverValue(value: Value): unknown {
  if (typeof value === 'number') return new Int32(value);
  if (typeof value === 'bigint') return Long.fromBigInt(value);
  if (value instanceof Doc) return toMap(value);
  if (Array.isArray(value)) return value.map(toDriverValue);
  if (value instanceof Double) return new BsonDouble(value.n);
  if (value instanceof Oid) return new ObjectId(value.bytes);
  if (value instanceof BsonDate) return new Date(value.ms);
  if (value instanceof Binary) return new BsonBinary(value.bytes, value.subtype);
  if (value instanceof Decimal) return new Decimal128(value.bytes);
  if (value instanceof Regex) return new BSONRegExp(value.pattern, value.flags);
  if (value instanceof Code) return new BsonCode(value.code);
  if (value instanceof Timestamp)
    return BsonTimestamp.fromBits(Number(value.bits & 0xffffffffn), Number(value.bits >> 32n));
  if (value instanceof Extreme) return value === minKey ? new MinKey() : new MaxKey();
  return value;
}
