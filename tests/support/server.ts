import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Secrets } from '@linli/server/config.ts';
import { repositoryRoot } from './paths.ts';

export interface ServerProcess {
  origin: string;
  /** Asks it to end, as Ctrl-C does, and waits until it has. */
  stop(): Promise<void>;
}

/** `npm start` as a process of its own, on a database that is already there. The web build must be there too. */
export async function startServerProcess(mongodbUri: string, secrets: Secrets): Promise<ServerProcess> {
  const child = spawn(process.execPath, [path.join(repositoryRoot, 'server/src/main.ts')], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      DEMO: '0',
      MONGODB_URI: mongodbUri,
      TOKEN_SECRET: secrets.tokenSecret,
      DATA_KEY: secrets.dataKey.toString('base64'),
    },
  });
  const ended = once(child, 'close');
  const origin = await Promise.race([printedOrigin(child.stdout), ended.then(() => null)]);
  if (origin === null) throw new Error(`the server ended with code ${child.exitCode} before it was up`);
  return {
    origin,
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** Reads the address to open out of what a starting server prints. */
async function printedOrigin(stdout: NodeJS.ReadableStream): Promise<string> {
  let printed = '';
  for await (const chunk of stdout) {
    printed += chunk;
    const origin = /\bOpen\s+(http\S+)/.exec(printed)?.[1];
    if (origin) {
      stdout.resume();
      return origin;
    }
  }
  throw new Error(`no address was printed, but: ${printed}`);
}
