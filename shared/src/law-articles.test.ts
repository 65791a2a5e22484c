import { expect, test } from 'vitest';
import { chineseNumber, lawArticleLabel, readChineseNumber } from './law-articles.ts';

test.each([
  ['1', '第一条'],
  ['10', '第十条'],
  ['12', '第十二条'],
  ['20', '第二十条'],
  ['105', '第一百零五条'],
  ['110', '第一百一十条'],
  ['1000', '第一千条'],
  ['1010', '第一千零一十条'],
  ['1043', '第一千零四十三条'],
  ['1260', '第一千二百六十条'],
  ['120-1', '第一百二十条之一'],
  ['287-12', '第二百八十七条之十二'],
])('article %s is cited as %s', (number, label) => {
  expect(lawArticleLabel(number)).toBe(label);
});

test.each([
  ['一', 1],
  ['十', 10],
  ['二十一', 21],
  ['一百零五', 105],
  ['一百一十', 110],
  ['一千零四十三', 1043],
  ['九千九百九十九', 9999],
])('%s is read as %i', (text, value) => {
  expect(readChineseNumber(text)).toBe(value);
});

test.each(['', '一千零四三', '二百五', '一十', '十百', '零', '两百', '12', '一零四三', '百', '一万'])(
  'no law writes %s',
  (text) => {
    expect(readChineseNumber(text)).toBeNull();
  },
);

test('every number is read as it is written', () => {
  for (let value = 1; value < 10_000; value += 1) expect(readChineseNumber(chineseNumber(value))).toBe(value);
});
