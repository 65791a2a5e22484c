import { expect, test } from 'vitest';
import { inLines } from './lines.ts';

test.each([
  ['', ['']],
  ['短', ['短']],
  ['一二三四五', ['一二三四五']],
  ['一二三四五六', ['一二三', '四五六']],
  ['一二三四五六七八九十𠮷', ['一二三四', '五六七八', '九十𠮷']],
  ['一二三四五六七八九十一二三四五六七', ['一二三四五六', '七八九十一二', '三四五六七']],
])('%s stands in %j, at most three lines of about five', (text, lines) => {
  expect(inLines(text, 5, 3)).toEqual(lines);
});
