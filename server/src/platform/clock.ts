/** Where time comes from. Nothing else asks the system for it, so tests can set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The moment `ms` milliseconds after (or, negative, before) another. */
export function later(from: Date, ms: number): Date {
  return new Date(from.getTime() + ms);
}
