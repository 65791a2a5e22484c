import { Doc } from '../bson/doc.ts';
import { compoundKey, emptyArray, type KeyPart } from '../bson/key.ts';
import type { Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { arrayIndex, type Path } from '../query/path.ts';

/** The fields and directions of an index or a sort. */
export interface KeyPattern {
  readonly paths: readonly Path[];
  readonly descending: readonly boolean[];
}

export interface DocumentKeys {
  /** The entries, without duplicates. */
  readonly keys: readonly Buffer[];
  /** Which fields of the pattern led through an array. */
  readonly arrays: readonly boolean[];
}

/**
 * Every key under which a document stands in an index: an array multiplies the keys by its elements. Fields
 * that pass through the same array advance together. Throws CannotIndexParallelArrays (171) for two arrays.
 */
export function documentKeys(doc: Doc, pattern: KeyPattern): DocumentKeys {
  const rows: KeyPart[][] = [];
  const arrays = pattern.paths.map(() => false);
  expand(
    pattern.paths.map((path) => ({ rest: path.parts, value: doc, seen: '' })),
    pattern,
    rows,
    arrays,
  );
  if (rows.length === 1) return { keys: [compoundKey(rows[0] ?? [], pattern.descending)], arrays };
  const unique = new Map<string, Buffer>();
  for (const row of rows) {
    const key = compoundKey(row, pattern.descending);
    unique.set(key.toString('latin1'), key);
  }
  return { keys: [...unique.values()], arrays };
}

/** A field on its way down its path; `seen` is the path walked so far. */
interface Cursor {
  /** The value is an element of an array at the end of the path: a key as it is, even if an array itself. */
  readonly done?: boolean;
  readonly rest: readonly string[];
  readonly value: KeyPart;
  readonly seen: string;
}

function expand(cursors: readonly Cursor[], pattern: KeyPattern, rows: KeyPart[][], arrays: boolean[]): void {
  const advanced = cursors.map(descend);
  const branching = advanced.find(branches);
  if (branching === undefined) {
    rows.push(advanced.map((cursor) => (cursor.rest.length > 0 ? undefined : cursor.value)));
    return;
  }
  const items = branching.value;
  if (!Array.isArray(items)) return;
  advanced.forEach((cursor, i) => {
    if (!branches(cursor)) return;
    if (cursor.seen !== branching.seen) {
      throw new MongoError(
        'CannotIndexParallelArrays',
        `cannot index parallel arrays [${cursor.seen}] [${branching.seen}]`,
      );
    }
    arrays[i] = true;
  });
  const elements: readonly KeyPart[] = items.length === 0 ? [emptyArray] : items;
  for (const element of elements) {
    expand(
      advanced.map((cursor) => (branches(cursor) ? enter(cursor, element) : cursor)),
      pattern,
      rows,
      arrays,
    );
  }
}

function branches(cursor: Cursor): boolean {
  return cursor.done !== true && Array.isArray(cursor.value);
}

/** Follows the path through documents until it ends or meets an array to expand. */
function descend(start: Cursor): Cursor {
  if (start.done === true) return start;
  let { rest, value, seen } = start;
  while (rest.length > 0) {
    const [part, ...after] = rest;
    if (value instanceof Doc) value = value.get(part ?? '');
    else if (Array.isArray(value)) {
      const at = arrayIndex(part);
      if (at === -1) return { rest, value, seen };
      refuseAmbiguous(value, part ?? '');
      value = value[at];
    } else return { rest: [], value: undefined, seen };
    seen = seen === '' ? (part ?? '') : `${seen}.${part}`;
    rest = after;
  }
  return { rest, value, seen };
}

function refuseAmbiguous(items: readonly Value[], part: string): void {
  if (items.some((item) => item instanceof Doc && item.has(part))) {
    throw new MongoError(
      16746,
      `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${part}'`,
    );
  }
}

/** One element of the array a cursor stands on. Arrays inside arrays are keys as a whole. */
function enter(cursor: Cursor, element: KeyPart): Cursor {
  if (cursor.rest.length === 0) return { done: true, rest: [], value: element, seen: cursor.seen };
  if (element instanceof Doc) return { rest: cursor.rest, value: element, seen: cursor.seen };
  return { rest: [], value: undefined, seen: cursor.seen };
}
