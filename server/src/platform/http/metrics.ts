import { timingSafeEqual } from 'node:crypto';
import type { Middleware } from 'koa';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { ApiError } from '../errors.ts';

export interface Metrics {
  /** Times each request by endpoint and status. */
  measure: Middleware;
  /** Answers in Prometheus' text format. @throws not-found when the caller may not read it */
  answer: Middleware;
}

/** Seconds; around what a person notices (0.1) and minds (1). */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** @param access who may read: anyone, nobody, or who brings the token */
export function createMetrics(access: 'open' | 'closed' | { token: string }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer, by endpoint',
    labelNames: ['endpoint', 'status'],
    buckets,
    registers: [registry],
  });

  function mayRead(authorization: string): boolean {
    if (typeof access === 'string') return access === 'open';
    const given = Buffer.from(authorization);
    const wanted = Buffer.from(`Bearer ${access.token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  return {
    async measure(ctx, next) {
      const end = durations.startTimer();
      await next();
      end({ endpoint: ctx.state.endpoint ?? 'other', status: ctx.status });
    },
    async answer(ctx) {
      if (!mayRead(ctx.get('authorization'))) throw new ApiError('not-found');
      ctx.type = registry.contentType;
      ctx.body = await registry.metrics();
    },
  };
}
