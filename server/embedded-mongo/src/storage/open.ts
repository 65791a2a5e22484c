import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type Durability = 'full' | 'normal' | 'none';

/** Why a data directory cannot be used; the message is one line and names the directory. */
export class DirectoryError extends Error {
  readonly code: DirectoryErrorCode;

  constructor(code: DirectoryErrorCode, message: string) {
    super(message);
    this.name = 'DirectoryError';
    this.code = code;
  }
}

export type DirectoryErrorCode =
  | 'directory-unwritable'
  | 'directory-locked'
  | 'file-foreign'
  | 'file-torn'
  | 'disk-full';

export const dataFileName = 'data.sqlite';
const lockFileName = 'lock.sqlite';
/** "Lmdb" in SQLite's header tells our files from anybody else's. */
const applicationId = 0x4c6d6462;
const formatVersion = 1;
const magic = 'SQLite format 3\0';
/** Files up to this size are checked completely at every start; larger ones by header and size. */
const fullCheckLimit = 32 * 1024 * 1024;

const schema = `
  CREATE TABLE collections (
    id INTEGER PRIMARY KEY, db TEXT NOT NULL, name TEXT NOT NULL, uuid BLOB NOT NULL, UNIQUE (db, name));
  CREATE TABLE indexes (
    id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, spec BLOB NOT NULL,
    arrays TEXT NOT NULL, ready INTEGER NOT NULL);
`;

export interface OpenedDirectory {
  readonly path: string;
  readonly main: DatabaseSync;
  /** Another connection that sees one moment of the data for as long as it keeps its transaction open. */
  openReader(): DatabaseSync;
  close(): void;
}

/** Takes the directory for this process alone and opens its data. Throws `DirectoryError`. */
export function openDirectory(directory: string, durability: Durability): OpenedDirectory {
  makeWritable(directory);
  const lock = takeLock(directory);
  const path = join(directory, dataFileName);
  try {
    if (!existsSync(path)) createFile(directory, path);
    checkDataFile(directory, path);
    const main = openMain(directory, path, durability);
    return {
      path,
      main,
      openReader: () => openReader(path),
      close: () => {
        main.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw asDirectoryError(directory, error);
  }
}

function makeWritable(directory: string): void {
  try {
    // Looked at first, because making a directory in a read-only place fails with a reason that misleads.
    accessSync(nearestExisting(directory), constants.W_OK | constants.X_OK);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw diskFull(directory);
    throw unwritable(directory, error);
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function diskFull(directory: string): DirectoryError {
  return new DirectoryError('disk-full', `the disk of the data directory ${directory} is full`);
}

function unwritable(directory: string, error: unknown): DirectoryError {
  return new DirectoryError(
    'directory-unwritable',
    `cannot write to the data directory ${directory}: ${systemReason(error)}`,
  );
}

/** SQLite's file lock is held by the kernel: it goes with the process, however that ends. */
function takeLock(directory: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(directory, lockFileName));
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    const reason = error instanceof Error ? error.message : '';
    if (/locked|busy/.test(reason)) {
      throw new DirectoryError(
        'directory-locked',
        `the data directory ${directory} is in use by another process`,
      );
    }
    throw asDirectoryError(directory, error);
  }
}

/** A new file is made beside and renamed, so that a file without content always means damage. */
function createFile(directory: string, path: string): void {
  const draft = join(directory, `${dataFileName}.new`);
  rmSync(draft, { force: true });
  const db = new DatabaseSync(draft);
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${formatVersion}; ${schema}`);
  db.close();
  renameSync(draft, path);
}

/** Tells our file from a foreign or torn one by its header. Throws `DirectoryError`. */
export function checkDataFile(directory: string, path: string): void {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  const length = readSync(file, header, 0, 100, 0);
  closeSync(file);
  if (length === 0)
    throw new DirectoryError('file-torn', `${path} is empty: restore a backup of ${directory}`);
  if (!magic.startsWith(header.toString('latin1', 0, Math.min(length, magic.length)))) {
    throw new DirectoryError(
      'file-foreign',
      `${path} is no database file: choose another data directory than ${directory}`,
    );
  }
  if (length < 100)
    throw new DirectoryError('file-torn', `${path} is cut short: restore a backup of ${directory}`);
  if (header.readUInt32BE(68) !== applicationId) {
    throw new DirectoryError(
      'file-foreign',
      `${path} belongs to another program: choose another data directory than ${directory}`,
    );
  }
  const rawPageSize = header.readUInt16BE(16);
  const expected = header.readUInt32BE(28) * (rawPageSize === 1 ? 65536 : rawPageSize);
  if (statSync(path).size < expected && !existsSync(`${path}-wal`)) {
    throw new DirectoryError('file-torn', `${path} is cut short: restore a backup of ${directory}`);
  }
}

function openMain(directory: string, path: string, durability: Durability): DatabaseSync {
  const db = new DatabaseSync(path);
  try {
    const synchronous = durability === 'full' ? 'FULL' : durability === 'normal' ? 'NORMAL' : 'OFF';
    db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;
      PRAGMA busy_timeout = 5000;
    `);
    if (db.prepare('PRAGMA user_version').get()?.user_version !== formatVersion) {
      throw new DirectoryError(
        'file-foreign',
        `${path} was written by another version of this database: ${directory}`,
      );
    }
    if (statSync(path).size <= fullCheckLimit) {
      const result = db.prepare('PRAGMA quick_check(1)').get();
      if (result?.quick_check !== 'ok') {
        throw new DirectoryError('file-torn', `${path} is damaged: restore a backup of ${directory}`);
      }
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openReader(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: true });
  db.exec('PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000');
  return db;
}

/** SQLite's primary result codes. */
const sqlite = { readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const;

/** The primary result code of an SQLite error, or undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

function asDirectoryError(directory: string, error: unknown): unknown {
  switch (sqliteCode(error)) {
    case sqlite.full:
      return diskFull(directory);
    case sqlite.readOnly:
    case sqlite.cannotOpen:
    case sqlite.ioError:
      return unwritable(directory, error);
    case sqlite.corrupt:
      return new DirectoryError('file-torn', `the data in ${directory} is damaged: restore a backup`);
    case sqlite.notADatabase:
      return new DirectoryError(
        'file-foreign',
        `${join(directory, dataFileName)} is no database file: choose another data directory than ${directory}`,
      );
    default:
      return error;
  }
}

export function isDiskFull(error: unknown): boolean {
  return sqliteCode(error) === sqlite.full;
}

export function isDamaged(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === sqlite.corrupt || code === sqlite.notADatabase;
}

/** The system refused to read or write, for another reason than a full disk: a quota, a device that fails. */
export function isUnreachable(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === sqlite.ioError || code === sqlite.readOnly || code === sqlite.cannotOpen;
}

export function isConstraint(error: unknown): boolean {
  return sqliteCode(error) === 19;
}

function systemReason(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error);
}
