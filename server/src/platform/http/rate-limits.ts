import type { EndpointId } from '@linli/shared/api/routes.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from '../errors.ts';
import type { Caller } from './actor.ts';

interface RateLimit {
  calls: number;
  seconds: number;
  by: 'address' | 'person';
}

/**
 * Calls one process takes from one address or person before it answers 429. The phones in a service hall
 * share one address, so the address limits are wide, and rating is limited by person only.
 */
const limits: Partial<Record<EndpointId, RateLimit>> = {
  signInWithWechat: { calls: 600, seconds: 60, by: 'address' },
  signInStaff: { calls: 60, seconds: 60, by: 'address' },
  refreshSession: { calls: 600, seconds: 60, by: 'address' },
  submitRating: { calls: 60, seconds: 60, by: 'person' },
  takePhoneNumber: { calls: 20, seconds: 3600, by: 'person' },
  submitFeedback: { calls: 20, seconds: 3600, by: 'person' },
  countCodeScan: { calls: 600, seconds: 60, by: 'address' },
  countArticleView: { calls: 600, seconds: 60, by: 'address' },
  answerQuestion: { calls: 120, seconds: 60, by: 'person' },
  addArticleImage: { calls: 120, seconds: 3600, by: 'person' },
  exportAuditEntries: { calls: 20, seconds: 3600, by: 'person' },
  addEvidence: { calls: 120, seconds: 3600, by: 'person' },
  exportMyData: { calls: 5, seconds: 3600, by: 'person' },
};

/** Counts a call. @throws too-many-requests with the seconds to wait */
export type CountCall = (id: EndpointId, actor: Caller | null, ip: string) => Promise<void>;

export function createRateLimits(): CountCall {
  const limiters = new Map(
    Object.entries(limits).map(([id, { calls, seconds, by }]) => [
      id,
      { by, limiter: new RateLimiterMemory({ points: calls, duration: seconds }) },
    ]),
  );
  return async (id, actor, ip) => {
    const limit = limiters.get(id);
    if (!limit) return;
    try {
      await limit.limiter.consume(limit.by === 'person' && actor ? actor.id : ip);
    } catch (rejected) {
      if (!(rejected instanceof RateLimiterRes)) throw rejected;
      throw new ApiError('too-many-requests', { retryAfterSeconds: Math.ceil(rejected.msBeforeNext / 1000) });
    }
  };
}
