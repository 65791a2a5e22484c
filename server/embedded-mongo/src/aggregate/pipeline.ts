import { Doc } from '../bson/doc.ts';
import type { Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import { type Filter, matchAll } from '../query/filter.ts';
import { bindFilter } from './match-stage.ts';
import type { PipelineContext, Stage } from './stage.ts';
import { stageCompiler } from './stages.ts';

/** Stages of MongoDB that are left out on purpose. */
export const refusedStages = [
  '$bucketAuto',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$geoNear',
  '$graphLookup',
  '$indexStats',
  '$listLocalSessions',
  '$listSampledQueries',
  '$listSearchIndexes',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$rankFusion',
  '$redact',
  '$search',
  '$searchMeta',
  '$setWindowFields',
  '$shardedDataDistribution',
  '$vectorSearch',
];

function stageOf(item: Value): [string, Value] {
  if (!(item instanceof Doc))
    throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const [only, second] = [...item.fields()];
  if (only === undefined || second !== undefined) {
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  return only;
}

/** Compiles stages into one. Throws 40324 for an unknown stage, 238 for one left out, 40573 for `$changeStream`. */
export function compilePipeline(stages: readonly Value[], context: PipelineContext): Stage {
  const compiled = stages.map((item, i) => {
    const [name, operand] = stageOf(item);
    const compiler = stageCompiler(name);
    if (compiler !== undefined) return compiler(operand, context, stages.slice(i + 1));
    if (name === '$changeStream')
      throw new MongoError(40573, 'The $changeStream stage is only supported on replica sets');
    if (refusedStages.includes(name)) throw notSupported(`the stage ${name}`);
    throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  });
  return (input) => compiled.reduce((stream, stage) => stage(stream), input);
}

/** Takes the `$match` stages off the front, so that the planner can use them. */
export function splitPipeline(
  stages: readonly Value[],
  context: PipelineContext,
): { filter: Filter; rest: readonly Value[] } {
  const filters: Filter[] = [];
  let at = 0;
  for (; at < stages.length; at++) {
    const stage = stages[at];
    if (!(stage instanceof Doc) || stage.firstKey() !== '$match') break;
    const operand = stage.get('$match');
    if (!(operand instanceof Doc))
      throw new MongoError(15959, 'the match filter must be an expression in an object');
    filters.push(bindFilter(operand, context));
  }
  const [only] = filters;
  const filter: Filter =
    only === undefined ? matchAll : filters.length === 1 ? only : { kind: 'and', parts: filters };
  return { filter, rest: stages.slice(at) };
}
