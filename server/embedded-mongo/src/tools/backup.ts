import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { backup as copyPages, DatabaseSync } from 'node:sqlite';
import { checkDataFile, DirectoryError, dataFileName, openDirectory } from '../storage/open.ts';
import type { Progress } from './transfer.ts';

const pagesPerStep = 2048;
const progressEveryPages = 50_000;

/** Copies the data of a directory into one file, also while the database runs; then checks the copy. */
export async function backup(directory: string, file: string, progress: Progress): Promise<void> {
  const source = join(directory, dataFileName);
  if (!existsSync(source)) throw new Error(`there is no database in ${directory}`);
  if (existsSync(file)) throw new Error(`${file} already exists`);
  if (!existsSync(dirname(file))) throw new Error(`there is no folder ${dirname(file)}`);
  // Under another name until it is whole, so that an interrupted backup is not taken for one.
  const draft = `${file}.part`;
  rmSync(draft, { force: true });
  const db = new DatabaseSync(source, { readOnly: true });
  try {
    // An open read holds one moment of the data, so that writes meanwhile do not start the copy over.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM collections').get();
    let reported = 0;
    await copyPages(db, draft, {
      rate: pagesPerStep,
      progress: ({ totalPages, remainingPages }) => {
        const done = totalPages - remainingPages;
        if (done - reported < progressEveryPages) return;
        reported = done;
        progress(`${done} of ${totalPages} pages`);
      },
    });
  } finally {
    db.close();
  }
  const documents = checkCopy(draft);
  renameSync(draft, file);
  progress(`checked: ${documents} documents in ${file}`);
}

/** Reads every page of a copy and counts its documents. Throws if SQLite finds it damaged. */
function checkCopy(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const [result] = db.prepare('PRAGMA integrity_check(1)').all();
    if (result?.integrity_check !== 'ok') throw new DirectoryError('file-torn', `${file} is damaged`);
    const collections = db.prepare('SELECT id FROM collections').all();
    return collections.reduce(
      (sum, { id }) => sum + Number(db.prepare(`SELECT count(*) AS n FROM d_${id}`).get()?.n),
      0,
    );
  } finally {
    db.close();
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/**
 * Puts a backup in the place of a directory's data. The database must not be running; data that are there are
 * kept beside, under a name with the time.
 */
export function restore(file: string, directory: string, progress: Progress): void {
  if (!existsSync(file)) throw new Error(`there is no backup ${file}`);
  checkDataFile(directory, file);
  const documents = checkCopy(file);
  // Opening takes the lock, so a running database refuses; closing writes its log back into the file.
  openDirectory(directory, 'full').close();
  const target = join(directory, dataFileName);
  const draft = `${target}.new`;
  copyFileSync(file, draft);
  flush(draft);
  const kept = `${target}.before-${new Date().toISOString().replaceAll(':', '-')}`;
  // A second name for what is there, so that at every moment one of the two is in its place.
  linkSync(target, kept);
  for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
  renameSync(draft, target);
  openDirectory(directory, 'full').close();
  progress(`restored ${documents} documents into ${directory}; what was there is kept as ${kept}`);
}
