import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from './gallery';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(folders)('the component %s', (name) => {
  it.each([`index.tsx`, `index.scss`, `${name}.test.tsx`, `${name}.gallery.tsx`])('has %s', (file) => {
    expect(existsSync(path.join(import.meta.dirname, name, file))).toBe(true);
  });

  it('stands in the gallery, and can be drawn in each of its states', async () => {
    const { gallery }: { gallery: GalleryEntry } = await import(`./${name}/${name}.gallery.tsx`);
    expect(gallery.component).toBe(name);
    expect(gallery.states.length).toBeGreaterThan(0);
    for (const { view } of gallery.states) render(view);
  });
});
