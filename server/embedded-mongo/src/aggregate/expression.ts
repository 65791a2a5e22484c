import { Doc } from '../bson/doc.ts';
import { isZero } from '../bson/number.ts';
import { BsonDate, isNumber, type Maybe, type Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import type { Evaluate, Scope } from './env.ts';
import { accumulatorExpressions } from './operators/accumulate.ts';
import { arithmeticOperators } from './operators/arithmetic.ts';
import { arrayOperators } from './operators/array.ts';
import { comparisonOperators } from './operators/comparison.ts';
import { conversionOperators } from './operators/conversion.ts';
import { dateOperators } from './operators/date.ts';
import { dateArithmetic } from './operators/date-math.ts';
import { objectOperators } from './operators/object.ts';
import { setOperators } from './operators/set.ts';
import { stringOperators } from './operators/string.ts';
import { variableOperators } from './operators/variable.ts';

/** Compiles the operand of one operator; `names` are the variables in sight. */
export type OperatorCompiler = (operand: Value, names: Scope, operator: string) => Evaluate;

let table: Readonly<Record<string, OperatorCompiler>> | undefined;

/** All operators; put together on first use, because their modules and this one import each other. */
function operators(): Readonly<Record<string, OperatorCompiler>> {
  table ??= {
    ...arithmeticOperators,
    ...comparisonOperators,
    ...stringOperators,
    ...arrayOperators,
    ...setOperators,
    ...objectOperators,
    ...conversionOperators,
    ...dateOperators,
    ...dateArithmetic,
    ...variableOperators,
    ...accumulatorExpressions,
  };
  return table;
}

/** Every expression operator this database knows. */
export function expressionOperators(): string[] {
  return Object.keys(operators());
}

/** Expression operators of MongoDB that are left out. */
export const refusedExpressions = [
  '$function',
  '$accumulator',
  '$meta',
  '$rand',
  '$sampleRate',
  '$toHashedIndexKey',
  '$encStrContains',
  '$bottom',
  '$bottomN',
  '$top',
  '$topN',
  '$median',
  '$percentile',
  '$tsIncrement',
  '$tsSecond',
  '$createObjectId',
  '$binarySize',
  '$bsonSize',
  '$unsetField',
  '$toUUID',
  '$sin',
  '$cos',
  '$tan',
  '$asin',
  '$acos',
  '$atan',
  '$atan2',
  '$sinh',
  '$cosh',
  '$tanh',
  '$asinh',
  '$acosh',
  '$atanh',
  '$degreesToRadians',
  '$radiansToDegrees',
];

/** Variables every expression sees; `$$REMOVE` evaluates to missing. */
const systemVariables = new Set(['ROOT', 'CURRENT', 'NOW', 'REMOVE']);

/** Compiles an aggregation expression. Throws 31325 for an unknown operator, 238 for one left out. */
export function compileExpression(source: Value, scope: Scope): Evaluate {
  if (typeof source === 'string')
    return source.startsWith('$') ? compileReference(source, scope) : () => source;
  if (Array.isArray(source)) {
    const items = source.map((item) => compileExpression(item, scope));
    return (env) => items.map((item) => item(env) ?? null);
  }
  if (!(source instanceof Doc)) return () => source;
  const first = source.firstKey();
  if (first?.startsWith('$') === true) return compileOperator(source, first, scope);
  return compileObject(source, scope);
}

function compileOperator(source: Doc, operator: string, scope: Scope): Evaluate {
  if (source.fields().size !== 1) {
    throw new MongoError(
      15983,
      `an object representing an expression must have exactly one field: ${[...source.fields().keys()].join(', ')}`,
    );
  }
  const compiler = operators()[operator];
  if (compiler !== undefined) return compiler(source.get(operator) ?? null, scope, operator);
  if (refusedExpressions.includes(operator)) throw notSupported(`the expression ${operator}`);
  throw new MongoError(168, `Unrecognized expression '${operator}'`);
}

function compileObject(source: Doc, scope: Scope): Evaluate {
  const fields = [...source.fields()].map(([name, value]): [string, Evaluate] => {
    if (name.startsWith('$'))
      throw new MongoError(16410, `FieldPath field names may not start with '$': '${name}'`);
    if (name.includes('.')) throw new MongoError(16412, "FieldPath field names may not contain '.'.");
    return [name, compileExpression(value, scope)];
  });
  return (env) => {
    const result = new Map<string, Value>();
    for (const [name, evaluate] of fields) {
      const value = evaluate(env);
      if (value !== undefined) result.set(name, value);
    }
    return Doc.fromMap(result);
  };
}

function compileReference(source: string, scope: Scope): Evaluate {
  if (!source.startsWith('$$')) {
    const parts = fieldParts(source.slice(1));
    const only = parts.length === 1 ? parts[0] : undefined;
    if (scope.has('CURRENT')) return (env) => fieldAt(env.vars.get('CURRENT'), parts, 0);
    return only === undefined ? (env) => fieldAt(env.root, parts, 0) : (env) => env.root.get(only);
  }
  const [name, ...parts] = source.slice(2).split('.');
  if (name === undefined || name === '')
    throw new MongoError('FailedToParse', 'empty variable names are not allowed');
  if (parts.length > 0) fieldParts(parts.join('.'));
  const base = compileVariable(name, scope);
  return parts.length === 0 ? base : (env) => fieldAt(base(env), parts, 0);
}

function compileVariable(name: string, scope: Scope): Evaluate {
  if (scope.has(name)) return (env) => env.vars.get(name);
  if (!systemVariables.has(name)) throw new MongoError(17276, `Use of undefined variable: ${name}`);
  if (name === 'REMOVE') return () => undefined;
  if (name === 'NOW') return (env) => env.vars.get('NOW') ?? new BsonDate(Date.now());
  return (env) => env.root;
}

function fieldParts(path: string): string[] {
  if (path === '') throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
  if (path.endsWith('.')) throw new MongoError(40353, "FieldPath must not end with a '.'.");
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$'))
      throw new MongoError(16410, `FieldPath field names may not start with '$': '${part}'`);
  }
  return parts;
}

/** A dotted path in an expression: an array gives the list of what its documents hold there; arrays in it, nothing. */
export function fieldAt(value: Maybe, parts: readonly string[], at: number): Maybe {
  const part = parts[at];
  if (part === undefined) return value;
  if (value instanceof Doc) return fieldAt(value.get(part), parts, at + 1);
  if (!Array.isArray(value)) return undefined;
  const found: Value[] = [];
  for (const item of value) {
    const inner = item instanceof Doc ? fieldAt(item, parts, at) : undefined;
    if (inner !== undefined) found.push(inner);
  }
  return found;
}

/** null, missing, false and every zero are false; all else is true. */
export function truthy(value: Maybe): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumber(value) || !isZero(value);
}

/** `$expr`: the expression as a condition on documents. */
export function evaluateFor(
  source: Value,
  scope: Scope,
  vars: ReadonlyMap<string, Maybe>,
): (doc: Doc) => boolean {
  const evaluate = compileExpression(source, scope);
  return (doc) => truthy(evaluate({ root: doc, vars }));
}
