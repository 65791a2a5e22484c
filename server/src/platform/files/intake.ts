import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileMaxBytes } from '@linli/shared/files.ts';
import { ApiError } from '../errors.ts';
import { headBytes, type MediaType, recognise } from './media-types.ts';
import { drawAnew } from './photo.ts';
import { newFileKey, type StoredFile } from './store.ts';

/** A file that was checked and stored. */
export interface TakenFile extends MediaType, StoredFile {
  key: string;
}

type StoreChecked = (content: Readable) => Promise<StoredFile & { key: string }>;

/** Checks a content as it comes and hands on what may be stored of it. */
type Intake = (content: Readable, store: StoreChecked) => Promise<TakenFile>;

const directoryMode = 0o700;
const fileMode = 0o600;

/**
 * Every content is held to the size and kinds that are taken, and goes on as it comes. A photo waits on the disk to be
 * drawn anew, one after the other, because decoding is what costs memory.
 */
export function createIntake(workDirectory: string): Intake {
  const oneAtATime = createQueue();

  async function storePhoto(content: AsyncIterable<Buffer>, store: StoreChecked) {
    const path = join(workDirectory, newFileKey());
    await mkdir(workDirectory, { recursive: true, mode: directoryMode });
    try {
      await pipeline(content, createWriteStream(path, { flags: 'wx', mode: fileMode }));
      return await oneAtATime(() => storeDrawn(path, store));
    } finally {
      await rm(path, { force: true });
    }
  }

  return async (content, store) => {
    const limited = limitedTo(fileMaxBytes, content);
    const head = await readHead(limited);
    if (head.length === 0) throw new ApiError('file-empty');
    const type = await recognise(head);
    if (type === null) throw new ApiError('file-kind-refused');
    const whole = withHead(head, limited);
    const stored =
      type.kind === 'photo'
        ? await storePhoto(whole, store)
        : await store(Readable.from(whole, { objectMode: false }));
    return { ...type, ...stored };
  };
}

/** Tells a photo that cannot be drawn from a store that cannot be written to. */
async function storeDrawn(path: string, store: StoreChecked) {
  const drawn = drawAnew(path);
  let unreadable = false;
  drawn.once('error', () => {
    unreadable = true;
  });
  try {
    return await store(drawn);
  } catch (error) {
    throw unreadable ? new ApiError('photo-unreadable') : error;
  }
}

/** @throws file-too-large in the moment the limit is passed */
async function* limitedTo(max: number, content: Readable): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of content) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > max) throw new ApiError('file-too-large');
    yield bytes;
  }
}

async function readHead(content: AsyncGenerator<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size < headBytes) {
    const { done, value } = await content.next();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  return Buffer.concat(chunks);
}

async function* withHead(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
