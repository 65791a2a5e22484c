import { expect, test } from 'vitest';
import { gradeLabels, grades, isBadGrade } from './grades.ts';
import { reasonTags, tagLabel, tagsOutsideGrade } from './reason-tags.ts';

test('each of the five grades has eight tags, and no code stands twice', () => {
  const codes = grades.flatMap((grade) => reasonTags[grade].map((tag) => tag.code));
  expect(grades.map((grade) => reasonTags[grade].length)).toEqual([8, 8, 8, 8, 8]);
  expect(new Set(codes).size).toBe(40);
});

test('the code of a tag begins with its grade, as on the national platform', () => {
  for (const grade of grades) {
    expect(reasonTags[grade].every((tag) => tag.code.startsWith(String(grade)))).toBe(true);
  }
});

test('a tag of another grade is outside', () => {
  expect(tagsOutsideGrade(2, ['207', '510', 'nonsense'])).toEqual(['510', 'nonsense']);
  expect(tagsOutsideGrade(2, ['207', '214'])).toEqual([]);
});

test('a code that this edition does not know is shown as it is', () => {
  expect(tagLabel('214')).toBe('服务态度生硬');
  expect(tagLabel('999')).toBe('999');
});

test('the lowest two grades are bad ratings', () => {
  expect(grades.filter(isBadGrade).map((grade) => gradeLabels[grade])).toEqual(['不满意', '非常不满意']);
});
