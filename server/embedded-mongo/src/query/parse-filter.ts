import { noScope, noVars, type Scope } from '../aggregate/env.ts';
import { evaluateFor } from '../aggregate/expression.ts';
import { Doc } from '../bson/doc.ts';
import { type Maybe, Regex, type Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import type { Filter } from './filter.ts';
import { parseOperator, regexTest } from './parse-operator.ts';
import { parsePath } from './path.ts';

/** Top-level query operators that MongoDB has and this database leaves out. */
export const refusedQueryOperators = [
  '$where',
  '$text',
  '$jsonSchema',
  '$geoIntersects',
  '$geoWithin',
  '$near',
  '$nearSphere',
  '$sampleRate',
];

/** The logical and expression operators a filter may hold beside fields. */
export const logicalOperators = ['$and', '$or', '$nor', '$expr', '$comment'];

/** The variables `$expr` may use. */
export interface FilterVariables {
  readonly scope: Scope;
  readonly vars: ReadonlyMap<string, Maybe>;
}

const noVariables: FilterVariables = { scope: noScope, vars: noVars };

/** Inside `$elemMatch` there is no `$expr`: it is about whole documents. */
export const inElement = Symbol('in an element');

/** Parses a filter document. Throws BadValue (2) for an unknown operator, 238 for one left out on purpose. */
export function parseFilter(doc: Doc, variables: FilterVariables | typeof inElement = noVariables): Filter {
  const parts: Filter[] = [];
  for (const [key, value] of doc.fields()) {
    if (key.startsWith('$')) {
      const part = parseLogical(key, value, variables);
      if (part !== undefined) parts.push(part);
    } else {
      parts.push(...parseField(key, value));
    }
  }
  const only = parts[0];
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

function parseLogical(
  key: string,
  value: Value,
  variables: FilterVariables | typeof inElement,
): Filter | undefined {
  switch (key) {
    case '$and':
    case '$or':
    case '$nor':
      return {
        kind: key === '$and' ? 'and' : key === '$or' ? 'or' : 'nor',
        parts: parseList(key, value, variables),
      };
    case '$expr':
      if (variables === inElement)
        throw new MongoError('BadValue', '$expr can only be applied to the top-level document');
      return { kind: 'expr', holds: evaluateFor(value, variables.scope, variables.vars) };
    case '$comment':
      return undefined;
    default:
      if (refusedQueryOperators.includes(key)) throw notSupported(key);
      throw new MongoError(
        'BadValue',
        `unknown top level operator: ${key}. If you are trying to query a field that starts with '$', use $getField.`,
      );
  }
}

function parseList(key: string, value: Value, variables: FilterVariables | typeof inElement): Filter[] {
  if (!Array.isArray(value)) throw new MongoError('BadValue', `${key} argument must be an array`);
  if (value.length === 0) throw new MongoError('BadValue', `${key} argument must be a non-empty array`);
  return value.map((item) => {
    if (!(item instanceof Doc)) throw new MongoError('BadValue', `${key} argument's entries must be objects`);
    return parseFilter(item, variables);
  });
}

/** True for `{ $gt: 1 }`, false for a literal document. */
export function isOperatorDoc(value: Value): value is Doc {
  return (
    value instanceof Doc &&
    value.firstKey()?.startsWith('$') === true &&
    value.firstKey() !== '$ref' &&
    value.firstKey() !== '$id'
  );
}

function parseField(field: string, value: Value): Filter[] {
  const path = parsePath(field);
  if (value instanceof Regex) return [{ kind: 'leaf', path, test: regexTest(value.pattern, value.flags) }];
  if (!isOperatorDoc(value)) return [{ kind: 'leaf', path, test: { op: 'eq', value } }];
  return parseOperators(value, field);
}

/** The conditions of an operator document on one field; `field` is empty for the elements of `$elemMatch`. */
export function parseOperators(doc: Doc, field: string): Filter[] {
  const parts: Filter[] = [];
  for (const [operator, operand] of doc.fields()) {
    if (!operator.startsWith('$')) throw new MongoError('BadValue', `unknown operator: ${operator}`);
    parts.push(...parseOperator(parsePath(field), operator, operand, doc));
  }
  return parts;
}
