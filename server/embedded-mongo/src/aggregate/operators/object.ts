import { Doc } from '../../bson/doc.ts';
import { type Maybe, typeName, type Value } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import { compileExpression, type OperatorCompiler } from '../expression.ts';
import { isNullish, namedSources, unary, variadic } from './helpers.ts';

function mergeObjects(values: Maybe[]): Maybe {
  const merged = new Map<string, Value>();
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!(value instanceof Doc))
      throw new MongoError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
      );
    for (const [key, content] of value.fields()) merged.set(key, content);
  }
  return Doc.fromMap(merged);
}

function objectToArray(value: Maybe): Maybe {
  if (isNullish(value)) return null;
  if (!(value instanceof Doc))
    throw new MongoError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value.fields()].map(([k, v]) => Doc.of({ k, v }));
}

const getField: OperatorCompiler = (source, scope, operator) => {
  const short = !(source instanceof Doc) || !source.has('field');
  const doc = short
    ? Doc.of({ field: source, input: '$$CURRENT' })
    : namedSources(source, operator, ['field'], ['input']);
  const field = compileExpression(doc.get('field') ?? null, scope);
  const input = compileExpression(doc.get('input') ?? '$$CURRENT', scope);
  return (env) => {
    const name = field(env);
    if (typeof name !== 'string')
      throw new MongoError(5654602, `$getField requires 'field' to evaluate to type String`);
    const value = input(env);
    if (value === null) return null;
    return value instanceof Doc ? value.get(name) : undefined;
  };
};

const setField: OperatorCompiler = (source, scope, operator) => {
  const doc = namedSources(source, operator, ['field', 'input', 'value']);
  const field = compileExpression(doc.get('field') ?? null, scope);
  const input = compileExpression(doc.get('input') ?? null, scope);
  const content = compileExpression(doc.get('value') ?? null, scope);
  return (env) => {
    const name = field(env);
    const target = input(env);
    if (typeof name !== 'string')
      throw new MongoError(4161107, "$setField requires 'field' to evaluate to type String");
    if (isNullish(target)) return null;
    if (!(target instanceof Doc))
      throw new MongoError(4161105, "$setField requires 'input' to evaluate to type Object");
    const value = content(env);
    const changed = target.clone();
    if (value === undefined) changed.delete(name);
    else changed.set(name, value);
    return changed;
  };
};

/** Object expressions. */
export const objectOperators: Readonly<Record<string, OperatorCompiler>> = {
  $mergeObjects: variadic(mergeObjects),
  $objectToArray: unary(objectToArray),
  $getField: getField,
  $setField: setField,
};
