import { Doc } from '../bson/doc.ts';
import type { Maybe, Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { type Filter, usesExpression } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';

/** Which elements each `$[name]` of the paths stands for. Throws for a name without filter or a filter without name. */
export function parseArrayFilters(
  source: Maybe,
  paths: readonly (readonly string[])[],
): Map<string, (element: Value) => boolean> {
  const selectors = new Map<string, (element: Value) => boolean>();
  if (source !== undefined && !Array.isArray(source))
    throw new MongoError('TypeMismatch', "BSON field 'arrayFilters' is the wrong type");
  for (const item of source ?? []) {
    if (!(item instanceof Doc)) throw new MongoError('TypeMismatch', 'arrayFilters entries must be objects');
    const filter = parseFilter(item);
    if (usesExpression(filter))
      throw new MongoError('QueryFeatureNotAllowed', '$expr is not allowed in an array filter');
    const names = new Set([...identifiers(filter)]);
    const [name] = names;
    if (name === undefined || names.size !== 1)
      throw new MongoError(
        'FailedToParse',
        'Cannot use an expression without a top-level field name in arrayFilters',
      );
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
      throw new MongoError(
        'BadValue',
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (selectors.has(name))
      throw new MongoError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    const matches = compileFilter(filter);
    selectors.set(name, (element) => matches(Doc.fromMap(new Map([[name, element]]))));
  }
  const used = new Set(paths.flatMap((parts) => parts.map((part) => /^\$\[(.+)\]$/.exec(part)?.[1])));
  for (const name of used) {
    if (name !== undefined && !selectors.has(name))
      throw new MongoError('BadValue', `No array filter found for identifier '${name}'`);
  }
  for (const name of selectors.keys()) {
    if (!used.has(name))
      throw new MongoError(
        'FailedToParse',
        `The array filter for identifier '${name}' was not used in the update`,
      );
  }
  return selectors;
}

function* identifiers(filter: Filter): Generator<string> {
  if (filter.kind === 'leaf') yield filter.path.parts[0] ?? '';
  else if (filter.kind === 'not') yield* identifiers(filter.part);
  else if (filter.kind !== 'expr') for (const part of filter.parts) yield* identifiers(part);
}
