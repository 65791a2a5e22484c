import { MongoError } from '../../errors.ts';

const dayMs = 86_400_000;

/** The wall clock of a moment in a time zone. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** Milliseconds to add to UTC at a moment. */
export type Zone = (ms: number) => number;

const utc: Zone = () => 0;
const zones = new Map<string, Zone>([
  ['UTC', utc],
  ['GMT', utc],
  ['Z', utc],
]);

/** A zone by its Olson name or as an offset like +08:00. Throws 40485 for an unknown one. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = offsetZone(name) ?? namedZone(name);
  zones.set(name, zone);
  return zone;
}

function offsetZone(name: string): Zone | undefined {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(name);
  if (found === null) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  const offset = (found[1] === '-' ? -minutes : minutes) * 60_000;
  return () => offset;
}

/**
 * Asking Intl costs microseconds, so the offset is kept for each quarter of an hour: no zone changes its
 * offset anywhere but on such a boundary.
 */
const blockMs = 900_000;
const maxBlocks = 100_000;

function namedZone(name: string): Zone {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    // Unlike MongoDB, Intl does not mind the case.
    const { timeZone } = format.resolvedOptions();
    if (timeZone !== name && timeZone.toLowerCase() === name.toLowerCase()) throw new RangeError(name);
  } catch {
    throw new MongoError(40485, `unrecognized time zone identifier: "${name}"`);
  }
  const offsets = new Map<number, number>();
  return (ms) => {
    const block = Math.floor(ms / blockMs);
    let offset = offsets.get(block);
    if (offset === undefined) {
      if (offsets.size >= maxBlocks) offsets.clear();
      offset = measuredOffset(format, block * blockMs);
      offsets.set(block, offset);
    }
    return offset;
  };
}

function measuredOffset(format: Intl.DateTimeFormat, ms: number): number {
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  return (
    fromWall({
      year,
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
      second: part('second'),
      ms: 0,
    }) - ms
  );
}

/** The wall clock read as if it were UTC, in milliseconds; parts may overflow (month 13 is January). */
export function fromWall(wall: Wall): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  return date.getTime() + ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000 + wall.ms;
}

export function toWall(ms: number, zone: Zone): Wall {
  const local = new Date(ms + zone(ms));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    ms: local.getUTCMilliseconds(),
  };
}

/** The moment at which the zone's clocks show this; in the gap of a change forward, the time after it. */
export function wallToMs(local: number, zone: Zone): number {
  const first = local - zone(local);
  const second = local - zone(first);
  if (first === second) return first;
  return second + zone(second) === local ? second : Math.max(first, second);
}

export function dayOfYear(ms: number): number {
  return Math.floor((ms - Date.UTC(new Date(ms).getUTCFullYear(), 0, 1)) / dayMs) + 1;
}

/** Sunday is 1. */
export function dayOfWeek(local: number): number {
  return new Date(local).getUTCDay() + 1;
}

/** ISO 8601: the week with the year's first Thursday is week 1. */
export function isoWeek(local: number): { year: number; week: number; day: number } {
  const day = new Date(local).getUTCDay() || 7;
  const thursday = local + (4 - day) * dayMs;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.ceil(dayOfYear(thursday) / 7), day };
}

/** Weeks from Sunday; the days before the first Sunday are week 0. */
export function weekOfYear(local: number): number {
  return Math.floor((dayOfYear(local) + 6 - new Date(local).getUTCDay()) / 7);
}
