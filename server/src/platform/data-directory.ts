import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartUpError } from './errors.ts';

/** For the owner's eyes only. */
const mode = 0o700;

/**
 * Makes the data directory with all above it.
 * @throws StartUpError when that cannot be done
 */
export function makeDataDirectory(path: string): void {
  try {
    makeStepByStep(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StartUpError(`DATA_DIR: cannot write to ${path} (${code})`);
  }
}

/** Where files are kept when there is no bucket. */
export function filesDirectory(dataDir: string): string {
  return join(dataDir, 'files');
}

/** Where photos lie while they are drawn anew. */
export function workDirectory(dataDir: string): string {
  return join(dataDir, 'work');
}

/** Node's own recursive mkdir never returns where a parent takes no children and says ENOENT, such as /proc. */
function makeStepByStep(path: string): void {
  if (existsSync(path)) return;
  makeStepByStep(dirname(path));
  mkdirSync(path, { mode });
}
