import { Doc } from '../bson/doc.ts';
import type { Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';

/** One failed statement of a write command, as drivers expect it. */
export function writeError(index: number, error: MongoError): Doc {
  const fields = new Map<string, Value>([
    ['index', index],
    ['code', error.code],
    ['errmsg', error.message],
  ]);
  for (const [key, value] of error.details?.fields() ?? []) fields.set(key, value);
  return Doc.fromMap(fields);
}

/** Passes on what is no answer to the client but a fault of ours or the disk's. */
export function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  throw error;
}

/** The reply to a command that failed. */
export function errorReply(error: MongoError): Doc {
  const fields = new Map<string, Value>([
    ['ok', 0],
    ['errmsg', error.message],
    ['code', error.code],
    ['codeName', error.codeName],
  ]);
  for (const [key, value] of error.details?.fields() ?? []) fields.set(key, value);
  return Doc.fromMap(fields);
}
