import { normalise } from './segmentation.ts';

/** A piece of a text; those that were looked for are to be shown in another weight. */
export interface Segment {
  text: string;
  hit: boolean;
}

/** How much of a text stands below its title, in characters: two lines and a half of a phone. */
const excerptLength = 56;
/** How much of the sentence before the first hit is kept. */
const leadMax = 12;

/** A text with the words marked. */
export function markWords(text: string, words: readonly string[]): Segment[] {
  const hits = placesOf(text, words);
  const segments: Segment[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const hit = hits[at] ?? false;
    const last = segments.at(-1);
    if (last?.hit === hit) last.text += text[at];
    else segments.push({ text: text[at] ?? '', hit });
  }
  return segments;
}

/** The part of a text where most of the words stand close together, with the words marked; its beginning if none does. */
export function excerptOf(text: string, words: readonly string[]): Segment[] {
  const flat = text.replace(/\s+/g, ' ').trim();
  const normal = normalise(flat);
  const hits = placesOf(flat, words);
  let best = { from: 0, count: -1 };
  for (let from = 0; from < flat.length; from += 1) {
    if (from > 0 && (!hits[from] || hits[from - 1])) continue;
    const start = from === 0 ? 0 : sentenceStart(flat, from);
    const part = normal.slice(start, start + excerptLength);
    const count = words.filter((word) => part.includes(word)).length;
    if (count > best.count) best = { from: start, count };
  }
  const end = Math.min(flat.length, best.from + excerptLength);
  const part = flat.slice(best.from, end);
  return markWords(`${best.from > 0 ? '…' : ''}${part}${end < flat.length ? '…' : ''}`, words);
}

/** The beginning of the sentence if it is near, else a little before the place. */
function sentenceStart(text: string, at: number): number {
  for (let start = at; start > Math.max(0, at - leadMax); start -= 1)
    if (/[。！？；：，、\s]/.test(text[start - 1] ?? '')) return start;
  return Math.max(0, at - leadMax / 2);
}

/** For each character whether it is part of one of the words. */
function placesOf(text: string, words: readonly string[]): boolean[] {
  const normal = normalise(text);
  const hits = new Array<boolean>(text.length).fill(false);
  for (const word of words)
    for (let at = normal.indexOf(word); at >= 0; at = normal.indexOf(word, at + word.length))
      hits.fill(true, at, at + word.length);
  return hits;
}
