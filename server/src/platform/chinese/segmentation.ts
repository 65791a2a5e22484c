import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { linesOf, readGroups } from './word-files.ts';

/** Everyday words and legal words that mean much the same. */
export const wordGroups = readGroups(linesOf('everyday-words.txt'));

const ignored = new Set(linesOf('ignored-words.txt').flatMap((line) => line.split(/\s+/)));

/** Our words before jieba's own: higher than the frequency of any word in its dictionary that they could be cut into. */
const ownFrequency = 20_000;

let jieba: Jieba | undefined;

/** Loaded at the first use: it takes a fifth of a second and 50 MB. */
function segmenter(): Jieba {
  if (jieba) return jieba;
  jieba = Jieba.withDict(dict);
  const own = wordGroups
    .flatMap(({ everyday, legal }) => [...everyday, ...legal])
    .filter(({ words, gapped }) => !gapped && words.length > 1);
  jieba.loadDict(Buffer.from(own.map(({ words }) => `${words} ${ownFrequency} n\n`).join('')));
  return jieba;
}

const fullWidth = /[\uff01-\uff5e]/g;
const fullWidthOffset = 0xfee0;

/** Lower case, and full-width letters and digits as narrow ones. Keeps the length: places in it are places in the text. */
export function normalise(text: string): string {
  return text
    .replace(fullWidth, (wide) => String.fromCharCode(wide.charCodeAt(0) - fullWidthOffset))
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const wordPattern = /^[\p{Script=Han}a-z0-9+]+$/u;

/** Whether a word says anything about what a text is about. */
export const matters = (word: string) => wordPattern.test(word) && !ignored.has(word);

/**
 * The words of a text as they are found by, long ones also in their parts (劳动合同: 劳动, 合同, 劳动合同). jieba's guessing
 * of unknown words stays off: it makes words of accidents (太吵, 被车撞), differently from text to text.
 */
export function wordsOf(text: string): string[] {
  return segmenter().cutForSearch(normalise(text), false).filter(matters);
}

/** The legal words for what is said in everyday ones, wherever they stand in a text. */
export function relatedWords(text: string): string[] {
  const normal = normalise(text);
  return wordGroups
    .filter(({ everyday }) => everyday.some((phrase) => phrase.isIn(normal)))
    .flatMap(({ legal }) => legal.map(({ words }) => words));
}
