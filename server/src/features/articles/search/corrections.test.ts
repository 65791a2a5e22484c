import { expect, test } from 'vitest';
import { createCorrections } from './corrections.ts';
import { soundOf } from './sounds.ts';

const corrections = createCorrections(['离婚', '赡养费', '高空抛物', '行政复议', '定金', '消费者权益']);

test('a word typed with another character of the same sound is found', () => {
  expect(corrections.soundingLike('离昏')).toEqual(['离婚']);
  expect(corrections.soundingLike('高空抛勿')).toEqual(['高空抛物']);
});

test('a word typed in Latin letters is found', () => {
  expect(corrections.soundingLike('lihun')).toEqual(['离婚']);
  expect(corrections.soundingLike('shanyangfei')).toEqual(['赡养费']);
});

test('what southern speakers do not tell apart sounds the same', () => {
  expect(soundOf('赡养')).toBe(soundOf('三养'));
  expect(soundOf('订金')).toBe(soundOf('钉巾'));
  expect(soundOf('四十')).toBe(soundOf('十四').split(' ').reverse().join(' '));
});

test('one wrong character in three or more is forgiven, in two it is another word', () => {
  expect(corrections.oneCharacterOff('赡样费')).toEqual(['赡养费']);
  expect(corrections.oneCharacterOff('行政复查')).toEqual(['行政复议']);
  expect(corrections.oneCharacterOff('行车复查')).toEqual([]);
  expect(corrections.oneCharacterOff('定婚')).toEqual([]);
});

test('a word is no correction of itself', () => {
  expect(corrections.soundingLike('定金')).toEqual([]);
  expect(corrections.oneCharacterOff('赡养费')).toEqual([]);
});
