/** A day as it is written: 2021-01-01 → 2021年1月1日. */
export function dateInWords(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
