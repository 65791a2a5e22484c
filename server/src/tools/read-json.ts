import { readFileSync } from 'node:fs';
import { StartUpError } from '../platform/errors.ts';

/** @throws StartUpError when the file is not there or is no JSON */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StartUpError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
