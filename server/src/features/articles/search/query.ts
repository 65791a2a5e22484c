import { matters, normalise, wordGroups, wordsOf } from '../../../platform/chinese/segmentation.ts';
import type { Corrections } from './corrections.ts';

/** What an index is asked for: words with how much each counts. */
export interface ReadQuery {
  /** Weight by word: of what was typed, what belongs to it, and what was meant. */
  weights: ReadonlyMap<string, number>;
  /** The words as they were typed. */
  typed: readonly string[];
  /** What was typed last, where it may be the beginning of a word still being typed. */
  unfinished: string | null;
  /** The query with the words it was likely meant to have; null where nothing was corrected. */
  corrected: string | null;
}

export interface Vocabulary {
  has(word: string): boolean;
  corrections: Corrections;
}

/** Longer ones are questions: their end is no beginning of a word. */
const unfinishedMax = 4;
/** A single character says little. */
const characterWeight = 0.35;
/** A word that belongs to what residents call it, or the other way round. */
const legalWeight = 0.7;
const everydayWeight = 0.35;
/** A guess at what was meant. */
const correctedWeight = 0.8;
const maxLength = 64;

/** Makes of what a resident typed what the index is asked for. */
export function readQuery(typed: string, vocabulary: Vocabulary): ReadQuery {
  const text = normalise(typed).slice(0, maxLength).trim();
  const weights = new Map<string, number>();
  const raise = (word: string, weight: number) => weights.set(word, Math.max(weight, weights.get(word) ?? 0));
  const words = wordsOf(text);
  for (const word of words) raise(word, weightOf(word));
  addRelated(text, raise);
  const corrected = correct(text, vocabulary);
  if (corrected !== null) {
    for (const word of wordsOf(corrected)) raise(word, correctedWeight * weightOf(word));
    addRelated(corrected, (word, weight) => raise(word, correctedWeight * weight));
  }
  return { weights, typed: words, unfinished: unfinishedOf(text), corrected };
}

const weightOf = (word: string) => (word.length === 1 ? characterWeight : 1);

/** Everyday words, wherever they stand in the text, bring in the legal ones of their group; legal words the everyday ones. */
function addRelated(text: string, raise: (word: string, weight: number) => void) {
  const words = new Set(wordsOf(text));
  for (const { everyday, legal } of wordGroups) {
    const said = everyday.some((phrase) => phrase.isIn(text));
    const named = legal.some((phrase) => words.has(phrase.words));
    if (said) for (const { words } of legal) raise(words, legalWeight);
    if (said || named) for (const { words, gapped } of everyday) if (!gapped) raise(words, everydayWeight);
  }
}

/** The last word of a short query. */
function unfinishedOf(text: string): string | null {
  const last = text.length <= unfinishedMax ? (wordsOf(text).at(-1) ?? null) : null;
  return last !== null && matters(last) ? last : null;
}

const windows = [6, 5, 4, 3, 2];

/**
 * The text with what no article has replaced by what sounds the same, or has one other character: from the longest such
 * piece to the shortest, each place once. Words that articles have are left alone.
 */
function correct(text: string, vocabulary: Vocabulary): string | null {
  const { corrections } = vocabulary;
  if (/^[a-z ]{3,}$/.test(text)) return corrections.soundingLike(text.replaceAll(' ', ''))[0] ?? null;
  const known = knownPlaces(text, vocabulary);
  let corrected = text;
  for (const size of windows)
    for (let at = 0; at + size <= text.length; at += 1) {
      const piece = text.slice(at, at + size);
      if (!/^\p{Script=Han}+$/u.test(piece) || known.slice(at, at + size).every(Boolean)) continue;
      const [meant] = [...corrections.soundingLike(piece), ...corrections.oneCharacterOff(piece)];
      if (meant === undefined) continue;
      corrected = corrected.slice(0, at) + meant + corrected.slice(at + size);
      known.fill(true, at, at + size);
    }
  return corrected === text ? null : corrected;
}

/** For each character of the text whether it is part of a word that articles have, or of a related or ignored one. */
function knownPlaces(text: string, vocabulary: Vocabulary): boolean[] {
  const known = new Array<boolean>(text.length).fill(false);
  const mark = (word: string) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      known.fill(true, at, at + word.length);
  };
  for (const word of wordsOf(text)) if (word.length > 1 && vocabulary.has(word)) mark(word);
  for (const { everyday, legal } of wordGroups)
    for (const { words, gapped } of [...everyday, ...legal]) if (!gapped && words.length > 1) mark(words);
  return known;
}
