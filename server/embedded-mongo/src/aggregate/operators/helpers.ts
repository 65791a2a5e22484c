import { Doc } from '../../bson/doc.ts';
import { toInteger } from '../../bson/number.ts';
import { type Maybe, typeName, type Value } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import type { Evaluate, Scope } from '../env.ts';
import { compileExpression, type OperatorCompiler } from '../expression.ts';
import { argumentCodes } from './argument-codes.ts';

/** The operands of an operator that takes a fixed number of them; a single one may come without its list. */
export function operands(
  source: Value,
  scope: Scope,
  operator: string,
  least: number,
  most = least,
): Evaluate[] {
  const items = Array.isArray(source) ? source : [source];
  if (items.length < least || items.length > most) {
    const expected =
      least === most ? `exactly ${least} arguments` : `at least ${least} arguments, and at most ${most}`;
    throw new MongoError(
      least === most ? 16020 : 28667,
      `Expression ${operator} takes ${expected}. ${items.length} were passed in.`,
    );
  }
  return items.map((item) => compileExpression(item, scope));
}

export function unary(apply: (value: Maybe, operator: string) => Maybe): OperatorCompiler {
  return (source, scope, operator) => {
    const [operand] = operands(source, scope, operator, 1);
    return (env) => apply(operand?.(env), operator);
  };
}

export function binary(apply: (a: Maybe, b: Maybe, operator: string) => Maybe): OperatorCompiler {
  return (source, scope, operator) => {
    const [a, b] = operands(source, scope, operator, 2);
    return (env) => apply(a?.(env), b?.(env), operator);
  };
}

export function variadic(apply: (values: Maybe[], operator: string) => Maybe): OperatorCompiler {
  return (source, scope, operator) => {
    const items = (Array.isArray(source) ? source : [source]).map((item) => compileExpression(item, scope));
    return (env) =>
      apply(
        items.map((item) => item(env)),
        operator,
      );
  };
}

/** The compiled named arguments of an operator like `$map`; throws for unknown or missing names. */
export function namedOperands(
  source: Value,
  scope: Scope,
  operator: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Readonly<Record<string, Evaluate | undefined>> {
  const doc = namedSources(source, operator, required, optional);
  return Object.fromEntries(
    [...doc.fields()].map(([name, value]) => [name, compileExpression(value, scope)]),
  );
}

export function namedSources(
  source: Value,
  operator: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Doc {
  const codes = argumentCodes[operator];
  const refuse = (code: number | undefined, message: string): MongoError =>
    new MongoError(code ?? 'FailedToParse', message);
  if (!(source instanceof Doc))
    throw refuse(codes?.noObject, `${operator} only supports an object as its argument`);
  for (const name of source.fields().keys()) {
    if (!required.includes(name) && !optional.includes(name))
      throw refuse(codes?.unknown, `Unrecognized argument to ${operator}: ${name}`);
  }
  for (const name of required) {
    if (!source.has(name))
      throw refuse(codes?.missing.get(name), `Missing '${name}' parameter to ${operator}`);
  }
  return source;
}

export function isNullish(value: Maybe): value is null | undefined {
  return value === null || value === undefined;
}

/** A whole number as a JavaScript integer. */
export function wholeOperand(value: Maybe, operator: string, code = 2): number {
  const whole = toInteger(value);
  if (whole === undefined)
    throw new MongoError(
      code,
      `${operator} requires an integral argument, found a value of type: ${typeName(value)}`,
    );
  return Number(whole);
}

export function stringOperand(value: Maybe, operator: string, code: number): string {
  if (typeof value === 'string') return value;
  throw new MongoError(code, `${operator} requires a string argument, found: ${typeName(value)}`);
}

export function arrayOperand(value: Maybe, operator: string, code: number): Value[] {
  if (Array.isArray(value)) return value;
  throw new MongoError(
    code,
    `The argument to ${operator} must be an array, but was of type: ${typeName(value)}`,
  );
}
