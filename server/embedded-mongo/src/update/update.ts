import { ObjectId } from 'bson';
import { compileStages } from '../aggregate/update-pipeline.ts';
import { compareText, equal } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { encodeDocument } from '../bson/encode.ts';
import { stamped } from '../bson/timestamp.ts';
import { type Maybe, Oid, typeName, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { conjuncts, type Filter, usesExpression } from '../query/filter.ts';
import { compileFilter, positionalMatch } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { arrayIndex } from '../query/path.ts';
import { updateOperator } from './operators.ts';
import { type Change, changeAt, type Placeholders } from './paths.ts';

/** MongoDB's limit on one document. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** A parsed update. */
export interface Update {
  readonly isReplacement: boolean;
  /** The changed document; the same object if nothing changes. `inserting` lets `$setOnInsert` act. */
  apply(doc: Doc, filter: Filter, inserting: boolean): Doc;
}

interface Modification {
  readonly operator: string;
  readonly parts: readonly string[];
  readonly change: Change;
  readonly creates: boolean;
  readonly renameTo: readonly string[] | undefined;
}

/** Parses an update document, a replacement or a pipeline. Throws FailedToParse (9) for an unknown operator. */
export function parseUpdate(source: Maybe, arrayFilters: Maybe, constants?: Maybe): Update {
  if (Array.isArray(source)) {
    if (arrayFilters !== undefined)
      throw new MongoError('FailedToParse', 'Cannot specify arrayFilters and a pipeline update');
    return pipelineUpdate(source, constants);
  }
  if (!(source instanceof Doc))
    throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
  if (source.firstKey()?.startsWith('$') !== true) return replacement(source);
  return operatorUpdate(source, arrayFilters);
}

function pipelineUpdate(stages: readonly Value[], constants: Maybe): Update {
  const run = compileStages(stages, constants);
  return { isReplacement: false, apply: (doc) => run(doc) };
}

function replacement(source: Doc): Update {
  for (const key of source.fields().keys()) {
    if (key.startsWith('$'))
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${key}' in '${key}' is not allowed in the context of an update's replacement document.`,
      );
  }
  return {
    isReplacement: true,
    apply: (doc) => {
      const id = doc.get('_id');
      if (source.has('_id') || id === undefined) return stamped(source);
      return stamped(Doc.fromMap(new Map<string, Value>([['_id', id], ...source.fields()])));
    },
  };
}

function operatorUpdate(source: Doc, arrayFilters: Maybe): Update {
  const modifications = [...source.fields()].flatMap(([operator, fields]) => parseModifier(operator, fields));
  modifications.sort((a, b) => comparePaths(a.parts, b.parts));
  refuseConflicts(modifications);
  const selectors = parseArrayFilters(arrayFilters, modifications);
  return {
    isReplacement: false,
    apply: (doc, filter, inserting) => {
      const placeholders: Placeholders = {
        position: (arrayPath) => positionalMatch(filter, doc, arrayPath),
        selects: (name, element) => selectors.get(name)?.(element) === true,
      };
      let result = doc;
      for (const modification of modifications) {
        if (modification.operator === '$setOnInsert' && !inserting) continue;
        result =
          modification.renameTo === undefined
            ? applyOne(result, modification, placeholders)
            : rename(result, modification, placeholders);
      }
      return result;
    },
  };
}

function applyOne(doc: Doc, { parts, change, creates }: Modification, placeholders: Placeholders): Doc {
  return changeAt(doc, parts, { change, creates, placeholders });
}

function rename(doc: Doc, { parts, renameTo = [] }: Modification, placeholders: Placeholders): Doc {
  const moved = valueOnPath(doc, parts);
  valueOnPath(doc, renameTo.slice(0, -1));
  if (moved === undefined) return doc;
  const without = changeAt(doc, parts, { change: () => undefined, creates: false, placeholders });
  // The target goes first, so that a renamed field moves to the end as in MongoDB.
  const cleared = changeAt(without, renameTo, { change: () => undefined, creates: false, placeholders });
  return changeAt(cleared, renameTo, { change: () => moved, creates: true, placeholders });
}

function valueOnPath(doc: Doc, parts: readonly string[]): Maybe {
  let value: Maybe = doc;
  for (const part of parts) {
    if (Array.isArray(value))
      throw new MongoError(
        'BadValue',
        'The source and destination field of $rename cannot be an array element',
      );
    value = value instanceof Doc ? value.get(part) : undefined;
  }
  return value;
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
  if ([...parts, ...renameTo].some((part) => part.startsWith('$'))) {
    throw new MongoError('BadValue', 'The source and target field for $rename may not be dynamic');
  }
  return { operator: '$rename', parts, change: () => undefined, creates: false, renameTo };
}

function updatePath(path: string): readonly string[] {
  if (path === '') throw new MongoError('EmptyFieldName', 'An empty update path is not valid.');
  const parts = path.split('.');
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

function refuseConflicts(modifications: readonly Modification[]): void {
  const paths = modifications.flatMap(({ parts, renameTo }) =>
    renameTo === undefined ? [parts] : [parts, renameTo],
  );
  const sorted = paths.sort(comparePaths);
  sorted.forEach((parts, i) => {
    const next = sorted[i + 1];
    if (next === undefined || !parts.every((part, at) => next[at] === part)) return;
    throw new MongoError(
      'ConflictingUpdateOperators',
      `Updating the path '${next.join('.')}' would create a conflict at '${parts.join('.')}'`,
    );
  });
}

function parseArrayFilters(
  source: Maybe,
  modifications: readonly Modification[],
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
  const used = new Set(
    modifications.flatMap(({ parts }) => parts.map((part) => /^\$\[(.+)\]$/.exec(part)?.[1])),
  );
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

/** The encoded result of an update. Throws ImmutableField (66) when `_id` changed, 10334/17419 when too large. */
export function finishUpdate(before: Doc, after: Doc, update: Update): Buffer {
  const id = before.get('_id');
  const newId = after.get('_id');
  if (id !== undefined && (newId === undefined || !equal(id, newId))) {
    throw new MongoError(
      'ImmutableField',
      update.isReplacement
        ? "After applying the update, the (immutable) field '_id' was found to have been altered"
        : "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  return encodeStored(after, 17419, 'Resulting document after update');
}

/** Encodes a document for storage, `_id` first as MongoDB keeps it. */
export function encodeStored(doc: Doc, code: number, what: string): Buffer {
  const bytes = encodeDocument(idFirst(doc));
  if (bytes.length > maxDocumentBytes)
    throw new MongoError(code, `${what} is larger than ${maxDocumentBytes}`);
  return bytes;
}

export function idFirst(doc: Doc): Doc {
  const id = doc.get('_id');
  if (doc.firstKey() === '_id' || id === undefined) return doc;
  return Doc.fromMap(new Map<string, Value>([['_id', id], ...doc.fields()]));
}

/** The document an upsert starts from: what the filter says by equality; for a replacement only its `_id`. */
export function upsertSeed(filter: Filter, isReplacement: boolean): Doc {
  let seed = Doc.of({});
  const placed: string[] = [];
  for (const [path, value] of equalities(filter)) {
    if (isReplacement && path !== '_id') {
      if (path.startsWith('_id.')) throw new MongoError('ImmutableField', idFromParts);
      continue;
    }
    const conflict = placed.find(
      (other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`),
    );
    if (conflict !== undefined)
      throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    placed.push(path);
    seed = changeAt(seed, path.split('.'), {
      change: () => value,
      creates: true,
      placeholders: noPlaceholders,
    });
  }
  return seed;
}

const idFromParts = "A replacement takes its immutable '_id' as a whole, not from parts of the filter";

const noPlaceholders: Placeholders = { position: () => -1, selects: () => false };

function* equalities(filter: Filter): Generator<[string, Value]> {
  const parts = filter.kind === 'or' && filter.parts.length === 1 ? filter.parts : conjuncts(filter);
  for (const part of parts) {
    if (part.kind === 'or' && part.parts.length === 1) yield* equalities(part);
    if (part.kind !== 'leaf') continue;
    const { test, path } = part;
    if (test.op === 'eq') yield [path.text, test.value];
    const only = test.op === 'in' ? test.values[0] : undefined;
    if (test.op === 'in' && test.values.length === 1 && test.patterns.length === 0 && only !== undefined)
      yield [path.text, only];
  }
}

export function newObjectId(): Oid {
  return new Oid(Buffer.from(new ObjectId().id));
}
