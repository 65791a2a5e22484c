/** Beijing time: the counters, the residents and the deadlines all live by it, wherever the phone is. */
const beijingOffset = 8 * 60 * 60 * 1000;
const minute = 60 * 1000;
const hour = 60 * minute;
const day = 24 * hour;

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/**
 * A moment as people say it: 今天 15:30, 昨天 09:05, 明天 09:00, 11月3日 周二 08:00, and with the year instead of the
 * weekday when it is another one.
 */
export function timeInWords(moment: string | number, now: number = Date.now()): string {
  return `${dayInWords(moment, now)} ${clockInWords(moment)}`;
}

/** The day of a moment, said in the same way: 今天, 明天, 11月3日 周二. */
export function dayInWords(moment: string | number, now: number = Date.now()): string {
  const date = inBeijing(moment);
  const today = inBeijing(now);
  const daysAgo = Math.floor(today.getTime() / day) - Math.floor(date.getTime() / day);
  if (daysAgo === 0) return '今天';
  if (daysAgo === 1) return '昨天';
  if (daysAgo === -1) return '明天';
  const monthAndDay = `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return date.getUTCFullYear() === today.getUTCFullYear()
    ? `${monthAndDay} ${weekdays[date.getUTCDay()]}`
    : `${date.getUTCFullYear()}年${monthAndDay}`;
}

/** The time of day of a moment: 09:05. */
export function clockInWords(moment: string | number): string {
  const date = inBeijing(moment);
  return `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
}

/** How long ago a moment was: 刚刚, 5 分钟前, 2 小时前; after a day, when it was. */
export function agoInWords(moment: string | number, now: number = Date.now()): string {
  const ago = now - new Date(moment).getTime();
  // A phone's clock may be a little behind the server's.
  if (ago < minute) return ago > -hour ? '刚刚' : timeInWords(moment, now);
  if (ago < hour) return `${Math.floor(ago / minute)} 分钟前`;
  if (ago < day) return `${Math.floor(ago / hour)} 小时前`;
  return timeInWords(moment, now);
}

/** The moment shifted so that its UTC parts read as Beijing's. China has had no summer time since 1991. */
function inBeijing(moment: string | number): Date {
  return new Date(new Date(moment).getTime() + beijingOffset);
}

/** The day of a moment in Beijing, e.g. 2026-11-23. */
export function dayOf(iso: string): string {
  return new Date(Date.parse(iso) + beijingOffset).toISOString().slice(0, 10);
}

/** The time of a moment in Beijing, e.g. 09:05. */
export function timeOf(iso: string): string {
  return new Date(Date.parse(iso) + beijingOffset).toISOString().slice(11, 16);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
