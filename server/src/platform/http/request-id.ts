import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';

/** Gives each request an id, for the answer and the log. A caller's own id is not taken over: it could mislead. */
export const requestId: Middleware = async (ctx, next) => {
  ctx.state.requestId = randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};
