import { Doc } from '../bson/doc.ts';
import type { Maybe, Value } from '../bson/types.ts';
import { typeName } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { arrayIndex } from '../query/path.ts';

/** What one update operator does to the value at its path; undefined in, undefined out mean "missing". */
export type Change = (value: Maybe) => Maybe;

/** How the placeholders in paths are resolved for one document. */
export interface Placeholders {
  /** The array position for `$`; -1 if the filter matched no array element. */
  position(arrayPath: string): number;
  /** Whether an element is meant by `$[name]`. */
  selects(name: string, element: Value): boolean;
}

export interface Step {
  readonly change: Change;
  /** Makes missing documents on the way; `$unset` and `$pull` do not. */
  readonly creates: boolean;
  readonly placeholders: Placeholders;
}

/** Arrays are not padded with more nulls than this, as in MongoDB. */
const maxPadding = 1_500_000;

/** The document with a change made at a path; the same document if nothing was there to change. */
export function changeAt(doc: Doc, parts: readonly string[], step: Step): Doc {
  return changeInDoc(doc, parts, 0, step);
}

function changeInDoc(doc: Doc, parts: readonly string[], at: number, step: Step): Doc {
  const key = parts[at] ?? '';
  if (key === '$' || key.startsWith('$[')) throw notAnArray(parts, at, doc);
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
  if (part === '$' || part.startsWith('$[')) throw notAnArray(parts, at, value);
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
  const positions = arrayPositions(items, parts, at, step);
  let changed: Value[] | undefined;
  for (const position of positions) {
    const before = items[position];
    const after = at === parts.length - 1 ? step.change(before) : descend(before, parts, at + 1, step);
    if (after === before) continue;
    changed ??= [...items];
    if (after === undefined) {
      // An unset element leaves null, so that the others keep their places.
      if (position < items.length) changed[position] = null;
      continue;
    }
    if (position - items.length > maxPadding) {
      throw new MongoError(
        'BadValue',
        `can't backfill array to a size larger than ${maxPadding} (field ${part})`,
      );
    }
    while (changed.length < position) changed.push(null);
    changed[position] = after;
  }
  // The caller sees by identity that nothing changed.
  return changed ?? items;
}

function arrayPositions(
  items: readonly Value[],
  parts: readonly string[],
  at: number,
  step: Step,
): readonly number[] {
  const part = parts[at] ?? '';
  if (part === '$') {
    const position = step.placeholders.position(parts.slice(0, at).join('.'));
    if (position === -1)
      throw new MongoError(
        'BadValue',
        'The positional operator did not find the match needed from the query.',
      );
    return [position];
  }
  if (part === '$[]') return items.map((_, i) => i);
  const name = /^\$\[(.+)\]$/.exec(part)?.[1];
  if (name !== undefined) {
    return [...items.entries()].filter(([, item]) => step.placeholders.selects(name, item)).map(([i]) => i);
  }
  const index = arrayIndex(part);
  if (index === -1) {
    if (!step.creates) return [];
    throw new MongoError(
      'PathNotViable',
      `Cannot create field '${part}' in element {${parts[at - 1]}: array}`,
    );
  }
  return index < items.length || step.creates ? [index] : [];
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
