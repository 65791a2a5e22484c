/** What a unit can be charged with beyond its own counters. */
export const duties = ['app-feedback'] as const;

/** `app-feedback`: answers what residents say about the app itself. */
export type Duty = (typeof duties)[number];
