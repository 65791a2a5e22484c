import { Doc } from '../bson/doc.ts';
import { BsonDate, type Maybe, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import type { Env, Scope } from './env.ts';
import { fieldStages } from './field-stages.ts';

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

function compileStage(stage: Value, scope: Scope): (env: Env) => Doc {
  const name = stage instanceof Doc && stage.fields().size === 1 ? stage.firstKey() : undefined;
  if (!(stage instanceof Doc) || name === undefined) {
    throw new MongoError(
      'FailedToParse',
      'Each element of an update pipeline must be an object with one field',
    );
  }
  const compile = Object.hasOwn(fieldStages, name) ? fieldStages[name] : undefined;
  if (compile === undefined)
    throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
  return compile(stage.get(name) ?? null, scope);
}
