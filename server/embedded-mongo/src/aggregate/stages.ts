import { Doc } from '../bson/doc.ts';
import { count, toInteger } from '../bson/number.ts';
import { type Maybe, typeName, type Value } from '../bson/types.ts';
import { detachedDoc, weight } from '../bson/weight.ts';
import { MongoError } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import { Memory } from '../query/memory.ts';
import { PAUSE, type Pause } from '../query/slice.ts';
import { parseSort, sortStage } from '../query/sort.ts';
import { compileBucket, isExpression } from './bucket.ts';
import { type FieldStage, fieldStages } from './field-stages.ts';
import { compileGroup } from './group.ts';
import { compileLookup, compileUnionWith } from './lookup.ts';
import { bindFilter } from './match-stage.ts';
import { compilePipeline } from './pipeline.ts';
import type { PipelineContext, Stage, StageCompiler, Stream } from './stage.ts';
import { compileUnwind } from './unwind.ts';

/** A stage that makes one document of each. */
function mapping(compile: FieldStage): StageCompiler {
  return (operand, context) => {
    const change = compile(operand, context.scope);
    return function* (input) {
      for (const doc of input) yield doc === PAUSE ? PAUSE : change({ root: doc, vars: context.vars });
    };
  };
}

const match: StageCompiler = (operand, context) => {
  if (!(operand instanceof Doc))
    throw new MongoError(15959, 'the match filter must be an expression in an object');
  const matches = compileFilter(bindFilter(operand, context));
  return function* (input) {
    for (const doc of input) if (doc === PAUSE || matches(doc)) yield doc;
  };
};

const sort: StageCompiler = (operand, context, following) => {
  if (!(operand instanceof Doc)) throw new MongoError(15973, 'the $sort key specification must be an object');
  const pattern = parseSort(operand);
  if (pattern === undefined) throw new MongoError(15976, '$sort stage must have at least one sort key');
  const most = following === undefined ? undefined : documentsWanted(following);
  return (input) => sortStage(input, pattern, most, () => context.view.slice);
};

/** Stages that give one document for each they take. */
const oneForOne = new Set(['$lookup', ...Object.keys(fieldStages)]);

/** How many documents the stages behind a `$sort` take, if a `$limit` among them says so. */
function documentsWanted(stages: readonly Value[]): number | undefined {
  let skipped = 0;
  for (const stage of stages) {
    const name = stage instanceof Doc ? (stage.firstKey() ?? '') : '';
    const amount = stage instanceof Doc ? toInteger(stage.get(name)) : undefined;
    if (name === '$limit') return amount === undefined ? undefined : Number(amount) + skipped;
    if (name === '$skip' && amount !== undefined) skipped += Number(amount);
    else if (!oneForOne.has(name)) return undefined;
  }
  return undefined;
}

/** The number of `$limit` and `$skip`. */
export function wholeArgument(operand: Maybe, stage: string, code: number): number {
  const whole = toInteger(operand);
  if (whole === undefined)
    throw new MongoError(code, `invalid argument to ${stage} stage: Expected an integer`);
  if (whole < 0n)
    throw new MongoError(code, `invalid argument to ${stage} stage: Expected a non-negative number`);
  return Number(whole);
}

export function skipping(amount: number): Stage {
  return function* (input) {
    let left = amount;
    for (const doc of input) {
      if (doc !== PAUSE && left > 0) left -= 1;
      else yield doc;
    }
  };
}

export function limiting(amount: number): Stage {
  return function* (input) {
    let left = amount;
    if (left === 0) return;
    for (const doc of input) {
      yield doc;
      if (doc !== PAUSE && --left === 0) return;
    }
  };
}

const limit: StageCompiler = (operand) => {
  const amount = wholeArgument(operand, '$limit', 5107201);
  if (amount === 0) throw new MongoError(15958, 'the limit must be positive');
  return limiting(amount);
};

