import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { startEmbeddedMongo } from '@linli/embedded-mongo';
import mongoose from 'mongoose';
import { expect, onTestFinished, test } from 'vitest';
import { createFileStore, newFileKey } from '../platform/files/index.ts';
import { runTool } from '../testing/index.ts';

const run = (dataDirectory: string, ...args: string[]) =>
  runTool('database.ts', { DATA_DIR: dataDirectory }, ...args);

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'linli-tools-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Each step is a process of its own. */
const patience = { timeout: 120_000 };

test(
  'what one built-in database holds goes to another by export and import, and back by backup and restore',
  patience,
  async () => {
    const directory = await temporaryDirectory();
    const here = path.join(directory, 'here');
    const there = path.join(directory, 'there');
    const folder = path.join(directory, 'export');
    const file = path.join(directory, 'backup');
    const database = await startEmbeddedMongo({ directory: path.join(here, 'database') });
    const store = createFileStore({ directory: path.join(here, 'files') });
    const key = newFileKey();
    await store.put(key, Readable.from([Buffer.from('证据')]));
    const connection = await mongoose.createConnection(database.uri).asPromise();
    await connection.collection('notes').insertMany([{ text: '法治' }, { text: '邻里' }]);

    // All of it while the database runs.
    expect(await run(here, 'export', folder)).toEqual({
      said: 'test.notes: 2 documents, 1 indexes\n',
      code: 0,
    });
    expect(await run(here, 'backup', file)).toEqual({
      said: `checked: 2 documents in ${file}\ncopied: 1 files into ${file}.files\n`,
      code: 0,
    });
    expect(await run(here, 'restore', file)).toMatchObject({
      said: expect.stringContaining('in use'),
      code: 1,
    });
    expect(await run(here, 'import', folder)).toMatchObject({
      said: expect.stringContaining('already holds documents'),
      code: 1,
    });
    const imported = { said: 'test.notes: 2 documents, the same byte for byte\n', code: 0 };
    expect(await run(there, 'import', folder)).toEqual(imported);

    await store.delete(key);
    await connection.collection('notes').deleteMany({});
    await connection.close();
    await database.stop();
    expect(await run(here, 'restore', file)).toMatchObject({
      said: expect.stringMatching(/^restored 2 documents into .*\nrestored 1 files into /),
      code: 0,
    });
    expect(await text(await store.get(key))).toBe('证据');
    expect(await run(here, 'export', path.join(directory, 'again'))).toMatchObject({ code: 0 });
  },
);

test('the tool says how it is used, and each failure in one line', patience, async () => {
  const directory = await temporaryDirectory();
  expect(await run(directory)).toMatchObject({ said: expect.stringMatching(/^linli: Usage:/), code: 1 });
  for (const args of [
    ['backup', path.join(directory, 'file')],
    ['restore', path.join(directory, 'missing')],
    ['import', path.join(directory, 'missing')],
    ['export', path.join(directory, 'folder'), 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300'],
  ]) {
    const { said, code } = await run(directory, ...args);
    expect(said).toMatch(/^linli: [^\n]+\n$/);
    expect(code).toBe(1);
  }
});
