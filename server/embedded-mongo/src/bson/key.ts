import { compareNumbers } from './compare.ts';
import { Decimal } from './decimal.ts';
import { Doc } from './doc.ts';
import { Writer } from './encode.ts';
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
} from './types.ts';

/**
 * Keys whose bytes compare as MongoDB compares the values, and where no key is the beginning of another, so
 * that the keys of several fields can simply follow one another. Every value starts with its type's rank.
 */
const rankOffset = 2;
const scientificBias = 0x4000;

/** An empty array is indexed as BSON's "undefined", which sorts before null and equals no value. */
export const emptyArray = Symbol('empty array');
export type KeyPart = Maybe | typeof emptyArray;

const scratch = new Writer(256);

/** The key of one value. */
export function keyOf(value: KeyPart, descending = false): Buffer {
  scratch.at = 0;
  writePart(scratch, value, descending);
  return scratch.take();
}

/** The key of a compound index entry; `descending` says which parts are stored inverted. */
export function compoundKey(values: readonly KeyPart[], descending: readonly boolean[]): Buffer {
  scratch.at = 0;
  for (let i = 0; i < values.length; i++) writePart(scratch, values[i], descending[i] === true);
  return scratch.take();
}

/** The lowest and highest key bytes of a type's bracket. */
export function bracketOf(rank: number): { low: Buffer; high: Buffer } {
  return { low: Buffer.from([rank + rankOffset]), high: Buffer.from([rank + rankOffset + 1]) };
}

function writePart(writer: Writer, value: KeyPart, descending: boolean): void {
  const start = writer.at;
  if (value === emptyArray) writer.byte(order.undefined + rankOffset);
  else write(writer, value);
  if (descending) invert(writer.bytes, start, writer.at);
}

export function invert(bytes: Buffer, start: number, end: number): void {
  for (let i = start; i < end; i++) bytes[i] = 255 - (bytes[i] ?? 0);
}

function write(writer: Writer, value: Maybe): void {
  writer.byte(typeOrder(value) + rankOffset);
  writePayload(writer, value);
}

function writePayload(writer: Writer, value: Maybe): void {
  if (typeof value === 'string') writeText(writer, value);
  else if (typeof value === 'number') writeExact(writer, value);
  else if (value instanceof Double) writeExact(writer, value.n);
  else if (typeof value === 'bigint' || value instanceof Decimal) writeWide(writer, value);
  else if (typeof value === 'boolean') writer.byte(value ? 1 : 0);
  else if (value instanceof Oid) writer.copy(value.bytes);
  else if (value instanceof BsonDate) writeBig(writer, BigInt(value.ms) + 0x8000000000000000n);
  else if (value instanceof Timestamp) writeBig(writer, value.bits);
  else if (value instanceof Doc) {
    for (const [name, field] of value.fields()) {
      writer.byte(typeOrder(field) + rankOffset);
      writeText(writer, name);
      writePayload(writer, field);
    }
    writer.byte(0);
  } else if (Array.isArray(value)) {
    for (const item of value) write(writer, item);
    writer.byte(0);
  } else if (value instanceof Binary) {
    writer.reserve(4);
    writer.at = writer.bytes.writeUInt32BE(value.bytes.length, writer.at);
    writer.byte(value.subtype);
    writer.copy(value.bytes);
  } else if (value instanceof Regex) {
    writeText(writer, value.pattern);
    writeText(writer, value.flags);
  } else if (value instanceof Code) writeText(writer, value.code);
}

/** UTF-8 with 0x00 escaped as 0x00 0xFF, ended by 0x00 0x00. */
function writeText(writer: Writer, value: string): void {
  if (value.includes('\0')) {
    for (const piece of value.split('\0').entries()) {
      if (piece[0] > 0) writer.copy(escapedZero);
      writer.text(piece[1]);
    }
  } else {
    writer.text(value);
  }
  writer.byte(0);
  writer.byte(0);
}
const escapedZero = Buffer.from([0, 0xff]);

function writeExact(writer: Writer, n: number): void {
  writeDoubleBits(writer, n);
  writer.byte(0);
}

/** Eight bytes that sort as the doubles do; NaN first, the two zeros alike. */
function writeDoubleBits(writer: Writer, n: number): void {
  writer.reserve(9);
  const start = writer.at;
  if (Number.isNaN(n)) {
    writer.bytes.fill(0, start, start + 8);
  } else {
    writer.bytes.writeDoubleBE(n === 0 ? 0 : n, start);
    if (n < 0) invert(writer.bytes, start, start + 8);
    else writer.bytes[start] = (writer.bytes[start] ?? 0) | 0x80;
  }
  writer.at = start + 8;
}

/**
 * Int64 and Decimal128: the largest double not above the value; then, unless that double is the value, a 1 and
 * the value in scientific notation. Equal numbers of different types so share one key.
 */
function writeWide(writer: Writer, value: bigint | Decimal): void {
  const nearest = Number(value instanceof Decimal ? value.toString() : value);
  if (compareNumbers(new Double(nearest), value) === 0) {
    writeExact(writer, nearest);
    return;
  }
  const floor = compareNumbers(new Double(nearest), value) > 0 ? doubleBelow(nearest) : nearest;
  writeDoubleBits(writer, floor);
  writer.byte(1);
  const { coefficient, exponent } = scientific(value);
  const start = writer.at;
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().replace(/0+$/, '');
  const magnitude = (coefficient < 0n ? -coefficient : coefficient).toString().length + exponent;
  writer.byte((magnitude + scientificBias) >> 8);
  writer.byte((magnitude + scientificBias) & 0xff);
  writer.cstring(digits);
  if (coefficient < 0n) invert(writer.bytes, start, writer.at);
}

function scientific(value: bigint | Decimal): { coefficient: bigint; exponent: number } {
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  return value.parts.kind === 'finite' ? value.parts : { coefficient: 0n, exponent: 0 };
}

const view = new DataView(new ArrayBuffer(8));

function doubleBelow(n: number): number {
  if (n === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
  if (n === 0) return -Number.MIN_VALUE;
  view.setFloat64(0, n);
  view.setBigUint64(0, view.getBigUint64(0) + (n > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

function writeBig(writer: Writer, value: bigint): void {
  writer.reserve(8);
  writer.at = writer.bytes.writeBigUInt64BE(value, writer.at);
}
