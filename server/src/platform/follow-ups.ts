import type { Log } from './log.ts';

/**
 * Work that follows from a stored write and that nobody waits for. It starts at once; should the process die
 * before it is done, a sweep finds what is missing. So a follow-up must be safe to do twice.
 */
export interface FollowUps {
  start(name: string, work: () => Promise<void>): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

/** More than this many under way at once are left to the sweep, so that a burst cannot exhaust the memory. */
const underWayMax = 500;

export function createFollowUps(log: Log): FollowUps {
  const underWay = new Set<Promise<void>>();
  return {
    start(name, work) {
      if (underWay.size >= underWayMax) {
        log.warn({ name }, 'too many follow-ups under way; left to the sweep');
        return;
      }
      const run = work()
        .catch((error: unknown) => log.error({ err: error, name }, 'follow-up failed; left to the sweep'))
        .finally(() => underWay.delete(run));
      underWay.add(run);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
