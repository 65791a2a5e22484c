import { compareText } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { type Maybe, typeName, type Value } from '../bson/types.ts';
import { checkDepth } from '../bson/validate.ts';
import { MongoError } from '../errors.ts';
import { positionalMatch } from '../query/match.ts';
import { arrayIndex } from '../query/path.ts';
import { parseArrayFilters } from './array-filters.ts';
import { updateOperator } from './operators.ts';
import { type Change, changeAt, isPlaceholder, type Placeholders, resolvePath } from './paths.ts';
import type { Update } from './update.ts';

interface Modification {
  readonly operator: string;
  readonly parts: readonly string[];
  readonly change: Change;
  readonly creates: boolean;
  readonly renameTo: readonly string[] | undefined;
}

/** An update of operators. Throws FailedToParse (9) for an unknown one, 40 for two that change the same path. */
export function operatorUpdate(source: Doc, arrayFilters: Maybe): Update {
  const modifications = [...source.fields()].flatMap(([operator, fields]) => parseModifier(operator, fields));
  inOrder(modifications, 'Updating the path');
  const isDynamic = modifications.some(({ parts }) => parts.some(isPlaceholder));
  if (isDynamic) refuseMixedPlaceholders(modifications);
  const selectors = parseArrayFilters(
    arrayFilters,
    modifications.map(({ parts }) => parts),
  );
  return {
    isReplacement: false,
    apply: (doc, filter, inserting) => {
      const acting = inserting
        ? modifications
        : modifications.filter(({ operator }) => operator !== '$setOnInsert');
      const placeholders: Placeholders = {
        position: (arrayPath) => positionalMatch(filter, doc, arrayPath),
        selects: (name, element) => selectors.get(name)?.(element) === true,
      };
      return applyAll(doc, isDynamic ? resolved(doc, acting, placeholders) : acting);
    },
  };
}

/** What placeholders stand for is settled for all changes before the first of them is made. */
function resolved(
  doc: Doc,
  modifications: readonly Modification[],
  placeholders: Placeholders,
): readonly Modification[] {
  const all = modifications.flatMap((modification) =>
    resolvePath(doc, modification.parts, placeholders).map((parts) => ({ ...modification, parts })),
  );
  return inOrder(all, 'Update of the path');
}

function applyAll(doc: Doc, modifications: readonly Modification[]): Doc {
  const copies = new WeakSet<readonly Value[]>();
  return modifications.reduce(
    (result, { parts, change, creates, renameTo }) =>
      renameTo === undefined
        ? changeAt(result, parts, { change, creates, copies })
        : rename(result, parts, renameTo),
    doc,
  );
}

/** Sets the target where it stands or at the end, then takes the source away, as MongoDB does it. */
function rename(doc: Doc, parts: readonly string[], renameTo: readonly string[]): Doc {
  const moved = renamable(doc, parts);
  if (moved === undefined) return doc;
  refuseArrayOnPath(doc, renameTo);
  const placed = changeAt(doc, renameTo, { change: () => moved, creates: true });
  return changeAt(placed, parts, { change: () => undefined, creates: false });
}

function renamable(doc: Doc, parts: readonly string[]): Maybe {
  refuseArrayOnPath(doc, parts);
  let value: Maybe = doc;
  for (const [i, part] of parts.entries()) {
    if (value === undefined) return undefined;
    if (!(value instanceof Doc))
      throw new MongoError(
        'PathNotViable',
        `Cannot use the part (${part}) of (${parts.join('.')}) to traverse the element (${parts[i - 1]}: ${typeName(value)})`,
      );
    value = value.get(part);
  }
  return value;
}

function refuseArrayOnPath(doc: Doc, parts: readonly string[]): void {
  let value: Maybe = doc;
  for (const part of parts) {
    if (Array.isArray(value))
      throw new MongoError(
        'BadValue',
        'The source and destination field of $rename cannot be an array element',
      );
    value = value instanceof Doc ? value.get(part) : undefined;
  }
}

