import { rmSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { DirectoryError } from '../storage/open.ts';
import { serve } from '../wire/server.ts';
import { isConfiguration, type Report } from './protocol.ts';

/** The database's own process: serves one directory until its parent says stop or goes away. */
const configuration: unknown = JSON.parse(process.argv[2] ?? 'null');

function report(message: Report): void {
  process.send?.(message);
}

async function main(): Promise<void> {
  if (!isConfiguration(configuration)) throw new TypeError('the child needs its configuration');
  const { directory, durability, address } = configuration;
  const server = await serve(directory, durability, address);
  report({ kind: 'ready', address: server.address });
  // At once, for the next start: a process that is killed has no time for it.
  flushCompileCache();
  const end = async (): Promise<void> => {
    await server.close();
    if ('socket' in address) rmSync(address.socket, { force: true });
    if (configuration.temporary) rmSync(directory, { recursive: true, force: true });
    process.exit(0);
  };
  process.on('message', () => void end());
  process.on('disconnect', () => void end());
  // The supervisor decides when to stop: Ctrl-C reaches the whole group, and the parent may still be writing.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void end());
}

main().catch((error: unknown) => {
  const code = error instanceof DirectoryError ? error.code : 'failed';
  report({ kind: 'failed', code, message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect?.();
});
