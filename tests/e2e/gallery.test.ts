import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureGalleryBuild, galleryDist, webDist } from '@linli/server/builds.ts';
import { beforeAll, expect, it } from 'vitest';
import { checkAccessibility } from './accessibility.ts';
import { layoutFaults, standardRules } from './layout.ts';
import { useStage } from './stage.ts';

/** Wide enough for the four themes side by side. */
const desk = { width: 1540, height: 900 };

beforeAll(ensureGalleryBuild, 180_000);
const stage = useStage(galleryDist);

it('every component can be read and used in every state and theme', async () => {
  const developer = await stage.person();
  await developer.page.setViewportSize(desk);
  await developer.open('gallery');
  await developer.heading('timeline').waitFor();
  expect(await layoutFaults(developer.page, standardRules)).toEqual([]);
  await checkAccessibility(developer.page);
});

it('the gallery is in no build that people get', () => {
  expect(filesThatMention('gallery-panel', galleryDist)).not.toEqual([]);
  expect(filesThatMention('gallery', webDist)).toEqual([]);
});

function filesThatMention(word: string, dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'utf8').includes(word));
}
