import {
  type ClockColour,
  type ClockTimes,
  clockColour,
  clockStoppedBy,
  type TicketClockKind,
} from '@linli/shared/ticket-clocks.ts';
import { type TicketMove, ticketTurns } from '@linli/shared/ticket-life-cycle.ts';
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
}

/** One clock of one ticket. Its moments are reckoned when it starts, by the calendar as it is known then. */
export interface TicketClock extends ClockTimes {
  kind: TicketClockKind;
}

/** A colour that a clock has reached, and that people were told of. */
export interface TicketAlert {
  clock: TicketClockKind;
  colour: Exclude<ClockColour, 'green'>;
  at: Date;
}

/** 黄色预警: the part of the time after which a clock turns yellow (default of the field). */
const yellowPart = 0.6;

/** The clocks that start with a ticket. Without a number there is nobody to contact. */
export function startClocks(
  calendar: WorkCalendar,
  start: Date,
  times: TicketTimes,
  withContact: boolean,
): TicketClock[] {
  const clock = (kind: TicketClockKind, dueAt: Date): TicketClock => {
    const length = workingTimeBetween(calendar, start, dueAt).value;
    const yellowAt = addWorkingTime(calendar, start, Math.floor(length * yellowPart)).value;
    return { kind, yellowAt, dueAt, stoppedAt: null };
  };
  const days = (count: number) => addWorkingDays(calendar, start, count).value;
  return [
    clock('accept', addWorkingTime(calendar, start, times.acceptMinutes * minuteMs).value),
    ...(withContact ? [clock('contact', days(times.contactDays))] : []),
    clock('settle', days(times.settleDays)),
  ];
}

/** The clocks after a move: the one that waited for it stops; all do when the resident or time has the last word. */
export function clocksAfter(clocks: readonly TicketClock[], move: TicketMove, at: Date): TicketClock[] {
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
    .map(({ clock, colour }) => ({ clock, colour, at: now }));
}

/** When the next colour is reached; null when there is none to wait for. */
export function nextAlertAt(clocks: readonly TicketClock[], raised: readonly TicketAlert[]): Date | null {
  const moments = stepsLeft(clocks, raised).map(({ at }) => at.getTime());
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}

/** Each running clock's colours that were not raised yet. */
function stepsLeft(clocks: readonly TicketClock[], raised: readonly TicketAlert[]): TicketAlert[] {
  return clocks
    .filter(({ stoppedAt }) => stoppedAt === null)
    .flatMap(({ kind, yellowAt, dueAt }): TicketAlert[] => [
      { clock: kind, colour: 'yellow', at: yellowAt },
      { clock: kind, colour: 'red', at: dueAt },
    ])
    .filter(({ clock, colour }) => !raised.some((alert) => alert.clock === clock && alert.colour === colour));
}

/** Where no clock runs: after every moment that is asked about, and a date that can be sorted and paged by. */
const never = new Date('9999-12-31T00:00:00.000Z');

/** When the ticket turns yellow and red: with the first of its running clocks. */
export function turning(clocks: readonly TicketClock[]): { turnsYellowAt: Date; turnsRedAt: Date } {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null);
  const first = (moments: Date[]) =>
    moments.reduce((least, moment) => (moment < least ? moment : least), never);
  return {
    turnsYellowAt: first(running.map(({ yellowAt }) => yellowAt)),
    turnsRedAt: first(running.map(({ dueAt }) => dueAt)),
  };
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
  const until = clock.stoppedAt ?? now;
  const late = colour === 'red';
  const [from, to] = late ? [clock.dueAt, until] : [until, clock.dueAt];
  return {
    kind: clock.kind,
    colour,
    dueAt: clock.dueAt.toISOString(),
    stoppedAt: clock.stoppedAt?.toISOString() ?? null,
    late,
    workingDays: workingDaysBetween(calendar, from, to),
    workingMinutes: Math.floor(workingTimeBetween(calendar, from, to).value / minuteMs),
  };
}
