import {
  type AlertStep,
  type ClockTimes,
  clockColour,
  clockStoppedBy,
  type TicketClockKind,
} from '@linli/shared/ticket-clocks.ts';
import { type TicketEventKind, ticketTurns } from '@linli/shared/ticket-life-cycle.ts';
import {
  addWorkingDays,
  addWorkingTime,
  type WorkCalendar,
  workingDaysBetween,
  workingTimeBetween,
} from '@linli/shared/working-time.ts';
import { minuteMs } from '../../platform/clock.ts';

/** How long each clock of a ticket runs. */
export interface TicketTimes {
  /** 秒接: working minutes until it is accepted (default of the field). */
  acceptMinutes: number;
  /** Working days until the resident who left a number is contacted (上海市优化营商环境条例 Art. 30). */
  contactDays: number;
  /** Working days until it is answered (default of the field). */
  settleDays: number;
  /** Days until an answer that its resident does not judge closes the ticket (rule of the field). */
  judgeDays: number;
  /** The same after an extension was granted, counted from the same beginning (default of the field). */
  extendedDays: number;
  /** 黄色预警: the part of the time, in percent, after which a clock turns yellow (default of the field). */
  yellowPercent: number;
  /** The part of the time, in percent, after which who leads the department is told (default; red is 100). */
  headPercent: number;
  /** How often a ticket can wait for its resident, and for how many working days in all (defaults). */
  pauses: number;
  pauseDays: number;
}

/** One clock of one ticket. Its moments are reckoned when it starts, by the calendar as it is known then. */
export interface TicketClock extends ClockTimes {
  kind: TicketClockKind;
  /** Absent in clocks from before there was this step, as is the rest. */
  headAt?: Date;
  startedAt?: Date;
  /** Working time that it stood still before now, in milliseconds. */
  pausedFor?: number;
}

/** A step that a clock has reached, and that people were told of. */
export interface TicketAlert {
  clock: TicketClockKind;
  step: AlertStep;
  at: Date;
}

/** The clocks that start with a ticket. Without a number there is nobody to contact. */
export function startClocks(
  calendar: WorkCalendar,
  start: Date,
  times: TicketTimes,
  withContact: boolean,
): TicketClock[] {
  const clock = (kind: TicketClockKind, days: number) =>
    startClock(calendar, kind, start, addWorkingDays(calendar, start, days).value, times);
  return [
    startAcceptClock(calendar, start, times),
    ...(withContact ? [clock('contact', times.contactDays)] : []),
    clock('settle', times.settleDays),
  ];
}

/** The clock that runs until somebody accepts the ticket; it starts anew for each person who gets it. */
export function startAcceptClock(calendar: WorkCalendar, start: Date, times: TicketTimes): TicketClock {
  const dueAt = addWorkingTime(calendar, start, times.acceptMinutes * minuteMs).value;
  return startClock(calendar, 'accept', start, dueAt, times);
}

function startClock(
  calendar: WorkCalendar,
  kind: TicketClockKind,
  start: Date,
  dueAt: Date,
  { yellowPercent, headPercent }: TicketTimes,
): TicketClock {
  const length = workingTimeBetween(calendar, start, dueAt).value;
  const after = (percent: number) =>
    addWorkingTime(calendar, start, Math.floor((length * percent) / 100)).value;
  return {
    kind,
    startedAt: start,
    yellowAt: after(yellowPercent),
    dueAt,
    headAt: after(headPercent),
    stoppedAt: null,
    pausedAt: null,
    pausedFor: 0,
  };
}

/** The clocks with the longer time to answer, from the same beginning. What it stood still does not count. */
export function extendSettleClock(
  calendar: WorkCalendar,
  clocks: readonly TicketClock[],
  openedAt: Date,
  times: TicketTimes,
): TicketClock[] {
  return clocks.map((clock) => {
    if (clock.kind !== 'settle' || clock.stoppedAt) return clock;
    const start = clock.startedAt ?? openedAt;
    const dueAt = addWorkingDays(calendar, start, times.extendedDays).value;
    const { pausedAt = null, pausedFor = 0 } = clock;
    const extended = { ...startClock(calendar, 'settle', start, dueAt, times), pausedAt, pausedFor };
    return moveBy(extended, (moment) =>
      pausedFor === 0 ? moment : addWorkingTime(calendar, moment, pausedFor).value,
    );
  });
}

/** The clocks while the resident is waited for: the time to answer stands still, the others run. */
export function pauseSettleClock(clocks: readonly TicketClock[], at: Date): TicketClock[] {
  return clocks.map((clock) =>
    clock.kind === 'settle' && clock.stoppedAt === null ? { ...clock, pausedAt: at } : clock,
  );
}

/** The clocks when the work goes on: what was left of the working time when they stood still is left now. */
export function resumeClocks(
  calendar: WorkCalendar,
  clocks: readonly TicketClock[],
  at: Date,
): TicketClock[] {
  return clocks.map((clock) => {
    const { pausedAt } = clock;
    if (!pausedAt) return clock;
    const stoodStill = workingTimeBetween(calendar, pausedAt, at).value;
    const resumed = { ...clock, pausedAt: null, pausedFor: (clock.pausedFor ?? 0) + stoodStill };
    return moveBy(resumed, (moment) =>
      moment <= pausedAt
        ? moment
        : addWorkingTime(calendar, at, workingTimeBetween(calendar, pausedAt, moment).value).value,
    );
  });
}

