import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from 'sass';
import { describe, expect, it } from 'vitest';
import windowColors from '../theme.json';

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for the outlines of controls and for marks. */
const textContrast = 4.5;
const outlineContrast = 3;

/** What text and marks are written in, and what they can stand on. Every pair of them has to be readable. */
const inks = ['ink', 'ink-soft', 'brand', 'seal', 'amber'];
const grounds = ['paper', 'surface', 'sunken', 'brand-soft', 'seal-soft', 'amber-soft'];
/** Colours with an ink of their own, for full fields of colour. */
const fields = [
  ['on-brand', 'brand'],
  ['on-brand', 'brand-pressed'],
];
/** What draws the edge of something to press or write in. */
const outlines = ['line-strong', 'brand', 'seal', 'focus'];
/** Edges of things that can be told without them. */
const decoration = ['line'];

const source = path.resolve(import.meta.dirname, '..');
const sheet = compile(path.join(source, 'components/tokens.scss')).css;

const themes = [
  ['light', 'standard'],
  ['light', 'elder'],
  ['dark', 'standard'],
  ['dark', 'elder'],
] as const;

describe.each(themes)('in the %s %s theme', (scheme, size) => {
  const colour = coloursOf(`theme-${scheme}`, `theme-${size}`);

  const pairs = [...inks.flatMap((ink) => grounds.map((ground) => [ink, ground])), ...fields];
  it.each(pairs)('%s can be read on %s', (ink = '', ground = '') => {
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(textContrast);
  });

  const edges = outlines.flatMap((outline) => ['paper', 'surface'].map((ground) => [outline, ground]));
  it.each(edges)('%s can be seen on %s', (outline = '', ground = '') => {
    expect(contrast(colour(outline), colour(ground))).toBeGreaterThanOrEqual(outlineContrast);
  });

  it('WeChat and the browser paint around the page in its own colour', () => {
    expect(windowColors[scheme].paper).toBe(colour('paper'));
  });
});

describe('every style sheet', () => {
  const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.scss') && !/_palette|tokens/.test(file),
  );

  it.each(sheets)(
    '%s writes only in inks, on grounds and with edges whose contrast is held above',
    (file) => {
      const text = readFileSync(path.join(source, file), 'utf8');
      expect(
        used(text, /(?<![-\w])color: (?:var\(--([\w-]+)\))?/g, [...inks, 'on-brand', 'line-strong']),
      ).toEqual([]);
      expect(
        used(text, /background(?:-color)?: (?:var\(--([\w-]+)\))?/g, [
          ...grounds,
          ...fields.flat(),
          'line',
          'line-strong',
          'shade',
        ]),
      ).toEqual([]);
      expect(
        used(text, /border(?:-\w+)?: (?:\d+px \w+ )?var\(--([\w-]+)\)/g, [...outlines, ...decoration]),
      ).toEqual([]);
    },
  );

  it.each(sheets)('%s names no colour of its own', (file) => {
    const text = readFileSync(path.join(source, file), 'utf8').replace(/url\([^)]*\)/g, '');
    expect(text.match(/#[0-9a-f]{3,8}\b|rgba?\(/gi)).toBeNull();
  });
});

/** Tokens in a style sheet that are not among the allowed. Values without a token, such as `none`, say nothing. */
function used(text: string, pattern: RegExp, allowed: readonly (string | undefined)[]): string[] {
  return [...text.matchAll(pattern)]
    .map(([, token]) => token)
    .filter((token): token is string => token !== undefined && !/^(radius|space|motion)/.test(token))
    .filter((token) => !allowed.includes(token));
}

/** The colours that an element with these classes has: later blocks and those with more classes win. */
function coloursOf(...classes: string[]): (token: string) => string {
  const values = new Map<string, string>();
  const blocks = [...sheet.matchAll(/([^{}]+){([^{}]*)}/g)].map(([, selectors = '', body = '']) => ({
    matching: selectors
      .split(',')
      .map((selector) => selector.trim().split('.').filter(Boolean))
      .filter((wanted) => wanted.every((name) => classes.includes(name))),
    body,
  }));
  for (const strength of [1, 2]) {
    for (const { matching, body } of blocks) {
      if (!matching.some((wanted) => wanted.length === strength)) continue;
      for (const [, token = '', value = ''] of body.matchAll(/--([\w-]+): ([^;]+);/g))
        values.set(token, value);
    }
  }
  return (token) => {
    const value = values.get(token);
    if (value === undefined) throw new Error(`there is no colour ${token}`);
    return value;
  };
}

/** WCAG's ratio of the lighter to the darker. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(hex === '#fff' ? '#ffffff' : hex);
  if (!digits) throw new Error(`${hex} is not a colour of six digits`);
  const [red = 0, green = 0, blue = 0] = digits.slice(1).map((part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
