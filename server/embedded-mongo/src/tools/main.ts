#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { backup, restore } from './backup.ts';
import { exportTo, importFrom } from './transfer.ts';

const usage = `usage:
  backup  --directory <data directory> --to <file>       while the database runs, or not
  restore --from <file> --directory <data directory>     while it does not run
  export  --from <MongoDB URI> --to <folder>
  import  --from <folder> --to <MongoDB URI>`;

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, to: { type: 'string' }, directory: { type: 'string' } },
  });
  const { from, to, directory } = values;
  const [command] = positionals;
  if (command === 'backup' && directory !== undefined && to !== undefined)
    await backup(directory, to, report);
  else if (command === 'restore' && from !== undefined && directory !== undefined)
    restore(from, directory, report);
  else if (command === 'export' && from !== undefined && to !== undefined) await exportTo(from, to, report);
  else if (command === 'import' && from !== undefined && to !== undefined) await importFrom(from, to, report);
  else throw new Error(usage);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
