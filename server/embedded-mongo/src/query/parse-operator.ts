import { Decimal } from '../bson/decimal.ts';
import { Doc } from '../bson/doc.ts';
import { toInteger } from '../bson/number.ts';
import { Binary, Double, isNumber, Regex, typeAliases, typeName, type Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import type { Filter, Test } from './filter.ts';
import { inElement, isOperatorDoc, parseFilter, parseOperators } from './parse-filter.ts';
import type { Path } from './path.ts';
import type { Pattern } from './pattern.ts';
import { checkRegexFlags, compileRegex } from './regex.ts';

/** Field operators of MongoDB that are left out. */
export const refusedFieldOperators = [
  '$geoIntersects',
  '$geoWithin',
  '$near',
  '$nearSphere',
  '$within',
  '$geoNear',
  '$maxDistance',
  '$minDistance',
];

type Parser = (path: Path, operand: Value, doc: Doc) => Filter[];

const fieldParsers: Readonly<Record<string, Parser>> = {
  $eq: (path, value) => [leaf(path, equality('$eq', value))],
  $ne: (path, value) => [{ kind: 'not', part: leaf(path, equality('$ne', value)) }],
  $gt: (path, value) => [leaf(path, range('gt', value))],
  $gte: (path, value) => [leaf(path, range('gte', value))],
  $lt: (path, value) => [leaf(path, range('lt', value))],
  $lte: (path, value) => [leaf(path, range('lte', value))],
  $in: (path, value) => [leaf(path, membership('$in', value))],
  $nin: (path, value) => [{ kind: 'not', part: leaf(path, membership('$nin', value)) }],
  $not: (path, value) => [{ kind: 'not', part: negated(path, value) }],
  $exists: (path, value) => [
    truthyOperand(value) ? leaf(path, { op: 'exists' }) : { kind: 'not', part: leaf(path, { op: 'exists' }) },
  ],
  $type: (path, value) => [leaf(path, { op: 'type', types: typeSet(value) })],
  $size: (path, value) => [leaf(path, { op: 'size', size: sizeOperand(value) })],
  $mod: (path, value) => [leaf(path, modulo(value))],
  $regex: (path, value, doc) => [leaf(path, regexOperand(value, doc))],
  $options: (_path, _value, doc) => {
    if (!doc.has('$regex')) throw new MongoError('BadValue', '$options needs a $regex');
    return [];
  },
  $all: (path, value) => allOf(path, value),
  $elemMatch: (path, value) => [leaf(path, elemMatch(value))],
  $bitsAllSet: (path, value) => [leaf(path, bits('$bitsAllSet', 'all', true, value))],
  $bitsAllClear: (path, value) => [leaf(path, bits('$bitsAllClear', 'all', false, value))],
  $bitsAnySet: (path, value) => [leaf(path, bits('$bitsAnySet', 'any', true, value))],
  $bitsAnyClear: (path, value) => [leaf(path, bits('$bitsAnyClear', 'any', false, value))],
};

/** Every operator a field may carry. */
export const fieldOperators = Object.keys(fieldParsers);

/** Parses one operator; `doc` holds its neighbours, because `$regex` reads `$options`. */
export function parseOperator(path: Path, operator: string, operand: Value, doc: Doc): Filter[] {
  const parser = fieldParsers[operator];
  if (parser !== undefined) return parser(path, operand, doc);
  if (refusedFieldOperators.includes(operator)) throw notSupported(operator);
  throw new MongoError('BadValue', `unknown operator: ${operator}`);
}

function leaf(path: Path, test: Test): Filter {
  return { kind: 'leaf', path, test };
}

function equality(operator: string, value: Value): Test {
  if (value instanceof Regex && operator === '$ne')
    throw new MongoError('BadValue', `Can't have regex as arg to ${operator}.`);
  return { op: 'eq', value };
}

function range(op: 'lt' | 'lte' | 'gt' | 'gte', value: Value): Test {
  if (value instanceof Regex)
    throw new MongoError('BadValue', `Can't have RegEx as arg to predicate over field`);
  return { op, value };
}

function membership(operator: string, value: Value): Test {
  if (!Array.isArray(value)) throw new MongoError('BadValue', `${operator} needs an array`);
  const patterns: Pattern[] = [];
  for (const item of value) {
    if (item instanceof Regex) patterns.push(compileRegex(item.pattern, item.flags));
    else if (isOperatorDoc(item)) throw new MongoError('BadValue', `cannot nest $ under ${operator}`);
  }
  return { op: 'in', values: value, patterns };
}

function negated(path: Path, value: Value): Filter {
  if (value instanceof Regex) return leaf(path, regexTest(value.pattern, value.flags));
  if (!(value instanceof Doc)) throw new MongoError('BadValue', '$not needs a regex or a document');
  if (value.isEmpty) throw new MongoError('BadValue', '$not cannot be empty');
  return { kind: 'and', parts: parseOperators(value, path.text) };
}

function truthyOperand(value: Value): boolean {
  if (value === null || value === false) return false;
  if (value instanceof Double) return value.n !== 0;
  return value !== 0 && value !== 0n;
}

export function regexTest(pattern: string, flags: string): Test {
  checkRegexFlags(flags);
  return { op: 'regex', pattern, flags, compiled: compileRegex(pattern, flags) };
}

function regexOperand(value: Value, doc: Doc): Test {
  const options = doc.get('$options');
  if (options !== undefined && typeof options !== 'string')
    throw new MongoError('BadValue', '$options has to be a string');
  if (value instanceof Regex) {
    if (options !== undefined && value.flags !== '')
      throw new MongoError(51074, 'options set in both $regex and $options');
    return regexTest(value.pattern, options ?? value.flags);
  }
  if (typeof value !== 'string') throw new MongoError('BadValue', '$regex has to be a string');
  return regexTest(value, options ?? '');
}

/** `$type` takes a name, a number, "number", or a list of these. */
export function typeSet(value: Value): ReadonlySet<number> {
  const types = new Set<number>();
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) throw new MongoError('FailedToParse', '$type must match at least one type');
  for (const item of items) {
    if (item === 'number')
      for (const name of ['double', 'int', 'long', 'decimal']) types.add(typeAliases[name] ?? 0);
    else types.add(typeNumber(item) & 0xff);
  }
  return types;
}

