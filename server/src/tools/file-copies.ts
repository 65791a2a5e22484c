import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { basename } from 'node:path';

type Say = (text: string) => unknown;

/** Where a backup keeps the files that go with the database in it. */
const besides = (backup: string) => `${backup}.files`;

/** What is being written has no place in a backup. */
const isWhole = (path: string) => basename(path) !== 'incoming';

/**
 * Copies the files that belong to a backup of the database beside it. After the database, so that whatever it names is
 * there unless it was removed meanwhile. Nothing where there are no files.
 */
export async function backupFiles(directory: string, backup: string, say: Say): Promise<void> {
  if (!existsSync(directory)) return;
  await cp(directory, besides(backup), { recursive: true, filter: isWhole, preserveTimestamps: true });
  say(`copied: ${await countFiles(besides(backup))} files into ${besides(backup)}`);
}

/** Puts them back. What is there stays: a key never stands for two contents. */
export async function restoreFiles(backup: string, directory: string, say: Say): Promise<void> {
  if (!existsSync(besides(backup))) return;
  await cp(besides(backup), directory, { recursive: true, force: false, preserveTimestamps: true });
  say(`restored ${await countFiles(besides(backup))} files into ${directory}`);
}

async function countFiles(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
