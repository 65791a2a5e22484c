import { weappDist, weappMaps } from '@linli/server/builds.ts';
import { describe, expect, it } from 'vitest';
import { callsOldPhonesLack, parseAsOldPhones } from '../support/old-phones.ts';
import { readAppConfig } from './harness/app-config.ts';
import { composition } from './harness/composition.ts';
import { type PackageFile, packageFiles, readPackageFile } from './harness/package-files.ts';

const kilobyte = 1024;
/** Our budgets, in kilobytes. WeChat itself refuses more than 2 MB a package and 20 MB in all. */
const budgets: Record<string, number> = {
  main: 350,
  staff: 80,
  privacy: 60,
  oversight: 90,
  appointments: 85,
  consulting: 60,
  publishing: 80,
  law: 65,
};
/** For a subpackage without a budget of its own. */
const smallPackage = 40;
const totalBudget = 900;

const files = packageFiles(weappDist);
const { subpackageRoots } = readAppConfig(weappDist);

const packages = [
  { name: 'main', files: files.filter(({ name }) => !subpackageRoots.some((root) => name.startsWith(root))) },
  ...subpackageRoots.map((root) => ({
    name: root.replace(/\/$/, ''),
    files: files.filter(({ name }) => name.startsWith(root)),
  })),
];

describe('what a phone downloads', () => {
  it.each(packages)('keeps to the budget of the package $name', ({ name, files }) => {
    const budget = budgets[name] ?? smallPackage;
    const made = `${name}: ${kilobytes(sum(files))} of ${budget} KB\n${describeParts(files)}`;
    process.stdout.write(`${made}\n`);
    expect(sum(files), made).toBeLessThanOrEqual(budget * kilobyte);
  });

  it(`is at most ${totalBudget} KB altogether`, () => {
    expect(sum(files), describeParts(files)).toBeLessThanOrEqual(totalBudget * kilobyte);
  });

  it('has nothing of the gallery for developers', () => {
    expect(files.filter(({ name }) => readPackageFile(weappDist, name).includes('gallery'))).toEqual([]);
  });

  it.each(packages)('is accounted for to the byte in the package $name', ({ files }) => {
    expect(sum(composition(weappDist, weappMaps, files))).toBe(sum(files));
  });

  it.each(files.filter(({ name }) => name.endsWith('.js')))('$name runs on phones of 2015', ({ name }) => {
    const source = readPackageFile(weappDist, name);
    expect(() => parseAsOldPhones(source)).not.toThrow();
    expect(callsOldPhonesLack(source)).toEqual([]);
  });
});

function describeParts(list: readonly PackageFile[]): string {
  return composition(weappDist, weappMaps, list)
    .map(({ name, bytes }) => `${kilobytes(bytes).padStart(8)} KB  ${name}`)
    .join('\n');
}

function sum(parts: readonly { bytes: number }[]): number {
  return parts.reduce((total, { bytes }) => total + bytes, 0);
}

function kilobytes(bytes: number): string {
  return (bytes / kilobyte).toFixed(1);
}
