import { expect, test } from 'vitest';
import { normalise, wordGroups, wordsOf } from './segmentation.ts';
import { readGroups } from './word-files.ts';

test.each([
  ['劳动合同没签', ['劳动', '合同', '劳动合同']],
  ['老板不发工资怎么办？', ['老板', '工资', '发工资']],
  ['我家天花板漏水了', ['天花', '天花板', '漏水']],
  ['N+1 是什么', ['n+1']],
  ['怎么办呢？', []],
])('of "%s" the words that say something are found, long ones in their parts too', (text, words) => {
  for (const word of words) expect(wordsOf(text)).toContain(word);
  if (words.length === 0) expect(wordsOf(text)).toEqual([]);
});

test('our words are one word, also where the dictionary of the segmentation does not know them', () => {
  for (const word of ['人身安全保护令', '意定监护', '高空抛物', '血汗钱', '小囡'])
    expect(wordsOf(word)).toContain(word);
});

test('letters and digits are the same in each of their forms, and no place in the text moves', () => {
  expect(normalise('ＡBc１２，好')).toBe('abc12,好');
  expect(normalise('ＡBc１２，好')).toHaveLength(7);
});

test('unknown words are not guessed at: what stands around a word does not change it', () => {
  for (const text of ['楼上有只獒', '獒很凶', '一只獒来了']) expect(wordsOf(text)).toContain('獒');
});

test('there are a few hundred everyday words, each beside what the law says', () => {
  const words = wordGroups.flatMap(({ everyday }) => everyday);
  expect(words.length).toBeGreaterThan(500);
  const legalOf = (said: string) =>
    wordGroups
      .filter(({ everyday }) => everyday.some((phrase) => phrase.isIn(said)))
      .flatMap(({ legal }) => legal);
  for (const [said, legal] of [
    ['离婚', '婚姻'],
    ['工钱', '劳动报酬'],
    ['邻居天天半夜吵', '相邻关系'],
  ] as const)
    expect(legalOf(said).map(({ words }) => words)).toContain(legal);
});

test('a gap stands for a few characters, not for many', () => {
  const [group] = readGroups(['邻居…吵 = 相邻关系']);
  const fits = (text: string) => group?.everyday[0]?.isIn(text);
  expect([fits('邻居吵'), fits('邻居半夜很吵'), fits('邻居人很好可是马路上吵')]).toEqual([true, true, false]);
});

test.each(['离婚', '= 婚姻', '离婚 =', '离婚 = 婚姻 = 家庭'])(
  'the line "%s" is no group of words',
  (line) => {
    expect(() => readGroups([line])).toThrow(line);
  },
);
