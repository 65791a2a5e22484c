import { type Day, dayOf } from './working-time.ts';

/** When a law day comes round each year. Months count from 1, weekdays from 1 (Monday) to 7 (Sunday). */
export type DayRule =
  | { kind: 'day'; month: number; day: number }
  | { kind: 'days'; month: number; from: number; to: number }
  | { kind: 'month'; month: number }
  | { kind: 'weekday'; month: number; weekday: number; nth: number };

export interface LawDay {
  code: string;
  name: string;
  rule: DayRule;
}

/** The year's law days (domain rule; 全国助残日: 残疾人保障法 14), by their first day. */
export const lawDays = [
  { code: 'consumer-rights-day', name: '国际消费者权益日', rule: { kind: 'day', month: 3, day: 15 } },
  { code: 'national-security-day', name: '全民国家安全教育日', rule: { kind: 'day', month: 4, day: 15 } },
  { code: 'civil-code-month', name: '民法典宣传月', rule: { kind: 'month', month: 5 } },
  {
    code: 'disabled-persons-day',
    name: '全国助残日',
    rule: { kind: 'weekday', month: 5, weekday: 7, nth: 3 },
  },
  { code: 'environment-day', name: '环境日', rule: { kind: 'day', month: 6, day: 5 } },
  { code: 'anti-drug-day', name: '国际禁毒日', rule: { kind: 'day', month: 6, day: 26 } },
  { code: 'fire-safety-month', name: '消防宣传月', rule: { kind: 'month', month: 11 } },
  { code: 'fire-safety-day', name: '全国消防日', rule: { kind: 'day', month: 11, day: 9 } },
  { code: 'constitution-week', name: '宪法宣传周', rule: { kind: 'days', month: 12, from: 1, to: 7 } },
  { code: 'constitution-day', name: '国家宪法日', rule: { kind: 'day', month: 12, day: 4 } },
] as const satisfies readonly LawDay[];
export type LawDayCode = (typeof lawDays)[number]['code'];

export const lawDayCodes: readonly LawDayCode[] = lawDays.map(({ code }) => code);

/** The first and the last day. */
export interface DaySpan {
  from: Day;
  to: Day;
}

export interface DatedLawDay extends DaySpan {
  code: LawDayCode;
  name: string;
}

const dayIn = (year: number, month: number, day: number): Day =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** When a rule holds in a year. */
export function spanIn(rule: DayRule, year: number): DaySpan {
  const { month } = rule;
  const span = (first: number, last: number) => ({
    from: dayIn(year, month, first),
    to: dayIn(year, month, last),
  });
  switch (rule.kind) {
    case 'day':
      return span(rule.day, rule.day);
    case 'days':
      return span(rule.from, rule.to);
    case 'month':
      return { from: dayIn(year, month, 1), to: dayIn(year, month + 1, 0) };
    case 'weekday': {
      const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay() || 7;
      const day = 1 + ((rule.weekday - first + 7) % 7) + 7 * (rule.nth - 1);
      return span(day, day);
    }
  }
}

/** The law days of a year, in order; of two that begin together, the shorter first. */
export function lawDaysOf(year: number): DatedLawDay[] {
  return lawDays
    .map(({ code, name, rule }) => ({ code, name, ...spanIn(rule, year) }))
    .sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
}

/** How many days ahead a law day is announced. */
export const announcedDays = 14;

/** What is on today, the shortest first, and what begins within the next two weeks, in order. */
export function lawDaysDue(today: Day): { running: DatedLawDay[]; ahead: DatedLawDay[] } {
  const year = Number(today.slice(0, 4));
  const all = [...lawDaysOf(year), ...lawDaysOf(year + 1)];
  const last = daysAfter(today, announcedDays);
  return {
    running: all
      .filter(({ from, to }) => from <= today && today <= to)
      .sort((a, b) => lengthOf(a) - lengthOf(b)),
    ahead: all.filter(({ from }) => from > today && from <= last),
  };
}

/** The day so many days later. */
export function daysAfter(day: Day, days: number): Day {
  return dayOf(new Date(Date.parse(`${day}T04:00:00Z`) + days * 86_400_000));
}

const lengthOf = ({ from, to }: DaySpan) => Date.parse(to) - Date.parse(from);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
