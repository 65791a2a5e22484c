import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the npm package keeps the compilers, by the platform they run on. */
const folders: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' };

/** Compiles templates (.wxml and the .wxs they use) as WeChat does. Answers with its complaints, empty when there are none. */
export function compileTemplates(dist: string, files: readonly string[]): string {
  return complaints('wcc', dist, ['-d', ...files]);
}

/** Compiles style sheets as WeChat does. Answers with its complaints, empty when there are none. */
export function compileStyles(dist: string, files: readonly string[]): string {
  return complaints('wcsc', dist, ['-lc', '-js', ...files]);
}

function complaints(compiler: 'wcc' | 'wcsc', dist: string, options: string[]): string {
  const folder = folders[process.platform];
  if (!folder) throw new Error(`WeChat's compilers do not run on ${process.platform}`);
  const bin = path.join(path.dirname(fileURLToPath(import.meta.resolve('miniprogram-compiler'))), 'bin');
  const program = path.join(bin, folder, process.platform === 'win32' ? `${compiler}.exe` : compiler);
  chmodSync(program, 0o755); // the package is made on a system without the bit
  const { status, stderr, error } = spawnSync(program, options, { cwd: dist, encoding: 'utf8' });
  if (error) throw error;
  return status === 0 ? '' : stderr || `${compiler} ended with code ${status}`;
}
