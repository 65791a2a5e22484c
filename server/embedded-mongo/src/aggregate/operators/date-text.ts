import { MongoError, notSupported } from '../../errors.ts';
import { dayOfWeek, dayOfYear, isoWeek, toWall, wallToMs, weekOfYear, type Zone, zoneOf } from './zone.ts';

const isoDate =
  /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/** ISO 8601 text as milliseconds. Throws ConversionFailure (241) for anything else. */
export function parseDate(text: string, zone?: Zone): number {
  const found = isoDate.exec(text);
  if (found === null) throw new MongoError('ConversionFailure', `Error parsing date string '${text}'`);
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '', offset] = found;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
  const back = new Date(local);
  if (
    back.getUTCMonth() + 1 !== Number(month) ||
    back.getUTCDate() !== Number(day) ||
    Number(hour) > 23 ||
    Number(minute) > 59
  ) {
    throw new MongoError('ConversionFailure', `Error parsing date string '${text}'`);
  }
  if (offset !== undefined && zone !== undefined) {
    throw new MongoError(
      'ConversionFailure',
      `you cannot pass in a date/time string with time zone information ('${offset}') together with a timezone argument`,
    );
  }
  return wallToMs(local, zone ?? zoneOf(offset ?? 'UTC'));
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`;
}

const formats: Readonly<Record<string, (ms: number, zone: Zone) => string>> = {
  Y: (ms, zone) => pad(toWall(ms, zone).year, 4),
  m: (ms, zone) => pad(toWall(ms, zone).month, 2),
  d: (ms, zone) => pad(toWall(ms, zone).day, 2),
  H: (ms, zone) => pad(toWall(ms, zone).hour, 2),
  M: (ms, zone) => pad(toWall(ms, zone).minute, 2),
  S: (ms, zone) => pad(toWall(ms, zone).second, 2),
  L: (ms, zone) => pad(toWall(ms, zone).ms, 3),
  j: (ms, zone) => pad(dayOfYear(ms + zone(ms)), 3),
  w: (ms, zone) => String(dayOfWeek(ms + zone(ms))),
  u: (ms, zone) => String(isoWeek(ms + zone(ms)).day),
  U: (ms, zone) => pad(weekOfYear(ms + zone(ms)), 2),
  V: (ms, zone) => pad(isoWeek(ms + zone(ms)).week, 2),
  G: (ms, zone) => pad(isoWeek(ms + zone(ms)).year, 4),
  B: (ms, zone) => months[toWall(ms, zone).month - 1] ?? '',
  b: (ms, zone) => (months[toWall(ms, zone).month - 1] ?? '').slice(0, 3),
  z: (ms, zone) => offsetText(zone(ms)),
  Z: (ms, zone) => String(zone(ms) / 60_000),
  '%': () => '%',
};

/** Writes a moment by a `$dateToString` format. Throws 18536 for an unknown letter. */
export function formatDate(ms: number, format: string, zone: Zone): string {
  return format.replace(/%(.?)/g, (_, letter: string) => {
    const write = formats[letter];
    if (write === undefined)
      throw new MongoError(
        letter === '' ? 18535 : 18536,
        `Invalid format character '%${letter}' in format string`,
      );
    return write(ms, zone);
  });
}

/** The letters of formats, for `$dateFromString`: each with its pattern and the wall-clock part it sets. */
const readers: Readonly<Record<string, readonly [string, string]>> = {
  Y: ['(\\d{4})', 'year'],
  m: ['(\\d{1,2})', 'month'],
  d: ['(\\d{1,2})', 'day'],
  H: ['(\\d{1,2})', 'hour'],
  M: ['(\\d{1,2})', 'minute'],
  S: ['(\\d{1,2})', 'second'],
  L: ['(\\d{1,3})', 'ms'],
  z: ['([+-]\\d{2}:?\\d{2}|Z)', 'offset'],
};

/** Reads a date written in the given format. */
export function parseDateAs(text: string, format: string, zone: Zone | undefined): number {
  const names: string[] = [];
  const pattern = format.replace(/%(.?)|[\\^$.*+?()[\]{}|]/g, (found, letter: string | undefined) => {
    if (!found.startsWith('%')) return `\\${found}`;
    const reader = readers[letter ?? ''];
    if (reader === undefined) throw notSupported(`the format letter %${letter} in $dateFromString`);
    names.push(reader[1]);
    return reader[0];
  });
  const found = new RegExp(`^${pattern}$`).exec(text);
  if (found === null)
    throw new MongoError('ConversionFailure', `Error parsing date string '${text}' with format '${format}'`);
  const part = (name: string, fallback: string): string => found[names.indexOf(name) + 1] ?? fallback;
  const read = (name: string, fallback: string): string =>
    names.includes(name) ? part(name, fallback) : fallback;
  const offset = names.includes('offset') ? part('offset', 'Z') : '';
  const iso = `${read('year', '1970')}-${read('month', '1').padStart(2, '0')}-${read('day', '1').padStart(2, '0')}T${read('hour', '0').padStart(2, '0')}:${read('minute', '0').padStart(2, '0')}:${read('second', '0').padStart(2, '0')}.${read('ms', '0').padStart(3, '0')}${offset}`;
  return parseDate(iso, zone);
}
