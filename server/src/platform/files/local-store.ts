import { createReadStream, type ReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { makeDataDirectory } from '../data-directory.ts';
import { StartUpError } from '../errors.ts';
import { checkFileKey, FileMissing, type FileStore, measured, newFileKey } from './store.ts';

/** For the owner's eyes only. */
const directoryMode = 0o700;
const fileMode = 0o600;

/**
 * Files in a directory, spread over 256 folders. A file is written beside them, brought to the disk, and then takes its
 * name in one step: under a name there is always the whole of it.
 */
export function createLocalStore(directory: string): FileStore {
  const incoming = join(directory, 'incoming');
  const folderOf = (key: string) => join(directory, checkFileKey(key).slice(0, 2));
  const pathOf = (key: string) => join(folderOf(key), key);

  return {
    place: directory,

    async put(key, content) {
      const target = pathOf(key);
      const unfinished = join(incoming, newFileKey());
      const { content: bytes, result } = measured(content);
      await mkdir(incoming, { recursive: true, mode: directoryMode });
      try {
        await writeToDisk(unfinished, bytes);
        await mkdir(folderOf(key), { recursive: true, mode: directoryMode });
        await rename(unfinished, target);
        await flushDirectory(folderOf(key));
      } catch (error) {
        content.destroy();
        await rm(unfinished, { force: true });
        throw error;
      }
      return result();
    },

    async get(key, range) {
      const stream = createReadStream(pathOf(key), range && { start: range.first, end: range.last });
      await opened(stream, key);
      return stream;
    },

    exists: (key) =>
      access(pathOf(key)).then(
        () => true,
        () => false,
      ),

    delete: (key) => rm(pathOf(key), { force: true }),

    async check() {
      const key = newFileKey();
      makeDataDirectory(directory);
      try {
        await this.put(key, Readable.from([key]));
        await this.delete(key);
      } catch (error) {
        throw new StartUpError(`DATA_DIR: cannot write to ${directory} (${codeOf(error)})`);
      }
    },
  };
}

async function writeToDisk(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'wx', fileMode);
  try {
    for await (const chunk of bytes) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name itself lies in the directory. */
async function flushDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function opened(stream: ReadStream, key: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve());
    stream.once('error', (error) => reject(codeOf(error) === 'ENOENT' ? new FileMissing(key) : error));
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
