import { Doc } from '../bson/doc.ts';
import type { Maybe, Value } from '../bson/types.ts';
import { typeName } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { arrayIndex } from '../query/path.ts';

/** What one update operator does to the value at its path; undefined in, undefined out mean "missing". */
export type Change = (value: Maybe) => Maybe;

export interface Step {
  readonly change: Change;
  /** Makes missing documents on the way; `$unset` and `$pull` do not. */
  readonly creates: boolean;
  /** Arrays this update has copied already: it may change them in place, which keeps `$[]` linear. */
  readonly copies?: WeakSet<readonly Value[]>;
}

/** How the placeholders in paths are resolved for one document. */
export interface Placeholders {
  /** The array position for `$`; -1 if the filter matched no array element. */
  position(arrayPath: string): number;
  /** Whether an element is meant by `$[name]`. */
  selects(name: string, element: Value): boolean;
}

/** Whether a part of a path stands for positions: `$`, `$[]` or `$[name]`. */
export function isPlaceholder(part: string): boolean {
  return part === '$' || part.startsWith('$[');
}

/**
 * The paths that a path with placeholders stands for in a document as it was before the update. Throws BadValue
 * where there is no array.
 */
export function resolvePath(
  doc: Doc,
  parts: readonly string[],
  placeholders: Placeholders,
): readonly (readonly string[])[] {
  return resolveFrom(doc, parts, 0, placeholders);
}

function resolveFrom(
  start: Maybe,
  parts: readonly string[],
  from: number,
  placeholders: Placeholders,
): readonly (readonly string[])[] {
  let value = start;
  for (let at = from; at < parts.length; at++) {
    const part = parts[at] ?? '';
    if (isPlaceholder(part)) {
      if (!Array.isArray(value)) throw notAnArray(parts, at, value);
      const items = value;
      return positionsOf(items, parts, at, placeholders).flatMap((position) =>
        resolveFrom(items[position], parts.with(at, String(position)), at + 1, placeholders),
      );
    }
    if (value instanceof Doc) value = value.get(part);
    else value = Array.isArray(value) ? value[arrayIndex(part)] : undefined;
  }
  return [parts];
}

function positionsOf(
  items: readonly Value[],
  parts: readonly string[],
  at: number,
  placeholders: Placeholders,
): readonly number[] {
  const part = parts[at] ?? '';
  if (part === '$') {
    const position = placeholders.position(parts.slice(0, at).join('.'));
    if (position === -1) throw notAnArray(parts, at, undefined);
    return [position];
  }
  const name = part.slice(2, -1);
  return [...items.keys()].filter((i) => name === '' || placeholders.selects(name, items[i] ?? null));
}

/** Arrays are not padded with more nulls than this, as in MongoDB. */
const maxPadding = 1_500_000;

/** The document with a change made at a path; the same document if nothing was there to change. */
export function changeAt(doc: Doc, parts: readonly string[], step: Step): Doc {
  return changeInDoc(doc, parts, 0, step);
}

function changeInDoc(doc: Doc, parts: readonly string[], at: number, step: Step): Doc {
  const key = parts[at] ?? '';
  const before = doc.get(key);
  const after = at === parts.length - 1 ? step.change(before) : descend(before, parts, at + 1, step);
  if (after === before) return doc;
  const changed = doc.clone();
  if (after === undefined) changed.delete(key);
  else changed.set(key, after);
  return changed;
}

function descend(value: Maybe, parts: readonly string[], at: number, step: Step): Maybe {
  if (value instanceof Doc) return changeInDoc(value, parts, at, step);
  if (Array.isArray(value)) return changeInArray(value, parts, at, step);
  const part = parts[at] ?? '';
  if (value === undefined) {
    if (!step.creates) return undefined;
    const made = changeInDoc(Doc.of({}), parts, at, step);
    return made.isEmpty ? undefined : made;
  }
  if (!step.creates) return value;
  throw new MongoError(
    'PathNotViable',
    `Cannot create field '${part}' in element {${parts[at - 1]}: ${typeName(value)}}`,
  );
}

function changeInArray(items: Value[], parts: readonly string[], at: number, step: Step): Value[] {
  const part = parts[at] ?? '';
  const position = arrayIndex(part);
  if (position === -1) {
    if (!step.creates) return items;
    throw new MongoError(
      'PathNotViable',
      `Cannot create field '${part}' in element {${parts[at - 1]}: array}`,
    );
  }
  if (position >= items.length && !step.creates) return items;
  const before = items[position];
  const after = at === parts.length - 1 ? step.change(before) : descend(before, parts, at + 1, step);
  // The caller sees by identity that nothing changed.
  if (after === before) return items;
  if (position - items.length > maxPadding) {
    throw new MongoError(
      'BadValue',
      `can't backfill array to a size larger than ${maxPadding} (field ${part})`,
    );
  }
  const changed = step.copies?.has(items) === true ? items : [...items];
  step.copies?.add(changed);
  while (changed.length < position) changed.push(null);
  // An unset element leaves null, so that the others keep their places.
  changed[position] = after ?? null;
  return changed;
}

function notAnArray(parts: readonly string[], at: number, value: Maybe): MongoError {
  const part = parts[at] ?? '';
  const path = parts.slice(0, at).join('.');
  if (part === '$')
    return new MongoError(
      'BadValue',
      'The positional operator did not find the match needed from the query.',
    );
  const reason =
    value === undefined
      ? `The path '${path}' must exist in the document in order to apply array updates.`
      : `Cannot apply array updates to non-array element ${path}`;
  return new MongoError('BadValue', reason);
}
