import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('a line quotes what needs it, and gives a spreadsheet no formulas', () => {
  expect(csvLine(['司法所', 3, 'a,"b"', '=1+1', '-2', -2])).toBe(`司法所,3,"a,""b""",'=1+1,'-2,-2\r\n`);
});
