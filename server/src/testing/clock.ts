import { type Clock, later } from '../platform/clock.ts';

/** A clock that stands still until the test moves it. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

/** A Monday morning in Shanghai. */
const mondayMorning = new Date('2026-11-23T01:30:00.000Z');

export function createTestClock(start = mondayMorning): TestClock {
  let at = start;
  return {
    now: () => at,
    advance(ms) {
      at = later(at, ms);
    },
  };
}
