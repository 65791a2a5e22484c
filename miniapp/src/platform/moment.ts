import { dayOf, timeOf } from './time-words';

/** The day and time now in Beijing, as they stand in two fields. */
export function nowInFields(now: number = Date.now()): { day: string; time: string } {
  const iso = new Date(now).toISOString();
  return { day: dayOf(iso), time: timeOf(iso) };
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The moment that a day (2026-11-23) and a time (09:30) name in Beijing; null for what is none. */
export function momentOf(day: string, time: string): string | null {
  // Chinese keyboards have a colon of their own.
  const clock = time.trim().replace('：', ':');
  const [date, minutes] = [day.trim(), /^\d:/.test(clock) ? `0${clock}` : clock];
  if (!dayForm.test(date) || !timeForm.test(minutes)) return null;
  const moment = new Date(`${date}T${minutes}:00.000+08:00`);
  if (Number.isNaN(moment.getTime())) return null;
  // Some engines take 31 February for 3 March.
  return dayOf(moment.toISOString()) === date ? moment.toISOString() : null;
}

/** The month so many after one written as 2026-11. */
export function monthAfter(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}
