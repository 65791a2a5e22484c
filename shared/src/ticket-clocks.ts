import type { TicketAction } from './ticket-life-cycle.ts';

/**
 * The clocks of a ticket (上海“1-5-15”, 秒接): accept it, reach the resident who left a number, answer. They count
 * working time; defaults and sources are in the server's settings.
 */
export const ticketClockKinds = ['accept', 'contact', 'settle'] as const;
export type TicketClockKind = (typeof ticketClockKinds)[number];

export const ticketClockLabels: Record<TicketClockKind, string> = {
  accept: '接单',
  contact: '联系居民',
  settle: '答复居民',
};

/** What each clock waits for. */
export const clockStoppedBy: Record<TicketClockKind, TicketAction> = {
  accept: 'accept',
  contact: 'contact',
  settle: 'reply',
};

/** 无超时, 无红色预警: yellow when most of the time has passed, red when all of it has. */
export const clockColours = ['green', 'yellow', 'red'] as const;
export type ClockColour = (typeof clockColours)[number];

/** What people read beside the colour, which is never the only sign. */
export const clockColourLabels: Record<ClockColour, string> = {
  green: '按时',
  yellow: '快到期',
  red: '已超时',
};

export interface ClockTimes {
  yellowAt: Date;
  dueAt: Date;
  /** Null while it runs. */
  stoppedAt: Date | null;
  /** Since when it stands still, to run on later. */
  pausedAt?: Date | null;
}

/** What people are told of a clock, in turn: its handler, then who oversees it, then who leads the department. */
export const alertSteps = ['yellow', 'red', 'head'] as const;
export type AlertStep = (typeof alertSteps)[number];

/** The colour at a moment; a clock that has stopped keeps the one it stopped with, but for yellow: it was in time. */
export function clockColour({ yellowAt, dueAt, stoppedAt, pausedAt }: ClockTimes, now: Date): ClockColour {
  if (stoppedAt) return stoppedAt > dueAt ? 'red' : 'green';
  const moment = pausedAt ?? now;
  if (moment >= dueAt) return 'red';
  return moment >= yellowAt ? 'yellow' : 'green';
}
