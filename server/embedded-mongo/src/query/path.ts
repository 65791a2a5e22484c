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

/** The index, within the first array on the path, of the first element that makes `visit` say true; or -1. */
export function matchingPosition(doc: Doc, path: Path, expandLeaf: boolean, visit: Visitor): number {
  let value: Maybe = doc;
  for (let at = 0; at < path.parts.length; at++) {
    if (!(value instanceof Doc)) return -1;
    value = value.get(path.parts[at] ?? '');
    if (!Array.isArray(value)) continue;
    const rest = path.parts.slice(at + 1);
    if (rest.length === 0) return expandLeaf ? value.findIndex((item) => visit(item)) : -1;
    return value.findIndex((item, i) => visitArrayItem(item, i, rest, expandLeaf, visit));
  }
  return -1;
}

function visitArrayItem(
  item: Value,
  index: number,
  rest: readonly string[],
  expandLeaf: boolean,
  visit: Visitor,
): boolean {
  if (item instanceof Doc && visitDoc(item, rest, 0, expandLeaf, visit)) return true;
  return index === arrayIndex(rest[0]) && visitPosition(item, rest, 0, expandLeaf, visit);
}
