import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { webDist } from '@linli/server/builds.ts';
import type { Response } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callsOldPhonesLack, parseAsOldPhones } from '../support/old-phones.ts';
import { readRoutes } from './routes.ts';
import { useStage } from './stage.ts';

const kilobyte = 1024;
const firstScreenMax = 170;

const scripts = readdirSync(path.join(webDist, 'js')).filter((name) => name.endsWith('.js'));
const routes = await readRoutes();
const stage = useStage();

it.each(scripts)('%s runs on phones of 2015', (name) => {
  const source = readFileSync(path.join(webDist, 'js', name), 'utf8');
  expect(() => parseAsOldPhones(source)).not.toThrow();
  expect(callsOldPhonesLack(source)).toEqual([]);
});

describe.each(routes)('%s', (route) => {
  it(`as a first screen takes at most ${firstScreenMax} KB over the line`, async () => {
    const person = await stage.person();
    const files: Promise<[name: string, kilobytes: number]>[] = [];
    const weigh = (response: Response) => {
      const { pathname } = new URL(response.url());
      const packed = async () => gzipSync(await response.body()).length / kilobyte;
      if (!pathname.startsWith('/api/')) files.push(packed().then((size) => [pathname, size]));
    };
    person.page.on('response', weigh);
    await person.open(`${route}?scene=c.A01`);
    await person.settles();
    // What comes later is fetched ahead, for the pages after this one.
    person.page.off('response', weigh);
    const sizes = await Promise.all(files);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(total, 'all that was loaded').toBeGreaterThan(50);
    expect(
      total,
      sizes.map(([name, size]) => `${size.toFixed(1)} KB ${name}`).join('\n'),
    ).toBeLessThanOrEqual(firstScreenMax);
  });
});
