import { type Grade, grades, isBadGrade } from './grades.ts';

/**
 * The figures of a period, by the formulas of the field (好评率 …). They are worked out from counts and from nothing
 * else; nobody enters or edits one.
 */
export const figureKinds = [
  'good',
  'activeGood',
  'unrated',
  'replied',
  'measured',
  'contacted',
  'inTime',
] as const;
export type FigureKind = (typeof figureKinds)[number];

export const figureLabels: Record<FigureKind, string> = {
  good: '好评率',
  activeGood: '主动好评率',
  unrated: '未评率',
  replied: '回复率',
  measured: '整改率',
  contacted: '回访率',
  inTime: '按时办结率',
};

/** How each is worked out, to be shown beside it. */
export const figureFormulas: Record<FigureKind, string> = {
  good: '非常满意、满意、基本满意 ÷ 计入的评价',
  activeGood: '非常满意、满意、基本满意 ÷ 计入的评价，都不含系统默认评价',
  unrated: '没有评价的办件 ÷ 全部办件',
  replied: '已答复的有效差评 ÷ 有效差评',
  measured: '已整改的有效差评 ÷ 有效差评',
  contacted: '已回访的实名有效差评 ÷ 实名有效差评',
  inTime: '按时办结的差评工单 ÷ 已到期或已办结的差评工单',
};

/** Fewer than this say little: marked, and not ranked (default of the field; a setting). */
export const defaultMinSample = 20;

/** What is counted of a counter, a person or a unit in a period. */
export interface Tally {
  /** Ratings that count, by grade. */
  byGrade: Record<Grade, number>;
  /** Of these, the ratings that the national system filled in by default (channel 7). */
  defaultsByGrade: Record<Grade, number>;
  /** Ratings that a confirmed finding excludes; they stay as given, and count here only. */
  excluded: number;
  /** Ratings left out because an appeal was upheld. */
  upheld: number;
  /** Supplements (追评), and the bad ones among them: counted here, and not among the ratings. */
  supplements: number;
  badSupplements: number;
  /** Services given with a code of their own, and how many of them were rated. */
  records: number;
  ratedRecords: number;
  /** Bad ratings that count, and what was done about them. */
  bad: number;
  replied: number;
  measured: number;
  /** Of the bad ones, those with a number to call. */
  realName: number;
  contacted: number;
  /** Tickets that were settled or should have been. */
  due: number;
  inTime: number;
}

export interface Figure {
  /** The sample: `part` of `of`. */
  part: number;
  of: number;
  /** Null where there is nothing to divide by. */
  rate: number | null;
  /** The sample is too small to say much. */
  small: boolean;
}

export type Figures = Record<FigureKind, Figure>;

function noGrades(): Record<Grade, number> {
  return { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
}

export function emptyTally(): Tally {
  return {
    byGrade: noGrades(),
    defaultsByGrade: noGrades(),
    excluded: 0,
    upheld: 0,
    supplements: 0,
    badSupplements: 0,
    records: 0,
    ratedRecords: 0,
    bad: 0,
    replied: 0,
    measured: 0,
    realName: 0,
    contacted: 0,
    due: 0,
    inTime: 0,
  };
}

/** One after the other, as of the counters of a department. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const total = emptyTally();
  for (const { byGrade, defaultsByGrade, ...counts } of tallies) {
    for (const grade of grades) {
      total.byGrade[grade] += byGrade[grade];
      total.defaultsByGrade[grade] += defaultsByGrade[grade];
    }
    for (const name of countNames) total[name] += counts[name];
  }
  return total;
}

const countNames = [
  'excluded',
  'upheld',
  'supplements',
  'badSupplements',
  'records',
  'ratedRecords',
  'bad',
  'replied',
  'measured',
  'realName',
  'contacted',
  'due',
  'inTime',
] as const satisfies readonly (keyof Tally)[];

/** How many ratings count. */
export function countedRatings({ byGrade }: Pick<Tally, 'byGrade'>): number {
  return sumOf(byGrade, () => true);
}

export function figuresOf(tally: Tally, minSample: number): Figures {
  const good = (grade: Grade) => !isBadGrade(grade);
  const all = () => true;
  const { byGrade, defaultsByGrade } = tally;
  const figure = (part: number, of: number): Figure => ({
    part,
    of,
    rate: of === 0 ? null : part / of,
    small: of < minSample,
  });
  return {
    good: figure(sumOf(byGrade, good), sumOf(byGrade, all)),
    activeGood: figure(
      sumOf(byGrade, good) - sumOf(defaultsByGrade, good),
      sumOf(byGrade, all) - sumOf(defaultsByGrade, all),
    ),
    unrated: figure(tally.records - tally.ratedRecords, tally.records),
    replied: figure(tally.replied, tally.bad),
    measured: figure(tally.measured, tally.bad),
    contacted: figure(tally.contacted, tally.realName),
    inTime: figure(tally.inTime, tally.due),
  };
}

function sumOf(byGrade: Record<Grade, number>, of: (grade: Grade) => boolean): number {
  return grades.filter(of).reduce((sum, grade) => sum + byGrade[grade], 0);
}

/** A rate as people read it: 98.5%. */
export function rateInWords({ rate }: Pick<Figure, 'rate'>): string {
  return rate === null ? '—' : `${Math.round(rate * 1000) / 10}%`;
}
