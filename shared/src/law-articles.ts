const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const units = ['', '十', '百', '千'];

/** A number below 10,000 as laws write it: 1043 → 一千零四十三, 12 → 十二. */
export function chineseNumber(value: number): string {
  const figures = [...String(value)].map(Number);
  const words = figures.map((figure, index) =>
    figure === 0 ? '零' : `${digits[figure]}${units[figures.length - 1 - index]}`,
  );
  const text = words.join('').replace(/零+/g, '零').replace(/零$/, '');
  return value >= 10 && value < 20 ? text.slice(1) : text;
}

/** The number of a law's article as it is cited: `1043` → 第一千零四十三条, `120-1` → 第一百二十条之一. */
export function lawArticleLabel(number: string): string {
  const [article, inserted] = number.split('-').map(Number);
  const label = `第${chineseNumber(article ?? 0)}条`;
  return inserted === undefined ? label : `${label}之${chineseNumber(inserted)}`;
}

const numeralPattern = /^[零一二三四五六七八九十百千]{1,8}$/;

/** A number as laws write it, read: 一千零四十三 → 1043. Null for what no law would write (一千零四三, 二百五). */
export function readChineseNumber(text: string): number | null {
  if (!numeralPattern.test(text)) return null;
  let value = 0;
  let figure = 0;
  for (const character of text) {
    const unit = units.indexOf(character);
    if (unit > 0) {
      value += (figure || 1) * 10 ** unit;
      figure = 0;
    } else figure = digits.indexOf(character);
  }
  value += figure;
  return chineseNumber(value) === text ? value : null;
}

/** The divisions of a law, from the largest: 编, 分编, 章, 节; and what stands beside its articles. */
export const lawHeadingKinds = ['part', 'sub-part', 'chapter', 'section', 'supplement'] as const;
export type LawHeadingKind = (typeof lawHeadingKinds)[number];
