/**
 * Finds personal data in a text that everyone will read (个人信息保护法 28, 29; domain rule: public after masking). It looks
 * for what has a form of its own, and for names it is told; a description of a person it cannot see.
 */
export const personalDataKinds = [
  'id-card',
  'bank-card',
  'phone',
  'email',
  'plate',
  'wechat',
  'address',
  'name',
] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

export const personalDataLabels: Record<PersonalDataKind, string> = {
  'id-card': '身份证号',
  'bank-card': '银行卡号',
  phone: '电话号码',
  email: '邮箱',
  plate: '车牌号',
  wechat: '微信号',
  address: '住址',
  name: '姓名',
};

/** A place in the text, in UTF-16 units, `to` not included. */
export interface PersonalDataPlace {
  kind: PersonalDataKind;
  from: number;
  to: number;
}

export interface KnownWords {
  /** Names that must not appear, in full. */
  names?: readonly string[];
  /** Numbers that everyone may know, as the office's own. */
  publicNumbers?: readonly string[];
}

interface Detector {
  kind: PersonalDataKind;
  /** Global; the first group, if there is one, is what is meant, without the words before it. */
  pattern: RegExp;
  /** A second look at what was found, in digits and capitals where the pattern allows gaps. */
  holds?: (found: string) => boolean;
}

// Digits may stand in groups: 138 0000 1234. Nothing of them may belong to a longer number or word.
const gap = '[ \\u3000-]?';
const digits = (count: number) => `\\d(?:${gap}\\d){${count - 1}}`;

/** Not looked behind, which phones of 2015 cannot read: the character before is matched and left out. */
const before = '(?:^|[^0-9A-Za-z])';
const after = '(?![0-9A-Za-z])';

const detectors: readonly Detector[] = [
  {
    kind: 'id-card',
    pattern: new RegExp(`${before}(${digits(17)}${gap}[\\dXx])${after}`, 'g'),
    holds: isIdCard,
  },
  { kind: 'id-card', pattern: new RegExp(`${before}(${digits(15)})${after}`, 'g'), holds: isOldIdCard },
  {
    kind: 'bank-card',
    pattern: new RegExp(`${before}(\\d(?:${gap}\\d){15,18})${after}`, 'g'),
    holds: isBankCard,
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?:^|[^0-9A-Za-z.])((?:(?:\\+|00)86${gap})?1${gap}[3-9](?:${gap}\\d){9})${after}(?!\\.\\d)`,
      'g',
    ),
  },
  {
    kind: 'phone',
    pattern: new RegExp(`${before}(\\(?0\\d{2,3}\\)?[ -]?[2-9]\\d{2,3}[ -]?\\d{4})${after}`, 'g'),
  },
  { kind: 'email', pattern: /([\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})/g },
  {
    kind: 'plate',
    pattern:
      /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9学警挂领]|[A-HJ-NP-Z0-9]{6}))(?![A-Za-z0-9])/g,
    holds: (plate) => /\d/.test(plate.slice(2)),
  },
  {
    kind: 'wechat',
    pattern: /(?:微信|[Ww]e[Cc]hat|VX|vx|Vx)(?:号|ID|id)?(?:是|为)?[:： ]{0,2}([A-Za-z][\w-]{5,19})/g,
  },
  { kind: 'wechat', pattern: /(wxid_\w{6,})/g },
  {
    kind: 'address',
    pattern:
      /((?:[\u4e00-\u9fff]{1,8}(?:路|街|道|巷|村|苑|园|里|坊|小区|花园))?[ ]?\d{1,5}[ ]?(?:弄|号楼|号|幢|栋|座|单元)(?:[ ,，]?[\dA-Za-z一二三四五六七八九十]{1,5}[ ]?(?:弄|号楼|号|幢|栋|座|单元|楼|层)){0,3}[ ,，]?[\dA-Za-z]{1,5}[ ]?(?:室|户|房))/g,
  },
];

/** The places of personal data in the text, from its beginning, none over another. */
export function findPersonalData(
  text: string,
  { names = [], publicNumbers = [] }: KnownWords = {},
): PersonalDataPlace[] {
  const known = publicNumbers.map(digitsOf);
  const places = detectors
    .flatMap((detector) => placesOf(text, detector))
    .filter(({ kind, from, to }) => kind !== 'phone' || !known.includes(digitsOf(text.slice(from, to))))
    .concat(names.flatMap((name) => placesOfName(text, name)));
  return apart(places);
}

/** The text with each place covered by as many stars as it has characters, at most four. */
export function maskPersonalData(text: string, known?: KnownWords): string {
  return [...findPersonalData(text, known)]
    .reverse()
    .reduce(
      (masked, { from, to }) =>
        `${masked.slice(0, from)}${'*'.repeat(Math.min(to - from, maskLength))}${masked.slice(to)}`,
      text,
    );
}

const maskLength = 4;

function placesOf(text: string, { kind, pattern, holds }: Detector): PersonalDataPlace[] {
  const places: PersonalDataPlace[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const found = match[1] ?? match[0];
    const from = match.index + match[0].length - found.length;
    // Where the check fails, what follows may still hold: go on behind the first character.
    if (holds && !holds(compact(found))) pattern.lastIndex = from + 1;
    else places.push({ kind, from, to: from + found.length });
  }
  return places;
}

function placesOfName(text: string, name: string): PersonalDataPlace[] {
  const places: PersonalDataPlace[] = [];
  // A single character would be found in half of all texts.
  if (name.length < 2) return places;
  for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + name.length))
    places.push({ kind: 'name', from, to: from + name.length });
  return places;
}

/** Of places that overlap, the one that begins first; of those, the longest. */
function apart(places: readonly PersonalDataPlace[]): PersonalDataPlace[] {
  const kept: PersonalDataPlace[] = [];
  for (const place of [...places].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = kept[kept.length - 1];
    if (!last || place.from >= last.to) kept.push(place);
  }
  return kept;
}

const compact = (found: string) => found.replace(/[ \u3000-]/g, '').toUpperCase();
const digitsOf = (number: string) => number.replace(/\D/g, '');

/** GB 11643: the weights of the 17 digits, and the check character for each remainder by 11. */
const idCardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idCardChecks = '10X98765432';

function isIdCard(number: string): boolean {
  const sum = idCardWeights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return isRegion(number) && idCardChecks[sum % 11] === number[17] && isDay(number.slice(6, 14));
}

/** The fifteen digits of before 1999 have no check digit: a region and a day of birth must be there. */
function isOldIdCard(number: string): boolean {
  return isRegion(number) && isDay(`19${number.slice(6, 12)}`);
}

/** GB/T 2260: the first two digits of each province. */
function isRegion(number: string): boolean {
  return /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/.test(number);
}

function isDay(day: string): boolean {
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6, 8)];
  const moment = new Date(`${year}-${month}-${date}T00:00:00Z`);
  return /^(19|20)/.test(day) && !Number.isNaN(moment.getTime()) && moment.getUTCDate() === Number(date);
}

/** ISO/IEC 7812: what cards in China begin with (银联 62, Visa, Mastercard, JCB), and the Luhn sum. */
function isBankCard(number: string): boolean {
  if (!/^(62|4|5[1-5]|35)/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
