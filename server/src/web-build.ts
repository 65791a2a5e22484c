import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartUpError } from './platform/errors.ts';

const root = resolve(import.meta.dirname, '../..');

/** Where `npm run build:web` puts the web build. */
export const webDirectory = join(root, 'miniapp/dist/h5');

/** What the web build is made of. */
const sources = [
  'miniapp/src',
  'miniapp/config',
  'miniapp/package.json',
  'miniapp/babel.config.js',
  'shared/src',
];

/** When something below the path was last changed, in milliseconds; 0 where nothing is. */
function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function isCurrent(): boolean {
  const index = join(webDirectory, 'index.html');
  return (
    existsSync(index) &&
    statSync(index).mtimeMs > Math.max(...sources.map((path) => newestChange(join(root, path))))
  );
}

/**
 * Builds the web app if it has never been built or its sources have changed since.
 * @throws StartUpError with the builder's last words when it fails
 */
export async function ensureWebBuild(say: (text: string) => void): Promise<void> {
  if (isCurrent()) return;
  say('Building the web app (about half a minute, once) …');
  const builder = spawn('npm', ['run', 'build:web'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [builder.stdout, builder.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(builder, 'close');
  if (code !== 0 || !existsSync(join(webDirectory, 'index.html'))) {
    throw new StartUpError(
      `The web app could not be built:\n${output.trim().split('\n').slice(-15).join('\n')}`,
    );
  }
}
