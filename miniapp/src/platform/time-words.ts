/** Beijing time: the counters, the residents and the deadlines all live by it, wherever the phone is. */
const beijingOffset = 8 * 60 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

/** A moment as people say it: 今天 15:30, 昨天 09:05, 11月3日 08:00, and with the year when it is another one. */
export function timeInWords(iso: string, now: number = Date.now()): string {
  const moment = Date.parse(iso) + beijingOffset;
  const date = new Date(moment);
  const today = new Date(now + beijingOffset);
  const clock = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
  const daysAgo = Math.floor(today.getTime() / day) - Math.floor(moment / day);
  if (daysAgo === 0) return `今天 ${clock}`;
  if (daysAgo === 1) return `昨天 ${clock}`;
  if (daysAgo === -1) return `明天 ${clock}`;
  const monthAndDay = `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  const sameYear = date.getUTCFullYear() === today.getUTCFullYear();
  return `${sameYear ? '' : `${date.getUTCFullYear()}年`}${monthAndDay} ${clock}`;
}

/** The day of a moment in Beijing, e.g. 2026-11-23. */
export function dayOf(iso: string): string {
  return new Date(Date.parse(iso) + beijingOffset).toISOString().slice(0, 10);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
