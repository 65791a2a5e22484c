import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LegalTexts, legalFile, legalTextsOf } from '../features/legal/index.ts';

/** The invented operator of the demonstration; also an example of the file that `LEGAL_FILE` names. */
export const demoLegalFile = join(import.meta.dirname, 'legal.json');

export function demoLegal(): LegalTexts {
  return legalTextsOf(legalFile.parse(JSON.parse(readFileSync(demoLegalFile, 'utf8'))));
}
