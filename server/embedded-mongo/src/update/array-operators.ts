import { compare, equal } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { toInteger, toNumber } from '../bson/number.ts';
import { isNumber, type Maybe, Regex, typeName, type Value } from '../bson/types.ts';
import { ValueSet } from '../bson/value-set.ts';
import { MongoError } from '../errors.ts';
import { usesExpression } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { isOperatorDoc, logicalOperators, parseFilter } from '../query/parse-filter.ts';
import { parseSort, sortKey } from '../query/sort.ts';
import type { Change } from './paths.ts';

function arrayValue(value: Maybe, path: string): Value[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new MongoError('BadValue', `The field '${path}' must be an array but is of type ${typeName(value)}`);
}

/** The items of `{ $each: […] }`, or the operand itself as the only one. `$addToSet` wants `$each` in front. */
function eachOf(
  operand: Value,
  operator: '$push' | '$addToSet',
): { items: readonly Value[]; modifiers: Doc | undefined } {
  const items =
    operand instanceof Doc && (operator === '$push' || operand.firstKey() === '$each')
      ? operand.get('$each')
      : undefined;
  if (!(operand instanceof Doc) || items === undefined) return { items: [operand], modifiers: undefined };
  if (!Array.isArray(items))
    throw new MongoError(
      operator === '$push' ? 'BadValue' : 'TypeMismatch',
      `The argument to $each in ${operator} must be an array but it was of type ${typeName(items)}`,
    );
  return { items, modifiers: operand };
}

export function pushChange(operand: Value, path: string): Change {
  const { items, modifiers } = eachOf(operand, '$push');
  for (const name of modifiers?.fields().keys() ?? []) {
    if (!['$each', '$slice', '$sort', '$position'].includes(name))
      throw new MongoError('BadValue', `Unrecognized clause in $push: ${name}`);
  }
  const position = integerModifier(modifiers, '$position');
  const slice = integerModifier(modifiers, '$slice');
  const order = modifiers?.has('$sort') === true ? arrayOrder(modifiers.get('$sort')) : undefined;
  return (value) => {
    const array = arrayValue(value, path);
    const at =
      position === undefined ? array.length : position < 0 ? Math.max(0, array.length + position) : position;
    let result = [...array.slice(0, at), ...items, ...array.slice(at)];
    if (order !== undefined) result = order(result);
    if (slice !== undefined) result = slice < 0 ? result.slice(slice) : result.slice(0, slice);
    const changed =
      items.length > 0 || result.length !== array.length || order !== undefined || value === undefined;
    return changed ? result : value;
  };
}

function integerModifier(modifiers: Doc | undefined, name: string): number | undefined {
  const value = modifiers?.get(name);
  if (value === undefined) return undefined;
  const whole = toInteger(value);
  if (whole === undefined)
    throw new MongoError(
      'BadValue',
      `The value for ${name} must be an integer value but was given type: ${typeName(value)}`,
    );
  return Number(whole);
}

function arrayOrder(by: Maybe): (items: Value[]) => Value[] {
  if (isNumber(by)) {
    const sign = toNumber(by);
    if (Math.abs(sign) !== 1)
      throw new MongoError('BadValue', 'The $sort element value must be either 1 or -1');
    return (items) => items.sort((a, b) => compare(a, b) * sign);
  }
  if (!(by instanceof Doc))
    throw new MongoError(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const pattern = parseSort(by);
  if (pattern === undefined)
    throw new MongoError('BadValue', 'The $sort pattern is empty when it should be a set of fields.');
  return (items) => {
    const keyed = items.map((item) => ({
      item,
      key: sortKey(item instanceof Doc ? item : Doc.of({}), pattern),
    }));
    return keyed.sort((a, b) => a.key.compare(b.key)).map(({ item }) => item);
  };
}

export function addToSetChange(operand: Value, path: string): Change {
  const { items, modifiers } = eachOf(operand, '$addToSet');
  for (const name of modifiers?.fields().keys() ?? []) {
    if (name !== '$each')
      throw new MongoError('BadValue', `Found unexpected fields after $each in $addToSet: ${name}`);
  }
  return (value) => {
    const array = arrayValue(value, path);
    const known = new ValueSet(array);
    const added = items.filter((item) => known.add(item));
    return added.length === 0 && value !== undefined ? value : [...array, ...added];
  };
}

/** `$pull`: a plain value by equality, an operator document or a document as a query on each element. */
export function pullChange(operand: Value, path: string): Change {
  const isMeant = pullCondition(operand);
  return (value) => {
    if (value === undefined) return undefined;
    if (!Array.isArray(value))
      throw new MongoError('BadValue', `Cannot apply $pull to a non-array value of '${path}'`);
    const kept = value.filter((item) => !isMeant(item));
    return kept.length === value.length ? value : kept;
  };
}

function pullCondition(operand: Value): (item: Value) => boolean {
  if (operand instanceof Doc && (!isOperatorDoc(operand) || isLogical(operand))) {
    const filter = parseFilter(operand);
    if (usesExpression(filter))
      throw new MongoError('QueryFeatureNotAllowed', '$expr is not allowed in a $pull');
    const matches = compileFilter(filter);
    return (item) => item instanceof Doc && matches(item);
  }
  if (operand instanceof Doc || operand instanceof Regex) {
    const filter = parseFilter(Doc.of({ element: operand }));
    const matches = compileFilter(filter);
    return (item) => matches(Doc.of({ element: item }));
  }
  return (item) => equal(item, operand);
}

/** `{ $or: […] }` and its like are about the fields of an element. */
function isLogical(operand: Doc): boolean {
  return logicalOperators.includes(operand.firstKey() ?? '');
}

export function pullAllChange(operand: Value, path: string): Change {
  if (!Array.isArray(operand))
    throw new MongoError(
      'BadValue',
      `$pullAll requires an array argument but was given a ${typeName(operand)}`,
    );
  const unwanted = new ValueSet(operand);
  return (value) => {
    if (value === undefined) return undefined;
    if (!Array.isArray(value))
      throw new MongoError('BadValue', `Cannot apply $pullAll to a non-array value of '${path}'`);
    const kept = value.filter((item) => !unwanted.has(item));
    return kept.length === value.length ? value : kept;
  };
}

export function popChange(operand: Value, path: string): Change {
  const end = isNumber(operand) ? toNumber(operand) : Number.NaN;
  if (Math.abs(end) !== 1)
    throw new MongoError('FailedToParse', `$pop expects 1 or -1, found: ${typeName(operand)}`);
  return (value) => {
    if (value === undefined) return undefined;
    if (!Array.isArray(value))
      throw new MongoError(
        'TypeMismatch',
        `Path '${path}' contains an element of non-array type '${typeName(value)}'`,
      );
    if (value.length === 0) return value;
    return end === 1 ? value.slice(0, -1) : value.slice(1);
  };
}
