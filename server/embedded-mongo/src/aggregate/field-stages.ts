import { Doc } from '../bson/doc.ts';
import { type Maybe, typeName, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { compileAddFields, compileProjection } from '../query/projection.ts';
import type { Env, Scope } from './env.ts';
import { compileExpression } from './expression.ts';

/** Compiles a stage that makes one document of one, as pipelines and updates have them. */
export type FieldStage = (operand: Value, scope: Scope) => (env: Env) => Doc;

const project: FieldStage = (operand, scope) => {
  if (!(operand instanceof Doc)) throw new MongoError(15969, '$project specification must be an object');
  if (operand.isEmpty)
    throw new MongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  return compileProjection(operand, { find: false, scope });
};

const addFields: FieldStage = (operand, scope) => {
  if (!(operand instanceof Doc))
    throw new MongoError(40272, '$addFields specification stage must be an object');
  if (operand.isEmpty)
    throw new MongoError(
      40177,
      'Invalid $addFields :: caused by :: specification must have at least one field',
    );
  return compileAddFields(operand, scope);
};

const unset: FieldStage = (operand, scope) => {
  const fields = Array.isArray(operand) ? operand : [operand];
  const spec = new Map<string, Value>();
  for (const field of fields) {
    if (typeof field !== 'string')
      throw new MongoError(31120, '$unset specification must be a string or an array of strings');
    spec.set(field, 0);
  }
  if (spec.size === 0)
    throw new MongoError(31119, '$unset specification must be a string or an array with at least one field');
  return project(Doc.fromMap(spec), scope);
};

const replaceWith: FieldStage = (source, scope) => {
  const evaluate = compileExpression(source, scope);
  return (env) => {
    const value: Maybe = evaluate(env);
    if (value instanceof Doc) return value;
    throw new MongoError(
      40228,
      `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(value)}`,
    );
  };
};

const replaceRoot: FieldStage = (operand, scope) => {
  const source = operand instanceof Doc ? operand.get('newRoot') : undefined;
  if (source === undefined) throw new MongoError(40231, 'no newRoot specified for the $replaceRoot stage');
  return replaceWith(source, scope);
};

export const fieldStages: Readonly<Record<string, FieldStage>> = {
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
};
