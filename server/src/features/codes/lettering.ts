import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create, type Font } from 'fontkit';
import { decompress } from 'woff2-encoder';

/** Letters as outlines: nothing has to be embedded, and no printer lacks the font. */
export interface Lettering {
  /**
   * A line of text as paths, its first letter's foot at (0, 0), y upwards. `unit` is what a length of the paths is to be
   * multiplied with for letters of size 1.
   */
  line(
    text: string,
    weight: Weight,
  ): Promise<{ glyphs: { path: string; x: number }[]; width: number; unit: number }>;
}

/** As CSS counts it. */
export type Weight = 400 | 700;

/** Noto Sans SC (SIL OFL), in slices of some hundred characters each. */
const fontDirectory = dirname(
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
);

/** Which characters each slice has: its name, as `[4]`, and ranges as CSS writes them. */
function readSlices(): { file: string; ranges: [number, number][] }[] {
  const byName: Record<string, string> = JSON.parse(
    readFileSync(join(fontDirectory, 'unicode.json'), 'utf8'),
  );
  return Object.entries(byName).map(([name, list]) => ({
    file: `noto-sans-sc-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`,
    ranges: list.split(',').map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    }),
  }));
}

/** Drawn in place of a character that no slice has. */
const placeholder = '□'.codePointAt(0) ?? 0;

export function createLettering(): Lettering {
  const slices = readSlices();
  const opened = new Map<string, Promise<Font>>();

  const sliceOf = (character: number) =>
    slices.find(({ ranges }) => ranges.some(([from, to]) => from <= character && character <= to));

  function open(file: string, weight: Weight): Promise<Font> {
    const key = `${file} ${weight}`;
    const font = opened.get(key) ?? openVariation(file, weight);
    opened.set(key, font);
    return font;
  }

  return {
    async line(text, weight) {
      const glyphs: { path: string; x: number }[] = [];
      let width = 0;
      let unit = 0;
      for (const character of text) {
        const wanted = character.codePointAt(0) ?? placeholder;
        const drawn = sliceOf(wanted) ? wanted : placeholder;
        const slice = sliceOf(drawn);
        if (!slice) continue;
        const font = await open(slice.file, weight);
        const glyph = font.glyphForCodePoint(drawn);
        glyphs.push({ path: glyph.path.toSVG(), x: width });
        width += glyph.advanceWidth;
        unit = 1 / font.unitsPerEm;
      }
      return { glyphs, width, unit };
    },
  };
}

/** fontkit draws variations of TrueType only, so the slice is unpacked first. */
async function openVariation(file: string, weight: Weight): Promise<Font> {
  const packed = readFileSync(join(fontDirectory, 'files', file));
  const font = create(Buffer.from(await decompress(packed)));
  if (!('getVariation' in font)) throw new Error(`${file} is no single font`);
  return font.getVariation({ wght: weight });
}
