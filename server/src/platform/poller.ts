import type { Log } from './log.ts';

/** Work that each process looks for again and again, more often than the jobs come round. */
export interface Poller {
  start(): void;
  /** Resolves when the round under way has ended. */
  stop(): Promise<void>;
}

/** One round after the other, with a pause between them; a round that fails is logged and followed by the next. */
export function createPoller(name: string, pauseMs: number, round: () => Promise<void>, log: Log): Poller {
  let timer: NodeJS.Timeout | undefined;
  let underWay = Promise.resolve();
  let stopped = true;

  function next(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      underWay = round()
        .catch((error: unknown) => log.warn({ err: error, name }, 'a round failed; the next one tries again'))
        .then(next);
    }, pauseMs).unref();
  }

  return {
    start() {
      stopped = false;
      next();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
