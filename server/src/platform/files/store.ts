import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';

/** What the store knows of a file it has taken. */
export interface StoredFile {
  /** In bytes. */
  size: number;
  /** Of the content, in hexadecimal. */
  sha256: string;
}

/** First and last byte, both included, as in an HTTP Range. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Where files lie: `local-store.ts` keeps them in a directory, `s3-store.ts` in a bucket. A key is ours alone
 * (`newFileKey`); nothing a person has typed becomes part of it.
 */
export interface FileStore {
  /** Where it keeps them, for a person to read; without secrets. */
  place: string;
  /** Takes all of the content or nothing: when the content breaks off, or storing fails, no file is left. */
  put(key: string, content: Readable): Promise<StoredFile>;
  /** The content, or a part that lies within it. @throws FileMissing */
  get(key: string, range?: ByteRange): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  /** Done again, or for a key that nobody has, it changes nothing. */
  delete(key: string): Promise<void>;
  /** Writes something and removes it. @throws StartUpError in one line when the store cannot be used */
  check(): Promise<void>;
}

/** The store does not have the file, although somebody has its key. */
export class FileMissing extends Error {
  constructor(key: string) {
    super(`file ${key} is not in the store`);
    this.name = 'FileMissing';
  }
}

const keyForm = /^[0-9a-f]{32}$/;

export function newFileKey(): string {
  return randomUUID().replaceAll('-', '');
}

/** @throws Error for anything that `newFileKey` did not make, so that no path can be smuggled in */
export function checkFileKey(key: string): string {
  if (!keyForm.test(key)) throw new Error('not a key of the file store');
  return key;
}

/** Hands the content on as it comes; what has gone through is counted and hashed. */
export function measured(content: Readable): { content: AsyncIterable<Buffer>; result(): StoredFile } {
  const hash = createHash('sha256');
  let size = 0;
  async function* through() {
    for await (const chunk of content) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      hash.update(bytes);
      yield bytes;
    }
  }
  return { content: through(), result: () => ({ size, sha256: hash.digest('hex') }) };
}
