import { MongoError } from '../errors.ts';
import { Decimal } from './decimal.ts';
import {
  Binary,
  BsonDate,
  Code,
  Double,
  type Maybe,
  maxKey,
  minKey,
  Oid,
  order,
  Regex,
  Timestamp,
  bsonType as typeOf,
  type Value,
} from './types.ts';

/**
 * A document that stays raw bytes until somebody changes it. Reading one field walks the bytes and decodes
 * that field alone; a document that was never changed is copied, not re-encoded, when it is sent or stored.
 * The bytes must have passed `validateDocument` once. Field order is kept, also for keys that look like numbers.
 */
export class Doc {
  #bytes: Buffer;
  #start: number;
  #fields: Map<string, Value> | undefined;

  private constructor(bytes: Buffer, start: number, fields: Map<string, Value> | undefined) {
    this.#bytes = bytes;
    this.#start = start;
    this.#fields = fields;
  }

  /** A view on a document that begins at `start`. */
  static raw(bytes: Buffer, start = 0): Doc {
    return new Doc(bytes, start, undefined);
  }

  static fromMap(fields: Map<string, Value>): Doc {
    return new Doc(noBytes, 0, fields);
  }

  /** A document from literal fields; fields that are `undefined` are left out. */
  static of(fields: Readonly<Record<string, Maybe>>): Doc {
    const map = new Map<string, Value>();
    for (const [key, value] of Object.entries(fields)) if (value !== undefined) map.set(key, value);
    return Doc.fromMap(map);
  }

  get order(): number {
    return order.object;
  }
  get bsonType(): number {
    return 0x03;
  }

