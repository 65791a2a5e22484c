import { Decimal } from './decimal.ts';
import { Doc } from './doc.ts';
import {
  Binary,
  BsonDate,
  bsonType,
  Code,
  Double,
  Extreme,
  Oid,
  Regex,
  Timestamp,
  type Value,
} from './types.ts';
import { checkDepth } from './validate.ts';

/** A buffer that grows; used for documents, replies and index keys alike. */
export class Writer {
  bytes: Buffer;
  at = 0;

  constructor(size = 1024) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  reserve(count: number): void {
    const needed = this.at + count;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.at++] = value;
  }

  int32(value: number): void {
    this.reserve(4);
    this.at = this.bytes.writeInt32LE(value, this.at);
  }

  copy(source: Buffer): void {
    this.reserve(source.length);
    source.copy(this.bytes, this.at);
    this.at += source.length;
  }

  /** UTF-8 without length or terminator. */
  text(value: string): void {
    const length = value.length;
    this.reserve(length * 3);
    if (length > 32) {
      this.at += this.bytes.write(value, this.at, 'utf8');
      return;
    }
    const start = this.at;
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) {
        this.at = start + this.bytes.write(value, start, 'utf8');
        return;
      }
      this.bytes[this.at++] = code;
    }
  }

  cstring(value: string): void {
    this.text(value);
    this.byte(0);
  }

  /** A copy of what was written so far. */
  take(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }
}

/** Encodes a document into bytes of its own. */
export function encodeDocument(doc: Doc): Buffer {
  const raw = doc.rawBytes;
  if (raw !== undefined) return raw;
  const writer = new Writer();
  writeDocument(writer, doc);
  return writer.bytes.subarray(0, writer.at);
}

export function writeDocument(writer: Writer, doc: Doc, depth = 0): void {
  checkDepth(depth);
  const raw = doc.rawBytes;
  if (raw !== undefined) {
    writer.copy(raw);
    return;
  }
  const start = writer.at;
  writer.int32(0);
  for (const [key, value] of doc.fields()) writeElement(writer, key, value, depth);
  finish(writer, start);
}

function writeArray(writer: Writer, items: readonly Value[], depth: number): void {
  checkDepth(depth);
  const start = writer.at;
  writer.int32(0);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item !== undefined) writeElement(writer, String(i), item, depth);
  }
  finish(writer, start);
}

function finish(writer: Writer, start: number): void {
  writer.byte(0);
  writer.bytes.writeInt32LE(writer.at - start, start);
}

function writeElement(writer: Writer, key: string, value: Value, depth: number): void {
  writer.byte(bsonType(value));
  writer.cstring(key);
  writeValue(writer, value, depth);
}

function writeString(writer: Writer, value: string): void {
  const start = writer.at;
  writer.int32(0);
  writer.cstring(value);
  writer.bytes.writeInt32LE(writer.at - start - 4, start);
}

function writeValue(writer: Writer, value: Value, depth: number): void {
  if (typeof value === 'string') writeString(writer, value);
  else if (typeof value === 'number') writer.int32(value);
  else if (typeof value === 'boolean') writer.byte(value ? 1 : 0);
  else if (value instanceof Doc) writeDocument(writer, value, depth + 1);
  else if (Array.isArray(value)) writeArray(writer, value, depth + 1);
  else if (value instanceof BsonDate) writeInt64(writer, BigInt(value.ms));
  else if (value instanceof Oid || value instanceof Decimal) writer.copy(value.bytes);
  else if (typeof value === 'bigint') writeInt64(writer, value);
  else if (value instanceof Double) writeDouble(writer, value.n);
  else if (value instanceof Timestamp) writeInt64(writer, BigInt.asIntN(64, value.bits));
  else if (value instanceof Code) writeString(writer, value.code);
  else if (value instanceof Binary) {
    writer.int32(value.bytes.length);
    writer.byte(value.subtype);
    writer.copy(value.bytes);
  } else if (value instanceof Regex) {
    writer.cstring(value.pattern);
    writer.cstring(value.flags);
  } else if (value !== null && !(value instanceof Extreme)) {
    throw new TypeError('value of an unknown type');
  }
}

function writeDouble(writer: Writer, value: number): void {
  writer.reserve(8);
  writer.at = writer.bytes.writeDoubleLE(value, writer.at);
}

function writeInt64(writer: Writer, value: bigint): void {
  writer.reserve(8);
  writer.at = writer.bytes.writeBigInt64LE(value, writer.at);
}
