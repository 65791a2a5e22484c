import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words that mean much the same. */
export interface WordGroup {
  /** What residents say. Those with a gap (…) are only looked for, never added. */
  everyday: readonly Phrase[];
  /** What the law and our articles say. */
  legal: readonly Phrase[];
}

export interface Phrase {
  /** As it stands in the file. */
  words: string;
  /** Whether a (normalised) text has it in it. */
  isIn(text: string): boolean;
  /** It has a gap: no word that could stand in an article. */
  gapped: boolean;
}

const gap = '…';
/** How many characters a gap may stand for. */
const gapMax = 6;

/** The non-empty lines of a data file of this folder, without comments. */
export function linesOf(file: string): string[] {
  return readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** @throws Error for a line that is no group */
export function readGroups(lines: readonly string[]): WordGroup[] {
  return lines.map((line) => {
    const [everyday, legal, more] = line.split('=').map((side) => side.trim().split(/\s+/).filter(Boolean));
    if (!everyday?.length || !legal?.length || more !== undefined)
      throw new Error(`everyday-words.txt: "${line}" is not "words = words"`);
    return { everyday: everyday.map(phraseOf), legal: legal.map(phraseOf) };
  });
}

function phraseOf(words: string): Phrase {
  const gapped = words.includes(gap);
  const lower = words.toLowerCase();
  const pattern = new RegExp(lower.split(gap).map(escaped).join(`.{0,${gapMax}}?`), 'u');
  return {
    words: lower,
    gapped,
    isIn: gapped ? (text) => pattern.test(text) : (text) => text.includes(lower),
  };
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
