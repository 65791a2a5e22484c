import { describe, expect, test } from 'vitest';
import { addTallies, countedRatings, emptyTally, figuresOf, rateInWords } from './figures.ts';

const tally = {
  ...emptyTally(),
  byGrade: { 1: 1, 2: 2, 3: 3, 4: 10, 5: 14 },
  defaultsByGrade: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 5 },
  excluded: 4,
  upheld: 1,
  records: 40,
  ratedRecords: 30,
  bad: 3,
  replied: 3,
  measured: 2,
  realName: 2,
  contacted: 1,
  due: 3,
  inTime: 2,
};

describe('figures', () => {
  const figures = figuresOf(tally, 20);

  test.each([
    ['good', 27, 30],
    ['activeGood', 22, 25],
    ['unrated', 10, 40],
    ['replied', 3, 3],
    ['measured', 2, 3],
    ['contacted', 1, 2],
    ['inTime', 2, 3],
  ] as const)('%s is %d of %d', (kind, part, of) => {
    expect(figures[kind]).toMatchObject({ part, of, rate: part / of });
  });

  test('leave out what was excluded or upheld on appeal, which is counted apart', () => {
    expect(countedRatings(tally)).toBe(30);
    expect(figuresOf({ ...tally, excluded: 400, upheld: 100 }, 20)).toEqual(figures);
  });

  test('of a small sample are marked', () => {
    expect(figures.good.small).toBe(false);
    expect(figures.replied.small).toBe(true);
    expect(figuresOf(tally, 31).good.small).toBe(true);
    expect(figuresOf(tally, 30).good.small).toBe(false);
  });

  test('of nothing are no rate at all', () => {
    expect(figuresOf(emptyTally(), 20).good).toEqual({ part: 0, of: 0, rate: null, small: true });
  });

  test('of several are those of their sum, not the mean of their rates', () => {
    const other = { ...emptyTally(), byGrade: { 1: 1, 2: 0, 3: 0, 4: 0, 5: 0 }, bad: 1 };
    const both = addTallies([tally, other]);
    expect(figuresOf(both, 20).good).toMatchObject({ part: 27, of: 31 });
    expect(both.bad).toBe(4);
    expect(both.excluded).toBe(4);
    expect(both.defaultsByGrade[5]).toBe(5);
  });
});

test.each([
  [null, '—'],
  [1, '100%'],
  [0.98466, '98.5%'],
  [0, '0%'],
])('the rate %s reads %s', (rate, words) => {
  expect(rateInWords({ rate })).toBe(words);
});