function typeNumber(item: Value): number {
  if (typeof item === 'string') {
    const known = typeAliases[item];
    if (known === undefined) throw new MongoError('BadValue', `Unknown type name alias: ${item}`);
    return known;
  }
  if (!isNumber(item))
    throw new MongoError('TypeMismatch', 'type must be represented as a number or a string');
  const number = Number(toInteger(item) ?? 0);
  if (!Object.values(typeAliases).includes(number))
    throw new MongoError('BadValue', `Invalid numerical type code: ${number}`);
  return number;
}

function sizeOperand(value: Value): number {
  if (!isNumber(value))
    throw new MongoError(
      'BadValue',
      `Failed to parse $size. Expected a number in: $size: ${typeName(value)}`,
    );
  const size = toInteger(value);
  if (size === undefined) throw new MongoError('BadValue', 'Failed to parse $size. Expected an integer');
  if (size < 0n) throw new MongoError('BadValue', 'Failed to parse $size. Expected a non-negative number');
  return Number(size);
}

function modulo(value: Value): Test {
  if (!Array.isArray(value)) throw new MongoError('BadValue', 'malformed mod, needs to be an array');
  if (value.length < 2) throw new MongoError('BadValue', 'malformed mod, not enough elements');
  if (value.length > 2) throw new MongoError('BadValue', 'malformed mod, too many elements');
  const divisor = truncated(value[0]);
  const remainder = truncated(value[1]);
  if (divisor === undefined) throw new MongoError('BadValue', 'malformed mod, divisor not a number');
  if (remainder === undefined) throw new MongoError('BadValue', 'malformed mod, remainder not a number');
  if (divisor === 0n) throw new MongoError('BadValue', 'divisor cannot be 0');
  return { op: 'mod', divisor, remainder };
}

/** The whole part of a number, or undefined for NaN, infinities and what is no number. */
export function truncated(value: Value | undefined): bigint | undefined {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'bigint') return value;
  const n =
    value instanceof Double ? value.n : value instanceof Decimal ? Number(value.toString()) : Number.NaN;
  return Number.isFinite(n) ? BigInt(Math.trunc(n)) : undefined;
}

function allOf(path: Path, value: Value): Filter[] {
  if (!Array.isArray(value)) throw new MongoError('BadValue', '$all needs an array');
  // MongoDB: $all with an empty array matches nothing.
  if (value.length === 0) return [{ kind: 'nor', parts: [{ kind: 'and', parts: [] }] }];
  const elements = value.filter((item) => item instanceof Doc && item.firstKey() === '$elemMatch');
  if (elements.length > 0 && elements.length < value.length)
    throw new MongoError('BadValue', 'no $ expressions in $all');
  return value.map((item) => {
    if (item instanceof Regex) return leaf(path, regexTest(item.pattern, item.flags));
    if (!isOperatorDoc(item)) return leaf(path, { op: 'eq', value: item });
    if (item.firstKey() !== '$elemMatch') throw new MongoError('BadValue', 'no $ expressions in $all');
    return leaf(path, elemMatch(item.get('$elemMatch') ?? null));
  });
}

function elemMatch(value: Value): Test {
  if (!(value instanceof Doc)) throw new MongoError('BadValue', '$elemMatch needs an Object');
  const first = value.firstKey();
  const logical =
    first === '$and' || first === '$or' || first === '$nor' || first === '$where' || first === '$expr';
  if (!isOperatorDoc(value) || logical)
    return { op: 'elemMatchObject', filter: parseFilter(value, inElement) };
  return { op: 'elemMatchValue', tests: { kind: 'and', parts: parseOperators(value, '') } };
}

function bits(operator: string, wanted: 'all' | 'any', set: boolean, value: Value): Test {
  return { op: 'bits', wanted, set, positions: bitPositions(operator, value) };
}

function bitPositions(operator: string, value: Value): number[] {
  if (Array.isArray(value)) {
    return value.map((item) => {
      const position = toInteger(item);
      if (position === undefined || position < 0n) {
        throw new MongoError('BadValue', `bit positions in ${operator} must be integers >= 0`);
      }
      return Number(position);
    });
  }
  if (value instanceof Binary)
    return setBits(BigInt(`0x${Buffer.from(value.bytes).reverse().toString('hex') || '0'}`));
  const mask = toInteger(value);
  if (mask === undefined || mask < 0n)
    throw new MongoError('BadValue', `${operator} takes an Array, a number, or a BinData`);
  return setBits(mask);
}

function setBits(mask: bigint): number[] {
  const positions: number[] = [];
  for (let rest = mask, at = 0; rest > 0n; rest >>= 1n, at++) if ((rest & 1n) === 1n) positions.push(at);
  return positions;
}
