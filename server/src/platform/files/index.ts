import { createLocalStore } from './local-store.ts';
import { createS3Store, type S3Settings } from './s3-store.ts';
import type { FileStore } from './store.ts';

export { createFiles, type Files } from './files.ts';
export type { TakenFile } from './intake.ts';
export type { S3Settings } from './s3-store.ts';
export { type ByteRange, FileMissing, type FileStore, newFileKey, type StoredFile } from './store.ts';

/** Where files are kept: a directory of this machine, or a bucket that all processes share. */
export type FilePlace = { directory: string } | { s3: S3Settings };

export interface FileSettings {
  place: FilePlace;
  /** Of this machine: where photos wait to be drawn anew. */
  workDirectory: string;
}

/** The one place where the kind of store is chosen. */
export function createFileStore(place: FilePlace): FileStore {
  return 's3' in place ? createS3Store(place.s3) : createLocalStore(place.directory);
}
