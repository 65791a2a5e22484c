import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/**
 * `npm run dev`: the server starts again when its code changes, and the web app of http://localhost:10086 reloads
 * when a page changes; its API calls go to the server.
 */
const cwd = resolve(import.meta.dirname, '../..');

const server = ['--watch', '--watch-preserve-output', 'server/src/main.ts'];
const web = ['run', 'build:web', '-w', '@linli/miniapp', '--', '--watch'];

const children: ChildProcess[] = [
  spawn(process.execPath, server, { cwd, stdio: 'inherit', env: { ...process.env, SERVE_WEB: '0' } }),
  spawn('npm', web, { cwd, stdio: 'inherit' }),
];

/** Ctrl-C reaches the children by itself; when one of them ends, so does the other. */
function stop(): void {
  for (const child of children) child.kill('SIGTERM');
}

process.on('SIGINT', () => {});
process.on('SIGTERM', stop);
for (const child of children) child.on('exit', stop);
