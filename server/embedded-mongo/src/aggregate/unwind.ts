import { Doc } from '../bson/doc.ts';
import type { Maybe, Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { PAUSE } from '../query/slice.ts';
import type { Stage } from './stage.ts';

const options = ['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'];

/** `$unwind`: one document for each element of an array. */
export function compileUnwind(operand: Value): Stage {
  const spec = typeof operand === 'string' ? Doc.of({ path: operand }) : operand;
  if (!(spec instanceof Doc))
    throw new MongoError(15981, 'expected either a string or an object as specification for $unwind stage');
  for (const name of spec.fields().keys())
    if (!options.includes(name)) throw new MongoError(28811, `unrecognized option to $unwind stage: ${name}`);
  const path = spec.get('path');
  if (path === undefined) throw new MongoError(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new MongoError(28808, 'expected a string as the path for $unwind stage');
  if (!path.startsWith('$'))
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const parts = path.slice(1).split('.');
  const preserve = spec.get('preserveNullAndEmptyArrays') ?? false;
  if (typeof preserve !== 'boolean')
    throw new MongoError(
      28809,
      'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage',
    );
  const indexField = spec.get('includeArrayIndex');
  if (
    indexField !== undefined &&
    (typeof indexField !== 'string' || indexField === '' || indexField.startsWith('$'))
  ) {
    throw new MongoError(
      28822,
      'includeArrayIndex option to $unwind stage must be a non-empty string without a leading $',
    );
  }
  const numbered = (doc: Doc, index: Value): Doc =>
    indexField === undefined ? doc : place(doc, indexField.split('.'), index);
  return function* (input) {
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      const value = valueAt(doc, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, item] of value.entries()) yield numbered(place(doc, parts, item), BigInt(i));
      } else if (value !== undefined && value !== null && !Array.isArray(value)) yield numbered(doc, null);
      else if (preserve) yield numbered(Array.isArray(value) ? place(doc, parts, undefined) : doc, null);
    }
  };
}

function valueAt(doc: Doc, parts: readonly string[]): Maybe {
  let value: Maybe = doc;
  for (const part of parts) value = value instanceof Doc ? value.get(part) : undefined;
  return value;
}

function place(doc: Doc, parts: readonly string[], value: Maybe): Doc {
  const [part = '', ...rest] = parts;
  const changed = doc.clone();
  if (rest.length > 0) {
    const inner = doc.get(part);
    changed.set(part, place(inner instanceof Doc ? inner : Doc.of({}), rest, value));
  } else if (value === undefined) changed.delete(part);
  else changed.set(part, value);
  return changed;
}
