import { CallError } from './call-error';
import { isConnected } from './network';
import { wait } from './wait';

const triesMax = 3;
/** The wait before the second try; the third waits three times as long. */
const firstWaitMs = 400;
/**
 * No try begins later than this: whoever has waited so long decides for themselves. It is also shorter than the time
 * in which the server takes a refresh token twice.
 */
const budgetMs = 6_000;

/**
 * Tries again, at most twice and only within a few seconds, what failed for a passing reason. Only for what is safe to
 * send twice. The waits are random, so that a hall full of phones does not come back at the same moment.
 */
export async function withRetries<Answer>(
  send: () => Promise<Answer>,
  now: () => number = Date.now,
  random: () => number = Math.random,
): Promise<Answer> {
  const startedAt = now();
  for (let tried = 1; ; tried++) {
    try {
      return await send();
    } catch (thrown) {
      if (tried === triesMax || !(thrown instanceof CallError)) throw thrown;
      const pause = pauseAfter(thrown, tried, random);
      if (pause === null || now() + pause - startedAt > budgetMs) throw thrown;
      await wait(pause);
    }
  }
}

/** How long to wait before the next try; null when another would not help. */
function pauseAfter(error: CallError, tried: number, random: () => number): number | null {
  if (error.retryAfterMs !== undefined) return error.retryAfterMs;
  const passing = error.status === 503 || (error.status === 0 && isConnected());
  return passing ? firstWaitMs * 3 ** (tried - 1) * (0.5 + random()) : null;
}
