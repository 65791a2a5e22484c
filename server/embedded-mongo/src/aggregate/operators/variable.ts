import { Doc } from '../../bson/doc.ts';
import type { Maybe } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import { compileExpression, type OperatorCompiler } from '../expression.ts';
import { namedSources } from './helpers.ts';

export function checkVariableName(name: string): void {
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name) && name !== 'CURRENT') {
    throw new MongoError(
      'FailedToParse',
      `'${name}' starts with an invalid character for a user variable name`,
    );
  }
}

const letOperator: OperatorCompiler = (source, scope, operator) => {
  const doc = namedSources(source, operator, ['vars', 'in']);
  const vars = doc.get('vars');
  if (!(vars instanceof Doc)) throw new MongoError(16876, 'invalid parameter: expected an object (vars)');
  const bindings = [...vars.fields()].map(([name, value]) => {
    checkVariableName(name);
    return { name, evaluate: compileExpression(value, scope) };
  });
  const body = compileExpression(
    doc.get('in') ?? null,
    new Set([...scope, ...bindings.map(({ name }) => name)]),
  );
  return (env) => {
    const inner = new Map<string, Maybe>(env.vars);
    for (const { name, evaluate } of bindings) inner.set(name, evaluate(env));
    return body({ root: env.root, vars: inner });
  };
};

/** Expressions about literals and variables. */
export const variableOperators: Readonly<Record<string, OperatorCompiler>> = {
  $literal: (source) => () => source,
  $let: letOperator,
  $expr: (source, scope) => compileExpression(source, scope),
};
