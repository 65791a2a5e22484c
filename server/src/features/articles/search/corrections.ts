import { soundOf, soundOfLetters } from './sounds.ts';

/** Words that a mistyped one may have been meant to be. */
export interface Corrections {
  /** Words that sound the same; for letters, those they spell out. Best known first. */
  soundingLike(typed: string): readonly string[];
  /** Words of the same length of which only one character is another; three characters at least. */
  oneCharacterOff(typed: string): readonly string[];
}

const longest = 6;
/** With two characters, half of a word would be wrong: that is another word. */
const shortestToDiffer = 3;

/** @param words the words that articles are found by, most frequent first */
export function createCorrections(words: readonly string[]): Corrections {
  const chinese = words.filter(
    (word) => /^\p{Script=Han}+$/u.test(word) && word.length > 1 && word.length <= longest,
  );
  const bySound = new Map<string, string[]>();
  for (const word of chinese) {
    const sound = soundOf(word);
    for (const key of [sound, sound.replaceAll(' ', '')]) add(bySound, key, word);
  }
  const byMask = new Map<string, string[]>();
  for (const word of chinese)
    if (word.length >= shortestToDiffer) for (const mask of masksOf(word)) add(byMask, mask, word);

  return {
    soundingLike(typed) {
      const sound = /^[a-z]+$/.test(typed) ? soundOfLetters(typed) : soundOf(typed);
      return (bySound.get(sound) ?? []).filter((word) => word !== typed);
    },
    oneCharacterOff: (typed) =>
      typed.length < shortestToDiffer
        ? []
        : [...new Set(masksOf(typed).flatMap((mask) => byMask.get(mask) ?? []))].filter(
            (word) => word !== typed,
          ),
  };
}

/** The word with each of its characters left open in turn. */
function masksOf(word: string): string[] {
  return [...word].map((_, index) => `${word.slice(0, index)}?${word.slice(index + 1)}`);
}

function add(map: Map<string, string[]>, key: string, word: string) {
  const list = map.get(key);
  if (!list) map.set(key, [word]);
  else if (!list.includes(word)) list.push(word);
}