  /** The encoded document, if it is still as it came. */
  get rawBytes(): Buffer | undefined {
    if (this.#fields !== undefined) return undefined;
    const start = this.#start;
    return this.#bytes.subarray(start, start + int32(this.#bytes, start));
  }

  get(key: string): Maybe {
    if (this.#fields !== undefined) return this.#fields.get(key);
    const at = find(this.#bytes, this.#start, key);
    return at === -1 ? undefined : decodeAt(this.#bytes, at, key.length);
  }

  has(key: string): boolean {
    return this.#fields !== undefined ? this.#fields.has(key) : find(this.#bytes, this.#start, key) !== -1;
  }

  /** All fields in order. The map belongs to the document: change it only through `set` and `delete`. */
  fields(): ReadonlyMap<string, Value> {
    return this.#fields ?? decodeFields(this.#bytes, this.#start);
  }

  /** Whether a field of this document, not of those inside, has a BSON type. */
  hasType(type: number): boolean {
    if (this.#fields === undefined) return holdsType(this.#bytes, this.#start, type);
    for (const value of this.#fields.values()) if (typeOf(value) === type) return true;
    return false;
  }

  get isEmpty(): boolean {
    return this.#fields !== undefined ? this.#fields.size === 0 : int32(this.#bytes, this.#start) === 5;
  }

  firstKey(): string | undefined {
    if (this.#fields !== undefined) return this.#fields.keys().next().value;
    if (this.isEmpty) return undefined;
    const start = this.#start + 5;
    return this.#bytes.toString('utf8', start, zeroAt(this.#bytes, start));
  }

  set(key: string, value: Value): void {
    this.#own().set(key, value);
  }

  delete(key: string): boolean {
    return this.#own().delete(key);
  }

  /** A copy whose top level can be changed freely; nested values are shared. */
  clone(): Doc {
    return this.#fields === undefined
      ? new Doc(this.#bytes, this.#start, undefined)
      : Doc.fromMap(new Map(this.#fields));
  }

  #own(): Map<string, Value> {
    this.#fields ??= decodeFields(this.#bytes, this.#start);
    return this.#fields;
  }
}

const noBytes = Buffer.from([5, 0, 0, 0, 0]);

export function int32(bytes: Buffer, at: number): number {
  const b = bytes;
  return (b[at] ?? 0) | ((b[at + 1] ?? 0) << 8) | ((b[at + 2] ?? 0) << 16) | ((b[at + 3] ?? 0) << 24);
}

/** The next zero byte; names are short, so a loop beats a call into native code. */
function zeroAt(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] !== 0 && at < bytes.length) at++;
  return at;
}

/** The offset of the element (its type byte) named `key`, or -1. */
function find(bytes: Buffer, start: number, key: string): number {
  const length = key.length;
  let at = start + 4;
  for (;;) {
    const type = bytes[at] ?? 0;
    if (type === 0) return -1;
    let i = 0;
    const name = at + 1;
    while (i < length && bytes[name + i] === key.charCodeAt(i)) i++;
    if (i === length && bytes[name + i] === 0) return at;
    const end = zeroAt(bytes, name + i);
    // A name beyond ASCII has more bytes than code units: compare it decoded.
    if ((bytes[name + i] ?? 0) > 0x7f && bytes.toString('utf8', name, end) === key) return at;
    at = end + 1 + valueSize(bytes, end + 1, type);
  }
}

function holdsType(bytes: Buffer, start: number, wanted: number): boolean {
  let at = start + 4;
  for (;;) {
    const type = bytes[at] ?? 0;
    if (type === 0 || type === wanted) return type !== 0;
    const value = zeroAt(bytes, at + 1) + 1;
    at = value + valueSize(bytes, value, type);
  }
}

function decodeAt(bytes: Buffer, at: number, keyLength: number): Value {
  const type = bytes[at] ?? 0;
  const guess = at + 1 + keyLength;
  return decodeValue(bytes, bytes[guess] === 0 ? guess + 1 : zeroAt(bytes, at + 1) + 1, type);
}

function decodeFields(bytes: Buffer, start: number): Map<string, Value> {
  const fields = new Map<string, Value>();
  let at = start + 4;
  for (;;) {
    const type = bytes[at] ?? 0;
    if (type === 0) return fields;
    const end = zeroAt(bytes, at + 1);
    const key = bytes.toString('utf8', at + 1, end);
    if (!fields.has(key)) fields.set(key, decodeValue(bytes, end + 1, type));
    at = end + 1 + valueSize(bytes, end + 1, type);
  }
}

function decodeArray(bytes: Buffer, start: number): Value[] {
  const items: Value[] = [];
  let at = start + 4;
  for (;;) {
    const type = bytes[at] ?? 0;
    if (type === 0) return items;
    const value = zeroAt(bytes, at + 1) + 1;
    items.push(decodeValue(bytes, value, type));
    at = value + valueSize(bytes, value, type);
  }
}

function decodeString(bytes: Buffer, at: number): string {
  return bytes.toString('utf8', at + 4, at + 3 + int32(bytes, at));
}

/** Size in bytes of the value at `at`. */
export function valueSize(bytes: Buffer, at: number, type: number): number {
  switch (type) {
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return 8;
    case 0x02:
    case 0x0d:
    case 0x0e:
      return 4 + int32(bytes, at);
    case 0x03:
    case 0x04:
    case 0x0f:
      return int32(bytes, at);
    case 0x05:
      return 5 + int32(bytes, at);
    case 0x06:
    case 0x0a:
    case 0x7f:
    case 0xff:
      return 0;
    case 0x07:
      return 12;
    case 0x08:
      return 1;
    case 0x0b:
      return zeroAt(bytes, zeroAt(bytes, at) + 1) + 1 - at;
    case 0x0c:
      return 16 + int32(bytes, at);
    case 0x10:
      return 4;
    case 0x13:
      return 16;
    default:
      throw new MongoError('InvalidBSON', `Unrecognized BSON type ${type}`);
  }
}

function decodeValue(bytes: Buffer, at: number, type: number): Value {
  switch (type) {
    case 0x01:
      return new Double(bytes.readDoubleLE(at));
    case 0x02:
      return decodeString(bytes, at);
    case 0x03:
      return Doc.raw(bytes, at);
    case 0x04:
      return decodeArray(bytes, at);
    case 0x05:
      return new Binary(bytes[at + 4] ?? 0, bytes.subarray(at + 5, at + 5 + int32(bytes, at)));
    case 0x07:
      return new Oid(bytes.subarray(at, at + 12));
    case 0x08:
      return bytes[at] === 1;
    case 0x09:
      return new BsonDate(readInt64(bytes, at));
    case 0x0a:
      return null;
    case 0x0b: {
      const middle = zeroAt(bytes, at);
      const end = zeroAt(bytes, middle + 1);
      return new Regex(bytes.toString('utf8', at, middle), bytes.toString('latin1', middle + 1, end));
    }
    case 0x0d:
      return new Code(decodeString(bytes, at));
    case 0x10:
      return int32(bytes, at);
    case 0x11:
      return new Timestamp(bytes.readBigUInt64LE(at));
    case 0x12:
      return bytes.readBigInt64LE(at);
    case 0x13:
      return new Decimal(bytes.subarray(at, at + 16));
    case 0x7f:
      return maxKey;
    case 0xff:
      return minKey;
    default:
      throw new MongoError('InvalidBSON', `Unrecognized BSON type ${type}`);
  }
}

/** Dates lie within ±2^53 ms (validated on the way in), so a number holds them exactly. */
function readInt64(bytes: Buffer, at: number): number {
  return int32(bytes, at + 4) * 0x100000000 + (int32(bytes, at) >>> 0);
}

/** A nested document, or a TypeMismatch that names the field. */
export function expectDoc(value: Maybe, field: string): Doc {
  if (value instanceof Doc) return value;
  const type = value === undefined ? 'missing' : typeOf(value);
  throw new MongoError(
    'TypeMismatch',
    `BSON field '${field}' is the wrong type '${type}', expected type 'object'`,
  );
}
