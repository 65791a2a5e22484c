/**
 * Deadlines count working time: office hours of working days, by the State Council's holidays and make-up days (调休).
 * Durations are milliseconds, days are days in China, whatever the zone of the machine.
 */

/** A day in China, e.g. 2026-11-23. */
export type Day = string;

/** Open from – to within a day, in minutes after midnight; `from` < `to` ≤ 1440. */
export interface OpenSpan {
  from: number;
  to: number;
}

/** What the State Council published for a year (国务院办公厅关于节假日安排的通知). */
export interface YearSchedule {
  year: number;
  holidays: readonly Day[];
  /** Days at the weekend on which people work. */
  makeUpDays: readonly Day[];
}

/** Hours that hold on one day only, whatever day it is; none when it is closed. */
export interface DayException {
  day: Day;
  hours: readonly OpenSpan[];
}

/** When an office opens in an ordinary week; each day's spans in order and apart. */
export interface OfficeHours {
  /** Monday to Friday, and make-up days. */
  weekdays: readonly OpenSpan[];
  saturday: readonly OpenSpan[];
  sunday: readonly OpenSpan[];
}

/** What a department's calendar is made of. */
export interface WorkCalendarRules {
  officeHours: OfficeHours;
  schedules: readonly YearSchedule[];
  exceptions: readonly DayException[];
}

export interface WorkCalendar {
  /** The spans of that day, in order; none when nobody works. */
  hoursOn(day: Day): readonly OpenSpan[];
  /**
   * Whether it counts as a working day (工作日): Monday to Friday but for holidays, and make-up days, if the office
   * opens at all. Opening at the weekend, too, makes no deadline shorter.
   */
  isWorkingDay(day: Day): boolean;
  /** Whether it is a holiday or closed by hand. An ordinary weekend is not: who has hours then keeps them. */
  isClosed(day: Day): boolean;
  /** Whether the year's holidays are known. Without them only the week and the exceptions hold. */
  isPublished(year: number): boolean;
}

/** A result with the years whose holidays were not yet published: it may move when they are. */
export interface Reckoned<Value> {
  value: Value;
  unpublishedYears: number[];
}

const minute = 60_000;
const dayLength = 24 * 60 * minute;
/** China keeps one time and, since 1992, no summer time. */
const chinaOffset = 8 * 60 * minute;
/** As `Date` counts them. */
const sunday = 0;
const saturday = 6;
/** A calendar that is closed for so long has no next working time; the longest holiday has nine days. */
const longestClosure = 400;

/** The day in China at this moment. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + chinaOffset).toISOString().slice(0, 10);
}

/** The first moment of a day in China. */
export function startOfDay(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - chinaOffset);
}

export function createWorkCalendar(rules: WorkCalendarRules): WorkCalendar {
  const exceptions = new Map(rules.exceptions.map(({ day, hours }) => [day, hours]));
  const holidays = new Set(rules.schedules.flatMap((schedule) => schedule.holidays));
  const makeUpDays = new Set(rules.schedules.flatMap((schedule) => schedule.makeUpDays));
  const published = new Set(rules.schedules.map(({ year }) => year));

  function hoursOn(day: Day): readonly OpenSpan[] {
    const exception = exceptions.get(day);
    if (exception) return exception;
    if (holidays.has(day)) return [];
    if (makeUpDays.has(day)) return rules.officeHours.weekdays;
    const weekday = weekdayOf(day);
    if (weekday === sunday) return rules.officeHours.sunday;
    return weekday === saturday ? rules.officeHours.saturday : rules.officeHours.weekdays;
  }

  return {
    hoursOn,
    isWorkingDay(day) {
      const weekend = weekdayOf(day) === sunday || weekdayOf(day) === saturday;
      const works = makeUpDays.has(day) || !(weekend || holidays.has(day));
      return works && hoursOn(day).length > 0;
    },
    isClosed: (day) => exceptions.get(day)?.length === 0 || (!exceptions.has(day) && holidays.has(day)),
    isPublished: (year) => published.has(year),
  };
}

/**
 * The moment when `duration` of working time has passed since `from`; with 0, when work next goes on (or `from`).
 * @throws RangeError when the duration is negative or the calendar has no more working time
 */
