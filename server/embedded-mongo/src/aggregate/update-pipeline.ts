import { Doc } from '../bson/doc.ts';
import { BsonDate, type Maybe, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { compileAddFields, compileProjection, type Projection } from '../query/projection.ts';
import type { Scope } from './env.ts';
import { compileExpression } from './expression.ts';

/** Compiles the stages an update may hold: `$set`, `$unset`, `$project`, `$replaceWith` and their other names. */
export function compileStages(stages: readonly Value[], constants: Maybe): (doc: Doc) => Doc {
  const bound = constants instanceof Doc ? [...constants.fields()] : [];
  const scope = new Set(bound.map(([name]) => name));
  const compiled = stages.map((stage) => compileStage(stage, scope));
  return (doc) => {
    const vars = new Map<string, Maybe>([...bound, ['NOW', new BsonDate(Date.now())]]);
    const id = doc.get('_id');
    const result = compiled.reduce((current, stage) => stage({ root: current, vars }), doc);
    if (id === undefined || result.has('_id')) return result;
    const kept = result.clone();
    kept.set('_id', id);
    return kept;
  };
}

function compileStage(stage: Value, scope: Scope): Projection {
  const name = stage instanceof Doc && stage.fields().size === 1 ? stage.firstKey() : undefined;
  if (!(stage instanceof Doc) || name === undefined) {
    throw new MongoError(
      'FailedToParse',
      'Each element of an update pipeline must be an object with one field',
    );
  }
  const operand = stage.get(name) ?? null;
  switch (name) {
    case '$set':
    case '$addFields':
      return compileAddFields(documentOperand(operand, name), scope);
    case '$project':
      return compileProjection(documentOperand(operand, name), { find: false, scope });
    case '$unset': {
      const fields = Array.isArray(operand) ? operand : [operand];
      return compileProjection(Doc.fromMap(new Map(fields.map((field) => [String(field), 0]))), {
        find: false,
        scope,
      });
    }
    case '$replaceWith':
      return replacing(operand, scope);
    case '$replaceRoot':
      return replacing(operand instanceof Doc ? (operand.get('newRoot') ?? null) : null, scope);
    default:
      throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
  }
}

function documentOperand(operand: Value, name: string): Doc {
  if (operand instanceof Doc) return operand;
  throw new MongoError('FailedToParse', `${name} specification must be an object`);
}

function replacing(source: Value, scope: Scope): Projection {
  const evaluate = compileExpression(source, scope);
  return (env) => {
    const value = evaluate(env);
    if (value instanceof Doc) return value;
    throw new MongoError(40228, "'newRoot' expression must evaluate to an object");
  };
}
