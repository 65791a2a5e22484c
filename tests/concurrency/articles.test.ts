import {
  articleFile,
  createApiCall,
  createTestClock,
  startTestServer,
  type TestServer,
  testFolder,
} from '@linli/server/testing/index.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server.ts';

/** What the issue promises: right in every process within two seconds after a publish. */
const promisedMs = 2000;

let owner: TestServer;
let processes: ServerProcess[];

beforeAll(async () => {
  owner = await startTestServer({ clock: createTestClock(new Date()) });
  processes = await Promise.all([0, 1].map(() => startServerProcess(owner.database)));
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.stop()));
  await owner.stop();
});

const titlesAt = async ({ origin }: ServerProcess) =>
  (await createApiCall(origin)('listArticles', { query: {} })).body.items.map(({ title }) => title);

/** How long until both processes list exactly these, in milliseconds; asks again and again, but not for ever. */
async function untilBothList(titles: string[], since: number): Promise<number> {
  for (;;) {
    const lists = await Promise.all(processes.map(titlesAt));
    const took = Date.now() - since;
    if (lists.every((list) => JSON.stringify(list) === JSON.stringify(titles))) return took;
    if (took > 5 * promisedMs) throw new Error(`after ${took} ms they list ${JSON.stringify(lists)}`);
  }
}

test('what is published at one process is listed by every other within two seconds, and so is what is archived', async () => {
  const folder = await testFolder({ 'noise.md': articleFile({ title: '楼上太吵' }) });
  await owner.app.articles.import(folder.path);
  await folder.remove();
  const [first] = processes;
  if (!first) throw new Error('no process is running');
  const call = createApiCall(first.origin);
  const token = await owner.staffToken('editor');
  const [waiting] = (await call('listEditorialArticles', { token, query: {} })).body.items;
  const params = { id: waiting?.id ?? '' };
  expect(await Promise.all(processes.map(titlesAt))).toEqual([[], []]);
  const seen = (await call('getEditorialArticle', { token, params })).body;
  const { version } = (
    await call('actOnArticle', { token, params, body: { version: seen.version, action: 'approve' } })
  ).body;
  const published = Date.now();
  expect(await titlesAt(first)).toEqual(['楼上太吵']);
  expect(await untilBothList(['楼上太吵'], published)).toBeLessThan(promisedMs);
  await call('actOnArticle', { token, params, body: { version, action: 'archive', note: '重复了' } });
  const archived = Date.now();
  expect(await untilBothList([], archived)).toBeLessThan(promisedMs);
});
