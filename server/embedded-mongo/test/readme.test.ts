import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withSupportTable } from '../src/tools/support-table.ts';

it('the README lists what the code supports (node src/tools/write-readme.ts brings it up to date)', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(withSupportTable(readme)).toBe(readme);
});