const countStage: StageCompiler = (operand) => {
  if (typeof operand !== 'string') throw new MongoError(40156, 'the count field must be a non-empty string');
  if (operand === '') throw new MongoError(40157, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw new MongoError(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('.')) throw new MongoError(40160, "the count field cannot contain '.'");
  return function* (input) {
    let total = 0;
    for (const doc of input) {
      if (doc === PAUSE) yield PAUSE;
      else total += 1;
    }
    if (total > 0) yield Doc.fromMap(new Map([[operand, count(total)]]));
  };
};

const sortByCount: StageCompiler = (operand, context) => {
  if (!isExpression(operand)) {
    const code = operand instanceof Doc ? 40147 : typeof operand === 'string' ? 40148 : 40149;
    throw new MongoError(
      code,
      'the sortByCount field must be a $-prefixed path or an expression in an object',
    );
  }
  const group = compileGroup(Doc.of({ _id: operand, count: Doc.of({ $sum: 1 }) }), context);
  const order = sort(Doc.of({ count: -1 }), context);
  return (input) => order(group(input));
};

/** Each facet needs all documents, so they are kept, as far as memory goes. */
const facet: StageCompiler = (operand, context) => {
  if (!(operand instanceof Doc) || operand.isEmpty)
    throw new MongoError(40169, 'the $facet specification must be a non-empty object');
  const facets = [...operand.fields()].map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new MongoError(
        40170,
        `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`,
      );
    if (pipeline.some((stage) => stage instanceof Doc && stage.has('$facet'))) {
      throw new MongoError(40600, '$facet is not allowed to be used within a $facet stage');
    }
    return { name, run: compilePipeline(pipeline, context) };
  });
  return function* (input) {
    const memory = new Memory('$facet');
    const docs: Doc[] = [];
    yield* collect(input, docs, memory);
    const answer = new Map<string, Value>();
    for (const { name, run } of facets) {
      const results: Doc[] = [];
      yield* collect(run(paced(docs, context)), results, memory);
      answer.set(name, results);
    }
    yield Doc.fromMap(answer);
  };
};

/** Documents at hand, with the pauses that reading them would have brought. */
function* paced(docs: readonly Doc[], context: PipelineContext): Generator<Doc | Pause> {
  for (const doc of docs) {
    yield doc;
    if (context.view.slice.isOver()) yield PAUSE;
  }
}

/** Keeps what comes in. Throws 292 when that is more than the memory of the stage. */
export function* collect(input: Stream, into: Doc[], memory: Memory): Generator<Pause> {
  for (const doc of input) {
    if (doc === PAUSE) {
      yield PAUSE;
      continue;
    }
    const kept = detachedDoc(doc);
    memory.hold(weight(kept));
    into.push(kept);
  }
}

const sample: StageCompiler = (operand) => {
  const size = operand instanceof Doc ? toInteger(operand.get('size')) : undefined;
  if (size === undefined || size <= 0n)
    throw new MongoError(28747, 'size argument to $sample must be a positive integer');
  return function* (input) {
    // Reservoir sampling: each document has the same chance.
    const memory = new Memory('$sample');
    const chosen: Doc[] = [];
    let seen = 0;
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      seen += 1;
      const at = chosen.length < Number(size) ? chosen.length : Math.floor(Math.random() * seen);
      if (at >= Number(size)) continue;
      const before = chosen[at];
      if (before !== undefined) memory.release(weight(before));
      chosen[at] = detachedDoc(doc);
      memory.hold(weight(chosen[at]));
    }
    yield* chosen;
  };
};

let table: Readonly<Record<string, StageCompiler>> | undefined;

/** All stages; put together on first use, because stage modules and the pipeline import each other. */
function compilers(): Readonly<Record<string, StageCompiler>> {
  table ??= {
    $match: match,
    ...Object.fromEntries(Object.entries(fieldStages).map(([name, compile]) => [name, mapping(compile)])),
    $group: compileGroup,
    $sort: sort,
    $skip: (operand) => skipping(wholeArgument(operand, '$skip', 5107200)),
    $limit: limit,
    $unwind: compileUnwind,
    $count: countStage,
    $facet: facet,
    $lookup: compileLookup,
    $unionWith: compileUnionWith,
    $sortByCount: sortByCount,
    $bucket: compileBucket,
    $sample: sample,
  };
  return table;
}

export function stageCompiler(name: string): StageCompiler | undefined {
  return compilers()[name];
}

/** Every stage this database knows. */
export function stageNames(): string[] {
  return Object.keys(compilers());
}
