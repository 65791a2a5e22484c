import { parse } from 'acorn';

/** Defined where they are missing by the mini-program's `platform/old-phones.ts`. */
const provided = ['Object.entries', 'Object.values', 'padStart', 'replaceAll'];

/** Built in since 2016 or later, so not on the oldest phones we build for: iOS 9, Chrome 49. */
const newerStatics = [
  'Array.fromAsync', 'Object.entries', 'Object.fromEntries', 'Object.groupBy', 'Object.hasOwn', 'Object.values',
  'Promise.allSettled', 'Promise.any', 'Promise.try', 'Promise.withResolvers',
]; // biome-ignore format: a list of names
const newerMethods = [
  'allSettled', 'at', 'copyWithin', 'finally', 'findLast', 'findLastIndex', 'flat', 'flatMap', 'formatToParts', 'matchAll', 'padEnd',
  'padStart', 'replaceAll', 'replaceChildren', 'toReversed', 'toSorted', 'toSpliced', 'trimEnd', 'trimStart',
]; // biome-ignore format: a list of names
const newerConstructors = ['BigInt', 'FinalizationRegistry', 'WeakRef', 'SharedArrayBuffer', 'Temporal'];
const newerFunctions = ['structuredClone'];

const newer = new RegExp(
  [
    `\\b(${newerStatics.join('|').replaceAll('.', '\\.')})\\(`,
    `\\.(${newerMethods.join('|')})\\(`,
    `\\bnew (${newerConstructors.join('|')})\\b`,
    `(?<![.\\w$])(${newerFunctions.join('|')})\\(`,
    '\\b(Intl)\\.',
    '\\((\\?<[=!a-zA-Z])',
  ].join('|'),
  'g',
);

/** The old language has no `?.`, `??`, `=>`, `let`. Throws, saying where, when a script needs more. */
export function parseAsOldPhones(source: string): void {
  parse(source, { ecmaVersion: 5, allowReserved: true });
}

/** What a script calls, or writes into a pattern, that old phones lack and we do not provide. */
export function callsOldPhonesLack(source: string): string[] {
  const found = [...source.matchAll(newer)].map((match) => match.slice(1).find(Boolean) ?? '');
  return [...new Set(found)].filter((name) => !provided.includes(name));
}
