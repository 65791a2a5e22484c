import type { Doc } from '../bson/doc.ts';
import { MongoError } from '../errors.ts';
import { type Collection, type Index, isMultikey } from '../storage/collection.ts';
import type { KeyPattern } from '../storage/index-keys.ts';
import { defaultIndexName } from '../storage/index-spec.ts';
import {
  highestKey,
  type Interval,
  intersect,
  intervalsOf,
  isPoint,
  type KeyRange,
  lowestKey,
  missingInterval,
  normalize,
  toRange,
} from './bounds.ts';
import { conjuncts, type Filter } from './filter.ts';
import { impliesExistence, impliesPartial } from './implication.ts';
import { arrayIndex } from './path.ts';

/** How the documents of a query are found. */
export type Plan =
  | { readonly kind: 'scan'; readonly backward: boolean }
  | IndexPlan
  | { readonly kind: 'union'; readonly branches: readonly IndexPlan[] };

export interface IndexPlan {
  readonly kind: 'index';
  readonly index: Index;
  /** In key order, disjoint. */
  readonly ranges: readonly KeyRange[];
  readonly backward: boolean;
  /** The index gives the documents in the order asked for. */
  readonly sorted: boolean;
  /** At most one document can be found. */
  readonly unique: boolean;
  /** How many fields of the index the bounds use. */
  readonly bounded: number;
}

export interface PlanRequest {
  readonly collection: Collection;
  readonly filter: Filter;
  readonly sort: KeyPattern | undefined;
  readonly hint: string | Doc | undefined;
}

/** More combinations of `$in` values than this are not worth separate ranges. */
const maxRanges = 2000;

/** Chooses a plan: a unique point, then the longest equality prefix, a range, a sort that comes for free. */
export function makePlan(request: PlanRequest): Plan {
  const { collection, filter, sort } = request;
  const parts = conjuncts(filter);
  if (request.hint !== undefined) return hintedPlan(request, request.hint, parts);
  let best: IndexPlan | undefined;
  for (const index of collection.indexes) {
    const plan = planFor(index, parts, sort);
    if (plan !== undefined && isWorthwhile(plan, sort) && (best === undefined || score(plan) > score(best)))
      best = plan;
  }
  if (best === undefined || best.bounded === 0) {
    const union = unionPlan(request, parts);
    if (union !== undefined) return union;
  }
  return best ?? { kind: 'scan', backward: false };
}

function isWorthwhile(plan: IndexPlan, sort: KeyPattern | undefined): boolean {
  return plan.bounded > 0 || (sort !== undefined && plan.sorted);
}

function score(plan: IndexPlan): number {
  if (plan.unique) return 1e6;
  const points = plan.ranges.length === 1 ? 1 : 0;
  return plan.bounded * 100 + (plan.sorted ? 40 : 0) + points * 10 - plan.index.spec.pattern.paths.length;
}

