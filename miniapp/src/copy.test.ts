import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/**
 * Where Chinese stands that people read: one `copy.ts` a feature, `-words.ts` for what is put together, the names of the
 * tabs and of WeChat's title bars. `read-text.ts` understands what people write.
 */
const placesForWords = /(^|\/)(copy|[\w-]+-words|read-text|tabs|[\w.]+\.config)\.ts$/;
const notRead = /\.(test|gallery)\.tsx?$/;
const comments = /\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm;

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) =>
    /\.tsx?$/.test(file) && !notRead.test(file) && !placesForWords.test(file) && file !== 'gallery.tsx',
);

it('the words that people read stand beside the code, not in it', () => {
  const withWords = sources.filter((file) =>
    /\p{Script=Han}/u.test(readFileSync(path.join(import.meta.dirname, file), 'utf8').replace(comments, '')),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(withWords).toEqual([]);
});
