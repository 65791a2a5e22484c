import { weappDist } from '@linli/server/builds.ts';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { readAppConfig } from './harness/app-config.ts';
import { type PackageFile, packageFiles, readPackageFile } from './harness/package-files.ts';

const kilobyte = 1024;
/** Our budget. WeChat itself refuses more than 2 MB a package. */
const mainPackageMax = 450 * kilobyte;

const files = packageFiles(weappDist);
const { subpackageRoots } = readAppConfig(weappDist);

describe('the package that a phone downloads', () => {
  it(`has a main package under ${mainPackageMax / kilobyte} KB`, () => {
    const main = files.filter(({ name }) => !subpackageRoots.some((root) => name.startsWith(root)));
    const bytes = main.reduce((sum, file) => sum + file.bytes, 0);
    expect(bytes, `the largest files are\n${largest(main)}`).toBeLessThan(mainPackageMax);
  });

  it.each(files.filter(({ name }) => name.endsWith('.js')))(
    '$name is ES5, for phones of 2015',
    ({ name }) => {
      // The old language has no `?.`, `??`, `=>`, `let`; unlike the libraries, syntax cannot be polyfilled.
      const source = readPackageFile(weappDist, name);
      expect(() => parse(source, { ecmaVersion: 5, allowReserved: true })).not.toThrow();
    },
  );
});

function largest(list: PackageFile[]): string {
  return list
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 8)
    .map(({ name, bytes }) => `${Math.round(bytes / kilobyte)} KB ${name}`)
    .join('\n');
}
