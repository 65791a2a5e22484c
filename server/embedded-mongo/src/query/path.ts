import { Doc } from '../bson/doc.ts';
import type { Maybe, Value } from '../bson/types.ts';

/** A dotted path, split once. */
export interface Path {
  readonly text: string;
  readonly parts: readonly string[];
}

const numeric = /^(?:0|[1-9]\d*)$/;

export function parsePath(text: string): Path {
  return { text, parts: text.split('.') };
}

/** The array position a path part names, or -1. */
export function arrayIndex(part: string | undefined): number {
  return part !== undefined && numeric.test(part) ? Number(part) : -1;
}

export type Visitor = (value: Maybe) => boolean;

/**
 * Calls `visit` with every value a query on this path looks at, until it says true: arrays on the way are
 * entered, a number in the path also picks a position, and with `expandLeaf` an array at the end is given
 * element by element and then whole. A missing field is visited as `undefined`.
 */
export function visitPath(doc: Doc, path: Path, expandLeaf: boolean, visit: Visitor): boolean {
  return visitDoc(doc, path.parts, 0, expandLeaf, visit);
}

function visitDoc(
  doc: Doc,
  parts: readonly string[],
  at: number,
  expandLeaf: boolean,
  visit: Visitor,
): boolean {
  const value = doc.get(parts[at] ?? '');
  if (at === parts.length - 1) {
    if (expandLeaf && Array.isArray(value)) {
      for (const item of value) if (visit(item)) return true;
    }
    return visit(value);
  }
  if (value instanceof Doc) return visitDoc(value, parts, at + 1, expandLeaf, visit);
  if (Array.isArray(value)) return visitArray(value, parts, at + 1, expandLeaf, visit);
  return visit(undefined);
}

function visitArray(
  items: readonly Value[],
  parts: readonly string[],
  at: number,
  expandLeaf: boolean,
  visit: Visitor,
): boolean {
  const position = arrayIndex(parts[at]);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item instanceof Doc && visitDoc(item, parts, at, expandLeaf, visit)) return true;
    if (i === position && visitPosition(item, parts, at, expandLeaf, visit)) return true;
  }
  return false;
}

function visitPosition(
  item: Maybe,
  parts: readonly string[],
  at: number,
  expandLeaf: boolean,
  visit: Visitor,
): boolean {
  if (at === parts.length - 1) return visit(item);
  if (item instanceof Doc) return visitDoc(item, parts, at + 1, expandLeaf, visit);
  return Array.isArray(item) && visitArray(item, parts, at + 1, expandLeaf, visit);
}

/**
 * The position that `$` stands for: the index in the outermost array that was entered element by element, of
 * the first element by which `visit` said true; or -1. Arrays entered by a number in the path do not count.
 */
export function matchingPosition(doc: Doc, path: Path, expandLeaf: boolean, visit: Visitor): number {
  return positionBelow(doc, path.parts, 0, expandLeaf, visit);
}

function positionBelow(
  value: Maybe,
  parts: readonly string[],
  at: number,
  expandLeaf: boolean,
  visit: Visitor,
): number {
  if (value instanceof Doc && at < parts.length)
    return positionBelow(value.get(parts[at] ?? ''), parts, at + 1, expandLeaf, visit);
  if (!Array.isArray(value)) return -1;
  if (at === parts.length) return expandLeaf ? value.findIndex((item) => visit(item)) : -1;
  const entered = value.findIndex(
    (item) => item instanceof Doc && visitDoc(item, parts, at, expandLeaf, visit),
  );
  if (entered !== -1) return entered;
  const named = value[arrayIndex(parts[at])];
  // A named element at the end is looked at as a whole.
  return at + 1 === parts.length ? -1 : positionBelow(named, parts, at + 1, expandLeaf, visit);
}
