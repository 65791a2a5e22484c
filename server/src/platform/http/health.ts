import type Router from '@koa/router';
import type { Connection } from 'mongoose';
import { ApiError } from '../errors.ts';
import type { Jobs } from '../jobs.ts';

/** `/healthz`: the process is alive. `/readyz`: it can do its work (database answers, jobs run). */
export function mountHealth(router: Router, connection: Connection, jobs: Jobs): void {
  router.get('/healthz', (ctx) => {
    ctx.body = { alive: true };
  });
  router.get('/readyz', async (ctx) => {
    const database = await connection.db?.command({ ping: 1 }).then(
      () => true,
      () => false,
    );
    const checks = { database: database ?? false, jobs: jobs.running() };
    if (!checks.database || !checks.jobs) {
      throw new ApiError('unavailable', { details: checks, retryAfterSeconds: 2 });
    }
    ctx.body = { ready: true, ...checks };
  });
}
