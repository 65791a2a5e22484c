import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { weappDist } from '@linli/server/builds.ts';
import { expect, it } from 'vitest';
import { packageFiles } from './harness/package-files.ts';
import { compileStyles, compileTemplates } from './harness/wechat-compilers.ts';

const filesLike = (pattern: RegExp) =>
  packageFiles(weappDist)
    .map(({ name }) => name)
    .filter((name) => pattern.test(name));

it("WeChat's compiler takes every template of the build", () => {
  expect(compileTemplates(weappDist, filesLike(/\.(wxml|wxs)$/))).toBe('');
});

it("WeChat's compiler takes every style sheet of the build", () => {
  expect(compileStyles(weappDist, filesLike(/\.wxss$/))).toBe('');
});

it("WeChat's compilers say what is wrong with a template or a style sheet", () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'linli-wechat-'));
  try {
    writeFileSync(path.join(folder, 'bad.wxml'), '<view><input></view>');
    writeFileSync(path.join(folder, 'bad.wxss'), '.list > :last-child { color: red }');
    expect(compileTemplates(folder, ['bad.wxml'])).toMatch(/expect end-tag `input`/);
    expect(compileStyles(folder, ['bad.wxss'])).toMatch(/error at token/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
