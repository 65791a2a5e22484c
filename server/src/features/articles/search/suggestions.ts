import { wordGroups } from '../../../platform/chinese/segmentation.ts';
import { soundOf } from './sounds.ts';

const suggestionsMax = 5;
/** Two words of two characters that share one. */
const nearInWriting = 0.5;
/** One shared syllable is chance: two out of three. */
const nearInSound = 0.66;

/**
 * Other words to search for: first what looks or sounds like what was typed, then what there is to read, from all over the
 * field; one word for each article, as its title has it.
 */
export function createSuggestions(titles: readonly string[]): (typed: string) => string[] {
  const words = wordGroups
    .flatMap(({ everyday, legal }) => [...legal, ...everyday])
    .filter(({ words: { length }, gapped }) => length > 1 && !gapped)
    .map((phrase) => phrase.words);
  const known = [...new Set(words)].flatMap((word) => {
    const title = titles.find((one) => one.includes(word));
    return title === undefined ? [] : [{ word, title, sounds: soundOf(word).split(' ') }];
  });
  const usual = spread(oneForEachTitle(known));
  return (typed) => {
    const [characters, sounds] = [[...typed], soundOf(typed).split(' ')];
    const near = known
      .map((one) => ({ ...one, written: dice([...one.word], characters), said: dice(one.sounds, sounds) }))
      .filter(
        ({ word, written, said }) => word !== typed && (written >= nearInWriting || said >= nearInSound),
      )
      .toSorted((a, b) => b.written + b.said - a.written - a.said);
    return [...new Set([...oneForEachTitle(near), ...usual])].slice(0, suggestionsMax);
  };
}

function oneForEachTitle(known: readonly { word: string; title: string }[]): string[] {
  const words = new Map<string, string>();
  for (const { word, title } of known) if (!words.has(title)) words.set(title, word);
  return [...words.values()];
}

/** As many as are needed, at equal distances. */
function spread(words: readonly string[]): string[] {
  const step = Math.max(1, Math.floor(words.length / suggestionsMax));
  return words.filter((_, index) => index % step === 0);
}

/** Dice's coefficient: how much of two words is the same, from 0 to 1. */
function dice(a: readonly string[], b: readonly string[]): number {
  const others = new Set(b);
  return (2 * a.filter((one) => others.has(one)).length) / (a.length + b.length);
}
