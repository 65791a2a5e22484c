/** A day as it is written: 2021-01-01 → 2021年1月1日. */
export function dateInWords(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** From when to when: 12月4日, 12月1日–7日, 12月28日–1月3日. */
export function spanInWords(from: string, to: string): string {
  const [, month = 0, date = 0] = from.split('-').map(Number);
  const [, lastMonth = 0, lastDate = 0] = to.split('-').map(Number);
  const first = `${month}月${date}日`;
  if (from === to) return first;
  return lastMonth === month ? `${first}–${lastDate}日` : `${first}–${lastMonth}月${lastDate}日`;
}