function parseModifier(operator: string, fields: Value): Modification[] {
  const known = updateOperator(operator);
  if (known === undefined && operator !== '$rename') {
    throw new MongoError(
      'FailedToParse',
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (!(fields instanceof Doc)) {
    throw new MongoError(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${typeName(fields)}}`,
    );
  }
  return [...fields.fields()].map(([path, operand]) => {
    const parts = updatePath(path);
    if (known === undefined) return renameModification(parts, path, operand);
    return {
      operator,
      parts,
      change: known.make(operand, path),
      creates: known.creates,
      renameTo: undefined,
    };
  });
}

function renameModification(parts: readonly string[], path: string, operand: Value): Modification {
  if (typeof operand !== 'string')
    throw new MongoError('BadValue', `The 'to' field for $rename must be a string: ${path}`);
  if (operand === path)
    throw new MongoError('BadValue', `The source and target field for $rename must differ: ${path}`);
  const renameTo = updatePath(operand);
  if (isPrefix(parts, renameTo) || isPrefix(renameTo, parts)) {
    throw new MongoError(
      'BadValue',
      `The source and target field for $rename must not be on the same path: ${path}`,
    );
  }
  if ([...parts, ...renameTo].some(isPlaceholder)) {
    throw new MongoError('BadValue', 'The source and target field for $rename may not be dynamic');
  }
  return { operator: '$rename', parts, change: () => undefined, creates: false, renameTo };
}

function updatePath(path: string): readonly string[] {
  if (path === '') throw new MongoError('EmptyFieldName', 'An empty update path is not valid.');
  const parts = path.split('.');
  checkDepth(parts.length);
  if (parts.includes(''))
    throw new MongoError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  for (const [i, part] of parts.entries()) {
    if (!part.startsWith('$')) continue;
    const placeholder = part === '$' || /^\$\[[a-zA-Z0-9]*\]$/.test(part);
    if (!placeholder)
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
      );
    if (i === 0)
      throw new MongoError(
        'BadValue',
        `Cannot have positional (i.e. '$') element in the first position in path '${path}'`,
      );
  }
  if (parts.filter((part) => part === '$').length > 1) {
    throw new MongoError('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  return parts;
}

/** MongoDB applies changes in the order of their paths: numbers by value, everything else by bytes. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const left = a[i] ?? '';
    const right = b[i] ?? '';
    const byNumber = arrayIndex(left) !== -1 && arrayIndex(right) !== -1;
    const difference = byNumber ? arrayIndex(left) - arrayIndex(right) : compareText(left, right);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Sorts changes by what they change. Throws ConflictingUpdateOperators (40) when two change the same. */
function inOrder(modifications: Modification[], what: string): readonly Modification[] {
  modifications.sort((a, b) => comparePaths(a.renameTo ?? a.parts, b.renameTo ?? b.parts));
  const paths = modifications.flatMap(({ parts, renameTo }) =>
    renameTo === undefined ? [parts] : [parts, renameTo],
  );
  paths.sort(comparePaths).forEach((parts, i) => {
    const next = paths[i + 1];
    if (next !== undefined && isPrefix(parts, next)) throw conflict(what, next, parts);
  });
  return modifications;
}

function isPrefix(parts: readonly string[], others: readonly string[]): boolean {
  return parts.every((part, at) => others[at] === part);
}

function conflict(what: string, parts: readonly string[], at: readonly string[]): MongoError {
  return new MongoError(
    'ConflictingUpdateOperators',
    `${what} '${parts.join('.')}' would create a conflict at '${at.join('.')}'`,
  );
}

/** One array is changed by `$[]` and `$[name]` or by positions, not by both. */
function refuseMixedPlaceholders(modifications: readonly Modification[]): void {
  const kinds = new Map<string, boolean>();
  for (const { parts } of modifications) {
    parts.forEach((part, i) => {
      const before = parts.slice(0, i);
      const filtered = part.startsWith('$[');
      if ((kinds.get(before.join('.')) ?? filtered) !== filtered)
        throw conflict('Updating the path', parts, before);
      kinds.set(before.join('.'), filtered);
    });
  }
}
