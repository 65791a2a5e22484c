import type { ErrorAnswer } from '@linli/shared/errors.ts';
import type { Context, Middleware, Next } from 'koa';
import { ApiError } from '../errors.ts';
import type { Log } from '../log.ts';

/** Names of errors that mean the database is away for the moment, not that the request was wrong. */
const databaseAway = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoPoolClearedError',
  'MongooseServerSelectionError',
]);

/** What a write to a connection that has just broken throws, before the driver has seen that it broke. */
const brokenConnection = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED']);

const databaseRetrySeconds = 2;

/** Turns whatever was thrown below into the one error answer; the log gets what the caller does not. */
export function answerErrors(log: Log): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw new ApiError('not-found');
      if (ctx.status === 405 || ctx.status === 501) throw new ApiError('method-not-allowed');
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.status >= 500)
        log.error({ err: thrown, requestId: ctx.state.requestId, path: ctx.path }, error.code);
      if (error.retryAfterSeconds !== undefined) ctx.set('Retry-After', String(error.retryAfterSeconds));
      ctx.status = error.status;
      ctx.body = {
        error: {
          code: error.code,
          message: error.message,
          requestId: ctx.state.requestId,
          ...(error.details === undefined ? {} : { details: error.details }),
        },
      } satisfies ErrorAnswer;
    }
  };
}

function isDatabaseAway(thrown: Error): boolean {
  return databaseAway.has(thrown.name) || ('code' in thrown && brokenConnection.has(String(thrown.code)));
}

function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (!(thrown instanceof Error)) return new ApiError('internal');
  if (isDatabaseAway(thrown)) {
    return new ApiError('unavailable', { retryAfterSeconds: databaseRetrySeconds });
  }
  // What the body parser throws carries the status (http-errors).
  const status = 'status' in thrown ? thrown.status : undefined;
  if (status === 413) return new ApiError('body-too-large');
  if (status === 400 || status === 415) return new ApiError('body-unreadable');
  return new ApiError('internal');
}
