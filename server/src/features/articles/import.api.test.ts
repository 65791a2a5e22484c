import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  articleFile,
  photoWithPlace,
  startTestServer,
  type TestFolder,
  type TestServer,
  testFolder,
} from '../../testing/index.ts';

let server: TestServer;
let folder: TestFolder;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await folder?.remove();
  folder = await testFolder();
  const { connection } = server.database;
  for (const name of ['articles', 'articleTexts']) await connection.collection(name).deleteMany({});
  await connection
    .collection<{ _id: string }>('revisions')
    .updateOne({ _id: 'articles' }, { $inc: { revision: 1 } });
  await server.app.articles.refresh();
});
afterAll(() => folder?.remove());

const reviewedBy = 'supervisor';
const importAll = () => server.app.articles.import(folder.path, { reviewedBy });
const listed = async () => (await server.call('listArticles', { query: {} })).body.items;

test('a folder of articles is published in the name of who has reviewed it', async () => {
  await folder.write({ 'noise.md': articleFile(), 'leak.md': articleFile({ title: '邻居漏水' }) });
  expect(await importAll()).toEqual([
    { file: 'leak.md', outcome: 'new' },
    { file: 'noise.md', outcome: 'new' },
  ]);
  const items = await listed();
  expect(items.map(({ title }) => title).sort()).toEqual(['楼上装修太吵，可以怎么办', '邻居漏水']);
  const { body } = await server.call('getArticle', { params: { id: items[0]?.id ?? '' } });
  expect(body).toMatchObject({
    category: 'how-to',
    department: '司法所',
    legalBasis: [
      {
        law: '中华人民共和国民法典',
        version: '2021-01-01',
        inForce: true,
        articles: [{ number: '288', label: '第二百八十八条' }, { number: '294' }],
      },
    ],
  });
});

test('without a reviewer the articles wait for a review, and nobody reads them', async () => {
  await folder.write({ 'noise.md': articleFile() });
  await server.app.articles.import(folder.path);
  expect(await listed()).toEqual([]);
});

test('imported again, nothing has changed', async () => {
  await folder.write({ 'noise.md': articleFile() });
  await importAll();
  const before = await server.database.connection.collection('articles').find().toArray();
  expect(await importAll()).toEqual([{ file: 'noise.md', outcome: 'unchanged' }]);
  expect(await server.database.connection.collection('articles').find().toArray()).toEqual(before);
});

test('what waits for its review is published when its folder is imported again as reviewed', async () => {
  await folder.write({ 'noise.md': articleFile() });
  await server.app.articles.import(folder.path);
  expect(await importAll()).toEqual([{ file: 'noise.md', outcome: 'published' }]);
  expect(await listed()).toHaveLength(1);
});

test('what an editor has archived in the app stays so, whatever the file says', async () => {
  await folder.write({ 'noise.md': articleFile() });
  await importAll();
  const token = await server.staffToken('supervisor');
  const [row] = (await server.call('listEditorialArticles', { token, query: {} })).body.items;
  const params = { id: row?.id ?? '' };
  const { version } = (await server.call('getEditorialArticle', { token, params })).body;
  await server.call('actOnArticle', { token, params, body: { version, action: 'archive', note: '重复了' } });
  await folder.write({ 'noise.md': articleFile({}, '新的正文') });
  expect(await importAll()).toEqual([{ file: 'noise.md', outcome: 'edited-here' }]);
  expect(await listed()).toEqual([]);
});

test('a changed file becomes a new version, and what it corrects is shown', async () => {
  await folder.write({ 'noise.md': articleFile() });
  await importAll();
  await folder.write({ 'noise.md': articleFile({ correction: '时间写错了，已改正。' }, '新的正文') });
  expect(await importAll()).toEqual([{ file: 'noise.md', outcome: 'changed' }]);
  const [article] = await listed();
  const { body } = await server.call('getArticle', { params: { id: article?.id ?? '' } });
  expect(JSON.stringify(body.nodes)).toContain('新的正文');
  expect(body.corrections.map(({ note }) => note)).toEqual(['时间写错了，已改正。']);
});

test('pictures go through the file store, drawn anew, and everyone may keep them', async () => {
  await folder.write({
    'noise.md': articleFile({ cover: 'pictures/a.jpg' }, '![楼道](pictures/a.jpg)'),
    'pictures/a.jpg': await photoWithPlace(),
  });
  await importAll();
  const [article] = await listed();
  const { body } = await server.call('getArticle', { params: { id: article?.id ?? '' } });
  expect(JSON.stringify(body.nodes)).toContain(`"src":"${article?.cover}"`);
  const response = await fetch(`${server.url}${article?.cover}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect(Buffer.from(await response.arrayBuffer()).includes('GPSLatitude')).toBe(false);
  await folder.write({ 'copy.md': articleFile({ cover: 'pictures/a.jpg' }) });
  await importAll();
  expect(await server.database.connection.collection('articleImages').countDocuments()).toBe(1);
});

test.each([
  ['a missing title', articleFile({ title: undefined }), 'bad.md:2: title'],
  ['an unknown category', articleFile({ category: 'gossip' }), 'bad.md:4: category'],
  ['an unknown key', articleFile({ colour: 'red' }), 'bad.md:9: colour'],
  ['a department that is not there', articleFile({ department: 'nowhere' }), 'bad.md:7: department'],
  [
    'a broken number of a law',
    articleFile({ legalBasis: '[{ law: 民法典, articles: [abc] }]' }),
    'bad.md:8:',
  ],
  ['broken YAML', articleFile({ title: '"open' }), 'bad.md:'],
  ['a picture that is not there', articleFile({}, '一\n\n![图](no.png)'), 'bad.md:13: 图片 no.png'],
  ['a picture outside of the folder', articleFile({ cover: '../../etc/passwd' }), 'bad.md:9: 图片'],
  ['no front matter', '只有正文', 'bad.md:1:'],
  ['no body', articleFile({}, ''), 'bad.md:'],
])('%s is refused with file and line, and nothing is taken over', async (_what, content, place) => {
  await folder.write({ 'bad.md': content, 'good.md': articleFile() });
  await expect(importAll()).rejects.toThrow(place);
  expect(await server.database.connection.collection('articles').countDocuments()).toBe(0);
});

test('only who may review can be named as the reviewer', async () => {
  await folder.write({ 'noise.md': articleFile() });
  await expect(server.app.articles.import(folder.path, { reviewedBy: 'clerk' })).rejects.toThrow('clerk');
  await expect(server.app.articles.import(folder.path, { reviewedBy: 'nobody' })).rejects.toThrow('nobody');
});
