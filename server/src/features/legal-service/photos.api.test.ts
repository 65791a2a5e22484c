import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoLegalService } from '../../demo/story.ts';
import { pdf, photoWithPlace, placeMarks, startTestServer, type TestServer } from '../../testing/index.ts';
import type { LegalServiceFile } from './index.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'linli-photos-'));
  await writeFile(join(folder, 'qin.jpg'), await photoWithPlace());
  await writeFile(join(folder, 'paper.jpg'), pdf);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const withPhoto = (photo?: string): LegalServiceFile => {
  const file = demoLegalService();
  const lawyers = file.lawyers.map((lawyer) =>
    lawyer.staff === 'lawyer' && photo !== undefined ? { ...lawyer, photo } : lawyer,
  );
  return { ...file, lawyers };
};
const qin = async () => {
  const { items } = (await server.call('listLawyers', { query: {} })).body;
  const found = items.find(({ name }) => name === '秦明理');
  if (!found) throw new Error('no such lawyer');
  return found;
};
const fetchPhoto = (id: string, v = 'x') =>
  server.call.raw('getLawyerPhoto', { params: { id }, query: { v } });
const kept = () => server.database.connection.collection('files').countDocuments();

test('a lawyer’s picture beside the file is drawn anew and shown to everyone, until the file names none', async () => {
  const { id, photo } = await qin();
  expect([photo, (await fetchPhoto(id)).status]).toEqual([null, 404]);
  await server.app.legalService.load(withPhoto('qin.jpg'), folder);
  const version = (await qin()).photo;
  expect(version).toMatch(/^[0-9a-f]{12}$/);
  const answer = await fetchPhoto(id, version ?? '');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(answer.headers.get('cache-control')).toContain('public');
  const bytes = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  for (const mark of placeMarks) expect(bytes).not.toContain(mark);

  await server.app.legalService.load(withPhoto('qin.jpg'), folder);
  expect([(await qin()).photo, await kept()], 'read again, it is there once').toEqual([version, 1]);
  await server.app.files.sweep();
  expect((await fetchPhoto(id)).status).toBe(200);

  await server.app.legalService.load(withPhoto(), folder);
  expect([(await qin()).photo, (await fetchPhoto(id)).status, await kept()]).toEqual([null, 404, 0]);
});

test('what is no picture is refused, and nothing of it stays', async () => {
  await expect(server.app.legalService.load(withPhoto('paper.jpg'), folder)).rejects.toMatchObject({
    code: 'image-kind-refused',
  });
  await expect(server.app.legalService.load(withPhoto('none.jpg'), folder)).rejects.toThrow();
  expect([(await qin()).photo, await kept()]).toEqual([null, 0]);
});

test('of nobody there is none', async () => {
  expect((await fetchPhoto('0'.repeat(24))).status).toBe(404);
  expect((await fetchPhoto('nobody')).status).toBe(400);
});
