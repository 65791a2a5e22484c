#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { DirectoryError, startEmbeddedMongo } from './index.ts';

const usage = 'usage: embedded-mongo --directory <path> [--durability full|normal] | --memory';

/** Serves a directory until Ctrl-C and prints the connection string. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { directory: { type: 'string' }, durability: { type: 'string' }, memory: { type: 'boolean' } },
  });
  if ((values.directory === undefined) === (values.memory !== true)) throw new Error(usage);
  const durability = values.durability === 'normal' ? 'normal' : 'full';
  const database = await startEmbeddedMongo(
    values.directory === undefined ? { memory: true } : { directory: values.directory, durability },
  );
  process.stdout.write(`${database.uri}\n`);
  const keepAlive = setInterval(() => undefined, 60_000);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(keepAlive);
      void database.stop();
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof DirectoryError || error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
