import type { Decimal } from './decimal.ts';
import type { Doc } from './doc.ts';

/**
 * A BSON value inside the server. Int32 is a plain number, Int64 a bigint; a double is always wrapped,
 * because the three must stay apart when a document is written back. `undefined` means "missing".
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Double
  | Decimal
  | Doc
  | Value[]
  | Binary
  | Oid
  | BsonDate
  | Regex
  | Code
  | Timestamp
  | Extreme;

export type Maybe = Value | undefined;

/** The rank of each type in MongoDB's order across types. */
export const order = {
  min: -1,
  undefined: 0,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  max: 127,
} as const;

export class Double {
  readonly n: number;
  constructor(n: number) {
    this.n = n;
  }
  get order(): number {
    return order.number;
  }
  get bsonType(): number {
    return 0x01;
  }
}

export class Binary {
  readonly subtype: number;
  readonly bytes: Buffer;
  constructor(subtype: number, bytes: Buffer) {
    this.subtype = subtype;
    this.bytes = bytes;
  }
  get order(): number {
    return order.binary;
  }
  get bsonType(): number {
    return 0x05;
  }
}

export class Oid {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  get order(): number {
    return order.objectId;
  }
  get bsonType(): number {
    return 0x07;
  }
  toHex(): string {
    return this.bytes.toString('hex');
  }
}

export class BsonDate {
  /** Milliseconds since 1970, UTC. */
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
  get order(): number {
    return order.date;
  }
  get bsonType(): number {
    return 0x09;
  }
}

export class Regex {
  readonly pattern: string;
  readonly flags: string;
  constructor(pattern: string, flags: string) {
    this.pattern = pattern;
    this.flags = flags;
  }
  get order(): number {
    return order.regex;
  }
  get bsonType(): number {
    return 0x0b;
  }
}

export class Code {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
  get order(): number {
    return order.code;
  }
  get bsonType(): number {
    return 0x0d;
  }
}

export class Timestamp {
  /** Unsigned 64 bits: seconds in the upper half, increment in the lower. */
  readonly bits: bigint;
  constructor(bits: bigint) {
    this.bits = bits;
  }
  get order(): number {
    return order.timestamp;
  }
  get bsonType(): number {
    return 0x11;
  }
}

/** MinKey and MaxKey. */
export class Extreme {
  readonly order: number;
  readonly bsonType: number;
  constructor(rank: number, bsonType: number) {
    this.order = rank;
    this.bsonType = bsonType;
  }
}
export const minKey = new Extreme(order.min, 0xff);
export const maxKey = new Extreme(order.max, 0x7f);

/** The rank of a value's type; missing ranks as null. */
export function typeOrder(value: Maybe): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return order.number;
    case 'string':
      return order.string;
    case 'boolean':
      return order.bool;
    case 'undefined':
      return order.null;
    default:
      if (value === null) return order.null;
      return Array.isArray(value) ? order.array : value.order;
  }
}

/** BSON's own type number, as `$type` counts it. */
export function bsonType(value: Value): number {
  switch (typeof value) {
    case 'number':
      return 0x10;
    case 'bigint':
      return 0x12;
    case 'string':
      return 0x02;
    case 'boolean':
      return 0x08;
    default:
      if (value === null) return 0x0a;
      return Array.isArray(value) ? 0x04 : value.bsonType;
  }
}

/** The names `$type` takes and gives, with BSON's numbers. */
export const typeAliases: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const aliasByNumber = new Map(Object.entries(typeAliases).map(([alias, number]) => [number & 0xff, alias]));

/** The name of a value's type as MongoDB's messages and the `$type` expression spell it. */
export function typeName(value: Maybe): string {
  if (value === undefined) return 'missing';
  return aliasByNumber.get(bsonType(value) & 0xff) ?? 'unknown';
}

export function isNumber(value: Maybe): value is number | bigint | Double | Decimal {
  return typeOrder(value) === order.number;
}
