import type { Doc } from '../bson/doc.ts';
import type { Value } from '../bson/types.ts';
import type { Path } from './path.ts';
import type { Pattern } from './pattern.ts';

/** A condition on one value. */
export type Test =
  | { readonly op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte'; readonly value: Value }
  | { readonly op: 'in'; readonly values: readonly Value[]; readonly patterns: readonly Pattern[] }
  | { readonly op: 'regex'; readonly pattern: string; readonly flags: string; readonly compiled: Pattern }
  | { readonly op: 'exists' }
  | { readonly op: 'type'; readonly types: ReadonlySet<number> }
  | { readonly op: 'size'; readonly size: number }
  | { readonly op: 'mod'; readonly divisor: bigint; readonly remainder: bigint }
  | {
      readonly op: 'bits';
      readonly wanted: 'all' | 'any';
      readonly set: boolean;
      readonly positions: readonly number[];
    }
  | { readonly op: 'elemMatchObject'; readonly filter: Filter }
  | { readonly op: 'elemMatchValue'; readonly tests: Filter };

/** A parsed filter. The planner reads it, the matcher runs it. */
export type Filter =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'leaf'; readonly path: Path; readonly test: Test }
  | { readonly kind: 'expr'; readonly holds: (doc: Doc) => boolean };

export const matchAll: Filter = { kind: 'and', parts: [] };

/** The conditions that all must hold, with nested `$and` flattened. */
export function conjuncts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.parts.flatMap(conjuncts) : [filter];
}

/** Whether an `$expr` is part of it. */
export function usesExpression(filter: Filter): boolean {
  if (filter.kind === 'not') return usesExpression(filter.part);
  return filter.kind === 'expr' || (filter.kind !== 'leaf' && filter.parts.some(usesExpression));
}
