import { Doc } from '../bson/doc.ts';
import { toInteger, toNumber } from '../bson/number.ts';
import { Double, isNumber, type Maybe, typeName, type Value } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import type { View } from '../query/scan.ts';
import type { Pause } from '../query/slice.ts';
import type { Store } from '../storage/store.ts';
import type { Cursors } from './cursors.ts';

/** One command as it arrived. */
export interface Request {
  readonly name: string;
  readonly db: string;
  readonly body: Doc;
  readonly connectionId: number;
}

/** What commands work on. */
export interface Services {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly settings: { ttlSeconds: number };
}

/** A command that may pause between steps and ends with its reply. */
export type Task = Generator<Pause, Doc>;

/**
 * `plain` answers at once. `read` may answer at once or hand back a task, which then reads one unchanging
 * moment of the data. `write` runs inside the turn's transaction, at once or as a task.
 */
export type Command =
  | (CommandShape & { readonly kind: 'plain'; run(request: Request, services: Services): Doc })
  | (CommandShape & { readonly kind: 'read'; run(request: Request, services: Services): Doc | ReadTask })
  | (CommandShape & {
      readonly kind: 'write';
      run(request: Request, services: Services, view: View): Doc | Task;
    });

export type ReadTask = (view: View) => Task;

interface CommandShape {
  /** The fields the command understands, besides those common to all commands. */
  readonly fields: readonly string[];
  /** Fields MongoDB understands and this database refuses. */
  readonly refused?: readonly string[];
}

const commonFields = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'comment',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** Refuses unknown fields (40415), what is left out (238) and transactions (20). */
export function checkFields(request: Request, command: Command): void {
  const { name, body } = request;
  for (const [field, value] of body.fields()) {
    if (field === name || commonFields.has(field) || command.fields.includes(field)) continue;
    if (field === 'startTransaction' || field === 'autocommit' || field === 'txnNumber') {
      throw new MongoError(
        'IllegalOperation',
        'Transaction numbers are only allowed on a replica set member or mongos',
      );
    }
    if (field === 'collation') refuseCollation(value);
    else if (command.refused?.includes(field) === true) {
      if (isSet(value)) throw notSupported(`the option '${field}' of ${name}`);
    } else throw new MongoError(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
  checkWriteConcern(body.get('writeConcern'));
  countField(body, 'maxTimeMS');
}

/** Only the binary comparison that is MongoDB's default. */
export function refuseCollation(value: Maybe): void {
  const isSimple =
    value instanceof Doc &&
    (value.isEmpty || (value.get('locale') === 'simple' && value.fields().size === 1));
  if (value !== undefined && !isSimple) throw notSupported('collation');
}

function isSet(value: Value): boolean {
  return value !== false && value !== null && !(value instanceof Doc && value.isEmpty);
}

function checkWriteConcern(value: Maybe): void {
  const w = value instanceof Doc ? value.get('w') : undefined;
  if (isNumber(w) && toNumber(w) > 1)
    throw new MongoError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
}

/** A successful reply. */
export function ok(fields: Readonly<Record<string, Maybe>> = {}): Doc {
  return Doc.of({ ...fields, ok: new Double(1) });
}

export function collectionName(request: Request): string {
  const value = request.body.get(request.name);
  if (typeof value === 'string' && value !== '') return value;
  if (value === '') throw new MongoError('InvalidNamespace', `Invalid namespace specified '${request.db}.'`);
  throw new MongoError('InvalidNamespace', `collection name has invalid type ${typeName(value)}`);
}

export function documentField(body: Doc, name: string): Doc | undefined {
  const value = body.get(name);
  if (value === undefined || value instanceof Doc) return value;
  throw wrongType(name, value, 'object');
}

export function arrayField(body: Doc, name: string): readonly Value[] {
  const value = body.get(name);
  if (Array.isArray(value)) return value;
  if (value === undefined)
    throw new MongoError(40414, `BSON field '${name}' is missing but a required field`);
  throw wrongType(name, value, 'array');
}

/** Booleans may come as numbers, as from old drivers. */
export function flagField(body: Doc, name: string, fallback = false): boolean {
  const value = body.get(name);
  if (value === undefined) return fallback;
  if (typeof value === 'boolean') return value;
  if (isNumber(value)) return toNumber(value) !== 0;
  throw wrongType(name, value, 'bool');
}

/** A whole number not below zero. */
export function countField(body: Doc, name: string): number | undefined {
  const value = body.get(name);
  if (value === undefined) return undefined;
  const whole = toInteger(value);
  if (whole === undefined) throw wrongType(name, value, 'int or long');
  if (whole < 0n)
    throw new MongoError(51024, `BSON field '${name}' value must be >= 0, actual value '${whole}'`);
  return Number(whole);
}

export function wrongType(field: string, value: Maybe, expected: string): MongoError {
  return new MongoError(
    'TypeMismatch',
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

/** The hint: an index name or key pattern; empty means none. */
export function hintField(body: Doc): string | Doc | undefined {
  const hint = body.get('hint');
  if (hint === undefined || (hint instanceof Doc && hint.isEmpty)) return undefined;
  if (typeof hint === 'string' || hint instanceof Doc) return hint;
  throw new MongoError('FailedToParse', 'Hint must be a string or an object');
}