function hintedPlan(request: PlanRequest, hint: string | Doc, parts: readonly Filter[]): Plan {
  if (typeof hint !== 'string' && hint.has('$natural'))
    return { kind: 'scan', backward: hint.get('$natural') === -1 };
  const name = typeof hint === 'string' ? hint : undefined;
  const keyName = typeof hint === 'string' ? undefined : defaultIndexName(hint);
  const index = request.collection.indexes.find(
    (candidate) =>
      candidate.ready && (candidate.spec.name === name || defaultIndexName(candidate.spec.key) === keyName),
  );
  if (index === undefined) {
    throw new MongoError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return planFor(index, parts, request.sort, true) ?? { kind: 'scan', backward: false };
}

/** Every branch of one `$or` by an index of its own. */
function unionPlan(request: PlanRequest, parts: readonly Filter[]): Plan | undefined {
  for (const part of parts) {
    if (part.kind !== 'or') continue;
    const others = parts.filter((other) => other !== part);
    const branches: IndexPlan[] = [];
    for (const branch of part.parts) {
      const plan = makePlan({
        collection: request.collection,
        filter: { kind: 'and', parts: [...others, branch] },
        sort: undefined,
        hint: undefined,
      });
      if (plan.kind === 'scan') break;
      branches.push(...(plan.kind === 'union' ? plan.branches : [plan]));
      if (branch === part.parts.at(-1)) return { kind: 'union', branches };
    }
  }
  return undefined;
}

/**
 * The plan by one index, or undefined if the index may miss a matching document. Who hints at a sparse or partial
 * index gets what stands in it, as from MongoDB.
 */
function planFor(
  index: Index,
  parts: readonly Filter[],
  sort: KeyPattern | undefined,
  hinted = false,
): IndexPlan | undefined {
  const { spec } = index;
  if (!index.ready || (!hinted && mayMiss(index, parts))) return undefined;
  if (spec.pattern.paths.some((path) => path.parts.some((part) => arrayIndex(part) !== -1))) return undefined;
  const fields = boundFields(index, parts);
  const ranges = compoundRanges(fields, spec.pattern);
  const order = sort === undefined ? undefined : sortOrder(index, fields, sort);
  const pointsOnly = fields.every((intervals) => intervals.length === 1 && intervals.every(isPoint));
  return {
    kind: 'index',
    index,
    ranges,
    backward: order === 'backward',
    sorted: order !== undefined,
    unique: spec.unique && pointsOnly && fields.length === spec.pattern.paths.length,
    bounded: fields.length,
  };
}

function mayMiss({ spec }: Index, parts: readonly Filter[]): boolean {
  if (spec.partial !== undefined) return !impliesPartial(parts, spec.partial.filter);
  return spec.sparse && !spec.pattern.paths.some((path) => impliesExistence(parts, path.text));
}

/** Intervals for the leading fields: points as long as possible, then one range. */
function boundFields(index: Index, parts: readonly Filter[]): readonly (readonly Interval[])[] {
  const fields: (readonly Interval[])[] = [];
  const arrayRoots = new Set<string>();
  let combinations = 1;
  for (const [i, path] of index.spec.pattern.paths.entries()) {
    const throughArray = index.arrays[i] === true;
    const root = path.parts[0] ?? '';
    // Two conditions below one array may be met by different elements, but an entry holds only one.
    if (throughArray && arrayRoots.has(root)) break;
    const intervals = fieldIntervals(parts, path.text, throughArray);
    if (intervals === undefined || combinations * intervals.length > maxRanges) break;
    combinations *= intervals.length;
    fields.push(intervals);
    if (throughArray) arrayRoots.add(root);
    if (!intervals.every(isPoint)) break;
  }
  return fields;
}

/** All conditions on one field together; below an array only one of them, the tightest kind first. */
function fieldIntervals(
  parts: readonly Filter[],
  field: string,
  throughArray: boolean,
): readonly Interval[] | undefined {
  const lists = conditionsOn(parts, field);
  if (lists.length === 0) return undefined;
  if (throughArray) return lists.find((list) => list.every(isPoint)) ?? lists[0];
  const [first, ...rest] = lists;
  return rest.reduce<readonly Interval[] | undefined>((all, list) => intersect(all ?? [], list), first);
}

function conditionsOn(parts: readonly Filter[], field: string): (readonly Interval[])[] {
  const lists: (readonly Interval[])[] = [];
  for (const part of parts) {
    if (
      part.kind === 'not' &&
      part.part.kind === 'leaf' &&
      part.part.test.op === 'exists' &&
      part.part.path.text === field
    ) {
      lists.push([missingInterval()]);
    }
    if (part.kind !== 'leaf') continue;
    const { path, test } = part;
    if (path.text === field) {
      const intervals = test.op === 'elemMatchValue' ? elementIntervals(test.tests) : intervalsOf(test);
      if (intervals !== undefined) lists.push(intervals);
    } else if (test.op === 'elemMatchObject' && field.startsWith(`${path.text}.`)) {
      lists.push(...conditionsOn(conjuncts(test.filter), field.slice(path.text.length + 1)));
    }
  }
  return lists;
}

/** `$elemMatch` on plain values: one element meets all conditions, so they narrow one another. */
function elementIntervals(tests: Filter): readonly Interval[] | undefined {
  let all: readonly Interval[] | undefined;
  for (const part of conjuncts(tests)) {
    if (part.kind !== 'leaf' || part.test.op === 'elemMatchValue') continue;
    const holdsArray = part.test.op === 'eq' && Array.isArray(part.test.value);
    const intervals = holdsArray ? undefined : intervalsOf(part.test);
    if (intervals !== undefined) all = all === undefined ? intervals : intersect(all, intervals);
  }
  return all;
}

function compoundRanges(fields: readonly (readonly Interval[])[], pattern: KeyPattern): KeyRange[] {
  if (fields.length === 0) return [{ low: lowestKey, high: highestKey }];
  let prefixes: Buffer[] = [lowestKey];
  const ranges: KeyRange[] = [];
  fields.forEach((intervals, i) => {
    const parts = intervals.map((interval) => toRange(interval, pattern.descending[i] === true));
    if (i < fields.length - 1) {
      prefixes = prefixes.flatMap((prefix) => parts.map((part) => Buffer.concat([prefix, part.low])));
      return;
    }
    for (const prefix of prefixes) {
      for (const part of parts) {
        const low = Buffer.concat([prefix, part.low]);
        ranges.push({ low, high: Buffer.concat([prefix, part.high]) });
      }
    }
  });
  return normalize(ranges);
}

/** Whether reading the index forwards or backwards gives the wanted order; undefined if neither. */
function sortOrder(
  index: Index,
  fields: readonly (readonly Interval[])[],
  sort: KeyPattern,
): 'forward' | 'backward' | undefined {
  const { pattern } = index.spec;
  let direction: 'forward' | 'backward' | undefined;
  let wanted = 0;
  for (let i = 0; i < pattern.paths.length && wanted < sort.paths.length; i++) {
    const intervals = fields[i];
    const constant = intervals?.length === 1 && intervals.every(isPoint);
    if (pattern.paths[i]?.text === sort.paths[wanted]?.text && index.arrays[i] !== true) {
      const needed = pattern.descending[i] === sort.descending[wanted] ? 'forward' : 'backward';
      if (!constant) {
        if (direction !== undefined && direction !== needed) return undefined;
        direction = needed;
      }
      wanted += 1;
    } else if (!constant) return undefined;
  }
  return wanted === sort.paths.length ? (direction ?? 'forward') : undefined;
}

/** The name of a plan as `explain` shows it. */
export function usesMultikey(plan: IndexPlan): boolean {
  return isMultikey(plan.index);
}
