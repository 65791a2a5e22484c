import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type S3StandIn, s3Account, startS3StandIn } from '../../testing/s3.ts';
import { createFileStore, FileMissing, type FilePlace, newFileKey } from './index.ts';

let directory: string;
let s3: S3StandIn;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linli-files-'));
  s3 = await startS3StandIn(join(directory, 's3'));
});
afterAll(async () => {
  await s3.stop();
  await rm(directory, { recursive: true, force: true });
});

const places: [string, () => FilePlace][] = [
  ['a directory', () => ({ directory: join(directory, 'files') })],
  ['a bucket', () => ({ s3: s3.settings })],
];

/** More than two of the parts in which a bucket takes a file. */
const large = randomBytes(11 * 1024 * 1024 + 7);
const inChunks = (content: Buffer, chunk = 64 * 1024) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < content.length; at += chunk) yield content.subarray(at, at + chunk);
    })(),
  );

/** Whatever lies there, unfinished or not. */
async function filesIn(place: FilePlace): Promise<string[]> {
  const where = 's3' in place ? join(directory, 's3') : place.directory;
  const entries = await readdir(where, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe.each(places)('%s', (_name, placeOf) => {
  const open = () => createFileStore(placeOf());

  test('can be used', async () => {
    await expect(open().check()).resolves.toBeUndefined();
    expect(await filesIn(placeOf())).toEqual([]);
  });

  test.each([
    ['small', Buffer.from('法治邻里')],
    ['empty', Buffer.alloc(0)],
    ['large', large],
  ])('gives a %s file back as it was, with its size and hash', async (_size, content) => {
    const store = open();
    const key = newFileKey();
    const stored = await store.put(key, inChunks(content));
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(stored).toEqual({ size: content.length, sha256 });
    expect((await buffer(await store.get(key))).equals(content)).toBe(true);
    await store.delete(key);
  });

  test('gives the part of a file that is asked for', async () => {
    const store = open();
    const key = newFileKey();
    await store.put(key, inChunks(large));
    const part = await buffer(await store.get(key, { first: 6_000_000, last: 6_000_099 }));
    expect(part.equals(large.subarray(6_000_000, 6_000_100))).toBe(true);
    await store.delete(key);
  });

  test('knows what it has, forgets what is deleted, and says what it lacks', async () => {
    const store = open();
    const key = newFileKey();
    expect(await store.exists(key)).toBe(false);
    await store.put(key, inChunks(Buffer.from('x')));
    expect(await store.exists(key)).toBe(true);
    await store.delete(key);
    await store.delete(key);
    expect(await store.exists(key)).toBe(false);
    await expect(store.get(key)).rejects.toThrow(FileMissing);
  });

  test('keeps nothing of a file whose content breaks off', async () => {
    const store = open();
    const key = newFileKey();
    const broken = Readable.from(
      (function* () {
        for (let at = 0; at < large.length; at += 65_536) yield large.subarray(at, at + 65_536);
        throw new Error('the line went dead');
      })(),
    );
    await expect(store.put(key, broken)).rejects.toThrow('the line went dead');
    expect(await store.exists(key)).toBe(false);
    expect(await filesIn(placeOf())).toEqual([]);
  });

  test('takes no key that is not its own', async () => {
    const store = open();
    for (const key of ['../secrets.json', 'a/b', '', 'X'.repeat(32)]) {
      await expect(async () => store.put(key, inChunks(Buffer.from('x')))).rejects.toThrow(/not a key/);
      await expect(async () => store.get(key)).rejects.toThrow(/not a key/);
    }
  });
});

test('files in a directory are for the owner’s eyes only', async () => {
  const root = join(directory, 'private');
  const store = createFileStore({ directory: root });
  const key = newFileKey();
  await store.put(key, inChunks(Buffer.from('x')));
  expect((await stat(root)).mode & 0o777).toBe(0o700);
  expect((await stat(join(root, key.slice(0, 2), key))).mode & 0o777).toBe(0o600);
});

test.each([
  ['a wrong secret', { secretAccessKey: 'guessed' }, 'SignatureDoesNotMatch'],
  ['an unknown key', { accessKeyId: 'nobody' }, 'InvalidAccessKeyId'],
  ['a bucket that is not there', { bucket: 'missing' }, 'NoSuchBucket'],
  ['nobody at the address', { endpoint: 'http://127.0.0.1:1' }, 'ECONNREFUSED'],
])('%s ends the start with one line, without the secret', async (_case, wrong, reason) => {
  const settings = { ...s3.settings, ...wrong };
  const refusal = createFileStore({ s3: settings }).check();
  await expect(refusal).rejects.toMatchObject({
    name: 'StartUpError',
    message: `FILES_S3_BUCKET: cannot write to ${settings.bucket} at ${settings.endpoint} (${reason})`,
  });
  await expect(refusal).rejects.not.toThrow(new RegExp(s3Account.secretAccessKey));
});

test('a directory that cannot be written to ends the start with one line', async () => {
  await expect(createFileStore({ directory: '/proc/files' }).check()).rejects.toMatchObject({
    name: 'StartUpError',
    message: expect.stringMatching(/^DATA_DIR: cannot write to \/proc\/files \(\w+\)$/),
  });
});
