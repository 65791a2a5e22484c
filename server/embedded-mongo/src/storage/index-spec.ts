import { Doc } from '../bson/doc.ts';
import { toInteger, toNumber } from '../bson/number.ts';
import { Double, isNumber, typeName, type Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import { conjuncts, type Filter } from '../query/filter.ts';
import { compileFilter, type Matcher } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parsePath } from '../query/path.ts';
import type { KeyPattern } from './index-keys.ts';

/** An index as it was asked for, checked and understood. */
export interface IndexSpec {
  readonly name: string;
  readonly key: Doc;
  readonly pattern: KeyPattern;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: { readonly source: Doc; readonly filter: Filter; readonly matches: Matcher } | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** The document `listIndexes` answers with. */
  readonly document: Doc;
}

const options = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'ns',
]);

/** Index options that MongoDB has and this database leaves out. */
export const refusedIndexOptions = [
  'collation',
  'hidden',
  'wildcardProjection',
  'storageEngine',
  'clustered',
  'prepareUnique',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
];

const maxExpireSeconds = 2147483647;
const maxFields = 32;

/** The default name, `a_1_b_-1`. */
export function defaultIndexName(key: Doc): string {
  return [...key.fields()].map(([field, direction]) => `${field}_${directionText(direction)}`).join('_');
}

function directionText(direction: Value): string {
  return typeof direction === 'string' ? direction : String(toNumber(direction));
}

/** Checks an index definition. Throws 67, 197 or 238 as MongoDB would, or for what is left out. */
export function parseIndexSpec(source: Doc): IndexSpec {
  for (const option of source.fields().keys()) {
    if (refusedIndexOptions.includes(option)) throw notSupported(`the index option '${option}'`);
    if (!options.has(option)) {
      throw new MongoError(
        'InvalidIndexSpecificationOption',
        `The field '${option}' is not valid for an index specification`,
      );
    }
  }
  const key = source.get('key');
  if (!(key instanceof Doc))
    throw new MongoError('FailedToParse', "The 'key' field is a required property of an index specification");
  const pattern = parseKeyPattern(key);
  if (defaultIndexName(key) === '_id_1') checkIdIndex(source);
  const name = source.get('name') ?? defaultIndexName(key);
  if (typeof name !== 'string') throw new MongoError('TypeMismatch', "The field 'name' must be a string");
  if (name === '' || name === '*')
    throw new MongoError('CannotCreateIndex', `The index name '${name}' is not valid`);
  const unique = flag(source, 'unique');
  const sparse = flag(source, 'sparse');
  const partial = parsePartial(source.get('partialFilterExpression'));
  if (partial !== undefined && sparse) {
    throw new MongoError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  const expireAfterSeconds = parseExpiry(source.get('expireAfterSeconds'), key);
  const document = Doc.of({
    v: 2,
    key,
    name,
    unique: unique || undefined,
    sparse: sparse || undefined,
    partialFilterExpression: partial?.source,
    expireAfterSeconds,
  });
  return { name, key, pattern, unique, sparse, partial, expireAfterSeconds, document };
}

/** Nothing about the index on `_id` is open to choice. */
function checkIdIndex(source: Doc): void {
  for (const option of source.fields().keys()) {
    if (['v', 'key', 'name', 'ns', 'background'].includes(option)) continue;
    throw new MongoError(
      'InvalidIndexSpecificationOption',
      `The field '${option}' is not valid for an _id index specification`,
    );
  }
}

function flag(source: Doc, name: string): boolean {
  const value = source.get(name);
  if (value === undefined) return false;
  if (typeof value === 'boolean') return value;
  if (isNumber(value)) return toNumber(value) !== 0;
  throw new MongoError(
    'TypeMismatch',
    `The field '${name}' has value of type '${typeName(value)}', which is not convertible to bool`,
  );
}

export function parseKeyPattern(key: Doc): KeyPattern {
  const fields = [...key.fields()];
  if (fields.length === 0) throw new MongoError('CannotCreateIndex', 'Index keys cannot be an empty object');
  if (fields.length > maxFields) throw new MongoError('CannotCreateIndex', 'Index key pattern too large');
  for (const [field, direction] of fields) {
    if (typeof direction === 'string') {
      throw notSupported(`an index of the type '${direction}'`);
    }
    if (field === '' || field.split('.').includes(''))
      throw new MongoError('CannotCreateIndex', 'Index keys cannot contain an empty field');
    if (field.includes('$**')) throw notSupported('a wildcard index');
    if (field.startsWith('$'))
      throw new MongoError(
        'CannotCreateIndex',
        `Index key contains an illegal field name: field name starts with '$': ${field}`,
      );
    if (!isNumber(direction)) {
      throw new MongoError(
        'CannotCreateIndex',
        `Values in index key pattern cannot be of type ${typeName(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    }
    if (!(toNumber(direction) > 0 || toNumber(direction) < 0)) {
      throw new MongoError('CannotCreateIndex', 'Values in the index key pattern cannot be 0.');
    }
  }
  return {
    paths: fields.map(([field]) => parsePath(field)),
    descending: fields.map(([, direction]) => toNumber(direction) < 0),
  };
}

function parsePartial(source: Value | undefined): IndexSpec['partial'] {
  if (source === undefined) return undefined;
  if (!(source instanceof Doc))
    throw new MongoError('TypeMismatch', "The field 'partialFilterExpression' must be an object");
  const filter = parseFilter(source);
  for (const part of conjuncts(filter)) {
    const supported =
      part.kind === 'leaf' && ['eq', 'exists', 'gt', 'gte', 'lt', 'lte', 'type'].includes(part.test.op);
    if (!supported) {
      throw new MongoError(
        'CannotCreateIndex',
        'Expression not supported in partial index: only equality, $exists: true, $gt, $gte, $lt, $lte, $type and $and',
      );
    }
  }
  return { source, filter, matches: compileFilter(filter) };
}

function parseExpiry(value: Value | undefined, key: Doc): number | undefined {
  if (value === undefined) return undefined;
  if (!isNumber(value))
    throw new MongoError('CannotCreateIndex', "TTL index 'expireAfterSeconds' option must be numeric");
  const whole = toInteger(value) ?? toInteger(new Double(Math.trunc(toNumber(value))));
  if (whole === undefined || whole < 0n || whole > BigInt(maxExpireSeconds)) {
    throw new MongoError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a number between 0 and ${maxExpireSeconds}`,
    );
  }
  if (key.fields().size > 1)
    throw new MongoError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  return Number(whole);
}

/** Whether a document belongs into a partial or sparse index. */
export function indexCovers(spec: IndexSpec, doc: Doc): boolean {
  if (spec.partial !== undefined) return spec.partial.matches(doc);
  return !spec.sparse || spec.pattern.paths.some((path) => hasField(doc, path.parts));
}

function hasField(value: Value | undefined, parts: readonly string[]): boolean {
  if (parts.length === 0) return value !== undefined;
  if (value instanceof Doc) return hasField(value.get(parts[0] ?? ''), parts.slice(1));
  return Array.isArray(value) && value.some((item) => item instanceof Doc && hasField(item, parts));
}
