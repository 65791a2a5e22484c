import type { Doc } from './bson/doc.ts';

/** MongoDB's own error codes, by the name the server gives them. */
export const errorCodes = {
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  GraphContainsCycle: 5,
  UnknownError: 8,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  FileStreamFailed: 39,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  ShutdownInProgress: 91,
  DocumentValidationFailure: 121,
  CannotIndexParallelArrays: 171,
  QueryPlanKilled: 175,
  InvalidIndexSpecificationOption: 197,
  ConversionFailure: 241,
  QueryFeatureNotAllowed: 224,
  NotImplemented: 238,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  DataCorruptionDetected: 366,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
} as const;

export type ErrorName = keyof typeof errorCodes;

/**
 * An error as MongoDB reports it to a client: a numeric code, the code's name and a message.
 * `details` are the extra fields of the answer, such as `keyPattern` and `keyValue` of a duplicate key.
 */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly details: Doc | undefined;

  constructor(code: ErrorName | number, message: string, details?: Doc) {
    super(message);
    this.name = 'MongoError';
    this.code = typeof code === 'number' ? code : errorCodes[code];
    this.codeName = typeof code === 'number' ? `Location${code}` : code;
    this.details = details;
  }
}

/** What MongoDB has and this database leaves out on purpose: always code 238, never a silent difference. */
export function notSupported(feature: string): MongoError {
  return new MongoError('NotImplemented', `${feature} is not supported by the embedded database`);
}
