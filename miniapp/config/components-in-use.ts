import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** WeChat's native components as Taro lists them: by name, each with its attributes and their defaults. */
export type NativeComponents = Record<string, Record<string, string>>;

/** Taro's run time asks for these whether or not a page draws them. */
const alwaysThere = ['View', 'Text', 'Image'];

const importOfComponents = /import\s*{([^}]*)}\s*from\s*'@tarojs\/components'/g;

/** What the sources of the mini-program say about components. */
export interface Mentions {
  components: ReadonlySet<string>;
  /** True when some source has the word, as an attribute must. */
  word(word: string): boolean;
}

/** Reads all sources below a folder, without what the mini-program never runs. */
export function readMentions(sourceRoot: string): Mentions {
  const texts = readdirSync(sourceRoot, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|gallery)\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(sourceRoot, file), 'utf8'));
  return mentionsIn(texts.join('\n'));
}

export function mentionsIn(text: string): Mentions {
  const imported = [...text.matchAll(importOfComponents)].flatMap(([, names = '']) => names.split(','));
  const words = new Set(text.match(/[\w-]+/g)?.map(plain));
  return { components: new Set(imported.map((name) => name.trim())), word: (word) => words.has(plain(word)) };
}

/**
 * The components that the sources import, with the attributes that the sources name. Taro would write all that WeChat
 * has into the templates, once for each level of nesting, and into the run time: 50 KB that nobody uses.
 */
export function componentsInUse(all: NativeComponents, mentions: Mentions): NativeComponents {
  const names = Object.keys(all).filter(
    (name) => mentions.components.has(name) || alwaysThere.includes(name),
  );
  return Object.fromEntries(
    names.map((name) => [
      name,
      Object.fromEntries(
        Object.entries(all[name] ?? {}).filter(([attribute]) => isNamed(attribute, mentions)),
      ),
    ]),
  );
}

/** `bindTouchStart` is written `onTouchStart` in our sources; Taro calls a long press a long tap. */
function isNamed(attribute: string, { word }: Mentions): boolean {
  if (!attribute.startsWith('bind')) return word(attribute);
  const event = attribute.slice('bind'.length);
  return word(`on${event}`) || (event === 'LongTap' && word('onLongPress'));
}

/** `aria-label` and `ariaLabel` are the same attribute. */
function plain(word: string): string {
  return word.replaceAll('-', '').toLowerCase();
}
