import { expect, test } from 'vitest';
import { lawArticleLabel } from './law-articles.ts';

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
