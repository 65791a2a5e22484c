import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { weappDist } from '@linli/server/builds.ts';
import { expect, it } from 'vitest';
import { checkCodeQuality } from './harness/code-quality.ts';

/** What WeChat looks at before it takes a mini-program, as of its 2026 tools. */
const rules = [
  'CONTAINS_OTHER_PKG_COMPONENTS',
  'CONTAINS_OTHER_PKG_JS',
  'CONTAINS_UNUSED_CODES',
  'CONTAINS_UNUSED_COMPONENTS',
  'CONTAINS_UNUSED_PLUGINS',
  'IMAGE_AND_AUDIO_LIMIT',
  'JS_COMPRESS_OPEN',
  'LAZYCODE_LOADING_OPEN',
  'PACKAGE_SIZE_LIMIT',
  'WXML_COMPRESS_OPEN',
  'WXSS_COMPRESS_OPEN',
];

it('WeChat finds nothing wrong with the code of the build', () => {
  expect(checkCodeQuality(weappDist)).toEqual(Object.fromEntries(rules.map((rule) => [rule, null])));
});

it('WeChat says what is wrong with a build', () => {
  const found = checkCodeQuality(weappDist, (copy) => {
    writeFileSync(path.join(copy, 'left-behind.js'), 'module.exports = 1;');
    writeFileSync(path.join(copy, 'photo.png'), Buffer.alloc(201 * 1024));
  });
  expect(found.CONTAINS_UNUSED_CODES).toContain('left-behind.js');
  expect(found.IMAGE_AND_AUDIO_LIMIT).toMatch(/200/);
});
