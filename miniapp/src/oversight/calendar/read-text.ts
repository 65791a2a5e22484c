import type { BodyOf } from '@linli/shared/api/types.ts';

type Hours = BodyOf<'setCalendarDay'>['hours'];

/** Reads `09:00-11:30, 13:30-17:30`; nothing is a day without hours. Null when it cannot be read or overlaps. */
export function readHoursText(text: string): Hours | null {
  const hours: Hours = [];
  for (const part of text.split(/[,，;；\n]/).map((piece) => piece.trim())) {
    if (part === '') continue;
    const times = /^(\d{1,2})[:：](\d\d)\s*[-－–—~至]\s*(\d{1,2})[:：](\d\d)$/.exec(part);
    if (!times) return null;
    const from = timeOf(times[1], times[2]);
    const to = timeOf(times[3], times[4]);
    const last = hours[hours.length - 1];
    if (to > '24:00' || from >= to || (last && from < last.to)) return null;
    hours.push({ from, to });
  }
  return hours;
}

function timeOf(hour = '', minute = ''): string {
  return `${hour.length === 1 ? '0' : ''}${hour}:${minute}`;
}

export function writeHoursText(hours: Hours): string {
  return hours.map(({ from, to }) => `${from}-${to}`).join(', ');
}

const dayMs = 24 * 60 * 60 * 1000;

/** Reads lines of days, or of first and last days of a span. Null when one cannot be read or is of another year. */
export function readDaysText(text: string, year: string): string[] | null {
  const days: string[] = [];
  for (const line of text.split(/[\n,，]/).map((piece) => piece.trim())) {
    if (line === '') continue;
    const [first = '', last = first, ...more] = line.split(/\s*[~至]\s*/);
    if (more.length > 0 || !isDayOf(first, year) || !isDayOf(last, year) || first > last) return null;
    for (let at = Date.parse(first); at <= Date.parse(last); at += dayMs) {
      const day = new Date(at).toISOString().slice(0, 10);
      if (days.indexOf(day) < 0) days.push(day);
    }
  }
  return days;
}

function isDayOf(text: string, year: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.slice(0, 4) !== year) return false;
  const at = Date.parse(text);
  // 2027-02-30 is no day.
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}