function moveBy(clock: TicketClock, move: (moment: Date) => Date): TicketClock {
  const { yellowAt, dueAt, headAt } = clock;
  return { ...clock, yellowAt: move(yellowAt), dueAt: move(dueAt), ...(headAt && { headAt: move(headAt) }) };
}

/** The alerts that still hold after clocks have changed: a step that lies ahead again will be told again. */
export function alertsStill(
  clocks: readonly TicketClock[],
  raised: readonly TicketAlert[],
  now: Date,
): TicketAlert[] {
  return raised.filter(({ clock, step }) => {
    const moment = stepsOf(clocks.find(({ kind }) => kind === clock)).find((one) => one.step === step)?.at;
    return moment === undefined || moment <= now;
  });
}

/** Whether the answer is still to come and not late. */
export function isSettleInTime(clocks: readonly TicketClock[], now: Date): boolean {
  const settle = clocks.find(({ kind }) => kind === 'settle');
  return settle !== undefined && settle.stoppedAt === null && (settle.pausedAt ?? now) < settle.dueAt;
}

/** The clocks after a move: the one that waited for it stops; all do when the resident or time has the last word. */
export function clocksAfter(clocks: readonly TicketClock[], move: TicketEventKind, at: Date): TicketClock[] {
  const stopsAll = ticketTurns.some((turn) => turn === move);
  return clocks.map((clock) =>
    clock.stoppedAt === null && (clockStoppedBy[clock.kind] === move || stopsAll)
      ? { ...clock, stoppedAt: at }
      : clock,
  );
}

/** The colours that running clocks have reached and nobody was told of. */
export function alertsDue(
  clocks: readonly TicketClock[],
  raised: readonly TicketAlert[],
  now: Date,
): TicketAlert[] {
  return stepsLeft(clocks, raised)
    .filter(({ at }) => at <= now)
    .map(({ clock, step }) => ({ clock, step, at: now }));
}

/** When the next step is reached, or a pause ends by itself; null when there is nothing to wait for. */
export function nextAlertAt(
  clocks: readonly TicketClock[],
  raised: readonly TicketAlert[],
  pause: { until: Date } | null = null,
): Date | null {
  const moments = stepsLeft(clocks, raised).map(({ at }) => at.getTime());
  if (pause) moments.push(pause.until.getTime());
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}

/** Each running clock's steps that were not raised yet. */
function stepsLeft(clocks: readonly TicketClock[], raised: readonly TicketAlert[]): TicketAlert[] {
  return clocks
    .filter(({ stoppedAt, pausedAt }) => stoppedAt === null && !pausedAt)
    .flatMap(stepsOf)
    .filter(({ clock, step }) => !raised.some((alert) => alert.clock === clock && alert.step === step));
}

function stepsOf(clock: TicketClock | undefined): TicketAlert[] {
  if (!clock) return [];
  const { kind, yellowAt, dueAt, headAt } = clock;
  return [
    { clock: kind, step: 'yellow', at: yellowAt },
    { clock: kind, step: 'red', at: dueAt },
    ...(headAt ? [{ clock: kind, step: 'head' as const, at: headAt }] : []),
  ];
}

/** Where no clock runs: after every moment that is asked about, and a date that can be sorted and paged by. */
const never = new Date('9999-12-31T00:00:00.000Z');

/** When the ticket turns yellow and red: with the first of its running clocks. */
export function turning(clocks: readonly TicketClock[]): { turnsYellowAt: Date; turnsRedAt: Date } {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null);
  const first = (moments: Date[]) =>
    moments.reduce((least, moment) => (moment < least ? moment : least), never);
  return {
    turnsYellowAt: first(running.map((clock) => unlessPaused(clock, clock.yellowAt))),
    turnsRedAt: first(running.map((clock) => unlessPaused(clock, clock.dueAt))),
  };
}

/** What lay ahead of a clock when it was made to stand still does not come. */
function unlessPaused({ pausedAt }: TicketClock, moment: Date): Date {
  return pausedAt && moment > pausedAt ? never : moment;
}

/** The running clock that is due first; null when none runs. */
export function mostUrgent(clocks: readonly TicketClock[]): TicketClock | null {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null);
  return running.reduce<TicketClock | null>(
    (first, clock) => (first && first.dueAt <= clock.dueAt ? first : clock),
    null,
  );
}

/** A clock as people read it: its colour and the working time that is left, or has passed since it was due. */
export function presentClock(clock: TicketClock, calendar: WorkCalendar, now: Date) {
  const colour = clockColour(clock, now);
  const until = clock.stoppedAt ?? clock.pausedAt ?? now;
  const late = colour === 'red';
  const [from, to] = late ? [clock.dueAt, until] : [until, clock.dueAt];
  return {
    kind: clock.kind,
    colour,
    dueAt: clock.dueAt.toISOString(),
    stoppedAt: clock.stoppedAt?.toISOString() ?? null,
    paused: clock.stoppedAt === null && Boolean(clock.pausedAt),
    late,
    workingDays: workingDaysBetween(calendar, from, to),
    workingMinutes: Math.floor(workingTimeBetween(calendar, from, to).value / minuteMs),
  };
}
