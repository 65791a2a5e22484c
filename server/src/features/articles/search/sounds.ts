import { pinyin } from 'pinyin-pro';

/**
 * How a word sounds, coarsely: without tones, and with what southern speakers do not tell apart (zh/z, ch/c, sh/s, -ng/-n)
 * as one. Two words of one sound are likely one word and its misspelling.
 */
export function soundOf(word: string): string {
  return pinyin(word, { toneType: 'none', type: 'array' }).map(coarse).join(' ');
}

/** The same for what was typed in Latin letters (lihun), where syllables are not kept apart. */
export const soundOfLetters = (letters: string) => coarse(letters);

const coarse = (syllable: string) =>
  syllable
    .toLowerCase()
    .replace(/([zcs])h/g, '$1')
    .replace(/([ei])ng/g, '$1n');