export function addWorkingTime(calendar: WorkCalendar, from: Date, duration: number): Reckoned<Date> {
  if (duration < 0) throw new RangeError('a duration of working time is not negative');
  let left = duration;
  let last = dayOf(from);
  for (const span of workingSpans(calendar, from)) {
    last = dayOf(new Date(span.start));
    const end = span.start + left;
    // What ends exactly at closing time ends there, not at the next opening.
    if (end <= span.end && (left > 0 || span.start < span.end)) {
      return { value: new Date(end), unpublishedYears: unpublished(calendar, dayOf(from), last) };
    }
    left -= span.end - span.start;
  }
  throw new RangeError(`the calendar has no working time after ${last}`);
}

/** The working time between two moments; 0 when `to` is not after `from`. */
export function workingTimeBetween(calendar: WorkCalendar, from: Date, to: Date): Reckoned<number> {
  let value = 0;
  const lastDay = dayOf(to);
  for (let day = dayOf(from); day <= lastDay; day = nextDay(day)) {
    for (const { start, end } of spansOf(calendar, day)) {
      value += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()));
    }
  }
  return { value, unpublishedYears: unpublished(calendar, dayOf(from), lastDay) };
}

/**
 * The end of office hours on the `days`-th working day after the day of `from`, which itself does not count
 * (民法典 201, 203: the first day is not counted, and the last one ends when business stops).
 * @throws RangeError when `days` is no positive whole number or the calendar has no more working days
 */
export function addWorkingDays(calendar: WorkCalendar, from: Date, days: number): Reckoned<Date> {
  if (!Number.isInteger(days) || days < 1)
    throw new RangeError('working days are counted in whole days from 1');
  const firstDay = dayOf(from);
  let left = days;
  let closedFor = 0;
  for (let day = nextDay(firstDay); closedFor < longestClosure; day = nextDay(day)) {
    const end = calendar.isWorkingDay(day) ? spansOf(calendar, day).at(-1)?.end : undefined;
    closedFor = end === undefined ? closedFor + 1 : 0;
    if (end !== undefined && --left === 0) {
      return { value: new Date(end), unpublishedYears: unpublished(calendar, firstDay, day) };
    }
  }
  throw new RangeError(`the calendar has no ${days} working days after ${firstDay}`);
}

/** Minutes after midnight as people write them: 570 is 09:30. */
export function writeTimeOfDay(minutes: number): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** Reads a time of day such as 09:30 as minutes after midnight. @throws RangeError when it is none */
export function readTimeOfDay(text: string): number {
  const parts = /^(\d\d):(\d\d)$/.exec(text);
  if (!parts) throw new RangeError(`${text} is no time of day`);
  return Number(parts[1]) * 60 + Number(parts[2]);
}

/** The working days after the day of `from`, up to that of `to`; 0 when it is the same day or an earlier one. */
export function workingDaysBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  let days = 0;
  for (let day = nextDay(dayOf(from)); day <= dayOf(to); day = nextDay(day)) {
    if (calendar.isWorkingDay(day)) days += 1;
  }
  return days;
}

interface Interval {
  /** Milliseconds since 1970. */
  start: number;
  end: number;
}

/** The working time from a moment on, until nobody works for `longestClosure` days. */
function* workingSpans(calendar: WorkCalendar, from: Date): Generator<Interval> {
  let closedFor = 0;
  for (let day = dayOf(from); closedFor < longestClosure; day = nextDay(day)) {
    const spans = spansOf(calendar, day);
    closedFor = spans.length === 0 ? closedFor + 1 : 0;
    for (const { start, end } of spans) {
      if (end >= from.getTime()) yield { start: Math.max(start, from.getTime()), end };
    }
  }
}

function spansOf(calendar: WorkCalendar, day: Day): Interval[] {
  const midnight = startOfDay(day).getTime();
  return calendar
    .hoursOn(day)
    .map(({ from, to }) => ({ start: midnight + from * minute, end: midnight + to * minute }));
}

function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function nextDay(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayLength).toISOString().slice(0, 10);
}

function unpublished(calendar: WorkCalendar, firstDay: Day, lastDay: Day): number[] {
  const years: number[] = [];
  for (let year = Number(firstDay.slice(0, 4)); year <= Number(lastDay.slice(0, 4)); year++) {
    if (!calendar.isPublished(year)) years.push(year);
  }
  return years;
}
