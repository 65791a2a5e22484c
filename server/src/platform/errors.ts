import { type ErrorCode, errors } from '@linli/shared/errors.ts';

/** An error that the caller is meant to see, of the one family in `shared/src/errors.ts`. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: unknown;
  /** When trying again makes sense, in whole seconds; becomes the Retry-After header. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, more: { details?: unknown; retryAfterSeconds?: number } = {}) {
    super(errors[code].message);
    this.name = 'ApiError';
    this.code = code;
    this.status = errors[code].status;
    this.details = more.details;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** The index that refused a write as a duplicate, as its key pattern; null for any other error. */
export function duplicateKeyOf(error: unknown): Record<string, unknown> | null {
  if (typeof error !== 'object' || error === null) return null;
  if (!('code' in error) || error.code !== 11000) return null;
  if (!('keyPattern' in error) || typeof error.keyPattern !== 'object' || error.keyPattern === null)
    return {};
  return { ...error.keyPattern };
}

/** Ends the start-up with one clear line; see `main.ts`. */
export class StartUpError extends Error {
  override readonly name = 'StartUpError';
}
