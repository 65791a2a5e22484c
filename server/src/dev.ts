import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/**
 * `npm run dev`: the server restarts when its code changes, the web app builds again when its code changes.
 * Reload the page to see a change.
 */
const root = resolve(import.meta.dirname, '../..');

const children: ChildProcess[] = [
  spawn('npm', ['run', 'build:web', '--', '--watch'], { cwd: root, stdio: 'inherit' }),
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/src/main.ts'], {
    cwd: root,
    stdio: 'inherit',
  }),
];

function stop(): void {
  for (const child of children) child.kill('SIGTERM');
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.on('exit', stop);
