import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../platform/clock.ts';
import { createTestClock, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let folder: string;
/** Monday 2026-11-23. */
const clock = createTestClock();
const samples = join(import.meta.dirname, 'samples');

beforeAll(async () => {
  server = await startTestServer({ clock });
  folder = await mkdtemp(join(tmpdir(), 'linli-laws-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  for (const file of await readdir(folder)) await rm(join(folder, file));
  await server.app.lawTexts.import(samples);
});

const write = (file: string, content: string) => writeFile(join(folder, file), content);
const load = () => server.app.lawTexts.import(folder);
const search = async (q: string, law?: string) =>
  (await server.call('searchLawArticles', { query: { q, ...(law !== undefined && { law }) } })).body;
const numbers = async (q: string) =>
  (await search(q)).items.map(({ law, number }) => `${law.name} ${number}`);
const articleAt = (name: string, number: string, version: string | null = null) =>
  server.app.lawTexts.articleId(name, version, number);
const read = async (name: string, number: string) =>
  (await server.call('getLawArticle', { params: { id: articleAt(name, number) ?? '' } })).body;

describe('anyone', () => {
  test('sees which laws are loaded, and since when each holds', async () => {
    const { items } = (await server.call('listLaws', {})).body;
    expect(items).toEqual([
      {
        name: '示例办法',
        title: '示例办法（2024年修订）',
        versions: [expect.objectContaining({ effectiveFrom: '2025-01-01', inForce: true, articleCount: 2 })],
      },
      {
        name: '示例条例',
        title: '中华人民共和国示例条例',
        versions: [expect.objectContaining({ effectiveFrom: '2024-05-01', inForce: true, articleCount: 7 })],
      },
    ]);
  });

  test('opens a table of contents, and from it the articles', async () => {
    const { items } = (await server.call('listLaws', {})).body;
    const id = items[1]?.versions[0]?.id ?? '';
    const { contents, first, promulgation } = (await server.call('getLaw', { params: { id } })).body;
    expect(promulgation).toHaveLength(1);
    expect(contents.map(({ kind, heading, first: { number } }) => [kind, heading, number])).toContainEqual([
      'section',
      '第二节 帮助',
      '4',
    ]);
    expect((await server.call('getLawArticle', { params: { id: first.id } })).body.number).toBe('1');
  });

  test('reads an article, where it stands, and goes to its neighbours', async () => {
    const article = await read('示例条例', '3-1');
    expect(article).toMatchObject({
      number: '3-1',
      law: { name: '示例条例', inForce: true },
      path: ['第一编 通则', '第二章 邻里', '第一节 安静'],
      paragraphs: ['敲打墙壁的，应当道歉，并赔偿隔壁一盆花。'],
      previous: { number: '3' },
      next: { number: '4' },
      current: null,
    });
    expect((await read('示例条例', '1')).previous).toBeNull();
    expect((await read('示例条例', '6')).next).toBeNull();
    const { body } = await server.call('getLawArticle', { params: { id: article.next?.id ?? '' } });
    expect(body.previous).toEqual({ id: article.id, number: '3-1' });
  });

  test('finds an article by its citation', async () => {
    for (const q of ['示例条例 3', '《示例条例》第三条', '中华人民共和国示例条例第3条'])
      expect(await numbers(q), q).toEqual(['示例条例 3']);
    expect(await numbers('示例条例3条之一')).toEqual(['示例条例 3-1']);
    expect(await search('示例条例')).toMatchObject({ laws: [{ name: '示例条例' }], items: [] });
    expect(await search('示例条例 99')).toMatchObject({ laws: [{ name: '示例条例' }], items: [] });
  });

  test('finds articles by their words, and by everyday words for them', async () => {
    expect((await numbers('敲打墙壁'))[0]).toBe('示例条例 3-1');
    expect(await numbers('楼道堆放')).toEqual(['示例条例 3']);
    expect(await numbers('老板不给工钱')).toEqual(['示例条例 5']);
    const [found] = (await search('堆放杂物')).items;
    expect(found?.excerpt.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['楼道堆放杂物']);
    expect(await numbers('火星')).toEqual([]);
  });

  test('is told in plain words what does not fit', async () => {
    expect((await server.call.refused('getLaw', { params: { id: 'x' } })).code).toBe('invalid-request');
    for (const id of ['getLaw', 'getLawArticle'] as const)
      expect((await server.call.refused(id, { params: { id: 'f'.repeat(24) } })).code).toBe('not-found');
    expect((await server.call.refused('searchLawArticles', { query: { q: ' ' } })).code).toBe(
      'invalid-request',
    );
    const unknown = { q: '示例', law: 'f'.repeat(24) };
    expect((await server.call.refused('searchLawArticles', { query: unknown })).code).toBe('not-found');
  });
});

describe('versions', () => {
  const version = (effective: string, text: string, more = '') =>
    `---\neffective: ${effective}\n${more}---\n# 更替条例\n\n第一条 ${text}\n`;

  test('stand beside each other; the one in force is read and found', async () => {
    await write('a.md', version('2020-01-01', '旧的规定。'));
    await write('b.md', version('2026-11-25', '新的规定。'));
    await load();
    const old = await read('更替条例', '1');
    expect(old).toMatchObject({
      paragraphs: ['旧的规定。'],
      law: { effectiveFrom: '2020-01-01', inForce: true },
    });
    expect((await read('更替条例', '1')).current).toBeNull();
    clock.advance(2 * dayMs);
    try {
      expect((await read('更替条例', '1')).paragraphs).toEqual(['新的规定。']);
      const { body } = await server.call('getLawArticle', { params: { id: old.id } });
      expect(body).toMatchObject({
        law: { inForce: false },
        current: { effectiveFrom: '2026-11-25', inForce: true },
      });
      expect((await search('规定')).items.map(({ law }) => law.effectiveFrom)).toEqual(['2026-11-25']);
      expect((await search('规定', old.law.id)).items.map(({ law }) => law.effectiveFrom)).toEqual([
        '2020-01-01',
      ]);
    } finally {
      clock.advance(-2 * dayMs);
    }
  });

  test('are opened as they are cited', async () => {
    expect(articleAt('更替条例', '1', '2020-01-01')).not.toBe(articleAt('更替条例', '1', '2026-11-25'));
    expect(articleAt('《中华人民共和国示例条例》', '3-1', '2024-05-01')).toBe(articleAt('示例条例', '3-1'));
    for (const [name, number, day] of [
      ['示例条例', '99', null],
      ['没有的条例', '1', null],
      ['示例条例', '1', '1999-01-01'],
    ] as const)
      expect(articleAt(name, number, day)).toBeNull();
  });

  test('that were repealed hold no longer', async () => {
    await write('c.md', version('2021-01-01', '废止的规定。', 'repealed: true\n').replace('更替', '废止'));
    await load();
    expect(articleAt('废止条例', '1')).toBeNull();
    expect(articleAt('废止条例', '1', '2021-01-01')).not.toBeNull();
    expect(await numbers('废止的规定')).not.toContain('废止条例 1');
  });
});

describe('the import', () => {
  test('says of each file what it changed, and a second time changes nothing', async () => {
    await write('a.md', '# 导入条例\n\n自2024年5月1日起施行\n\n第一条 一。\n第二条 二。');
    const [added] = await load();
    expect(added).toEqual({
      file: 'a.md',
      law: '导入条例',
      effectiveFrom: '2024-05-01',
      articles: 2,
      outcome: 'added',
    });
    expect((await load()).map(({ outcome }) => outcome)).toEqual(['unchanged']);
    const entries = server.database.connection.collection('auditEntries');
    expect(await entries.countDocuments({ action: 'law-import', 'subject.id': '导入条例 2024-05-01' })).toBe(
      1,
    );
  });

  test('takes over what was corrected; links to articles stay good, and what is gone cannot be read', async () => {
    await write('a.md', '# 更正条例\n\n自2024年5月1日起施行\n\n第一条 错字。\n第二条 二。');
    await load();
    const [first, second] = [articleAt('更正条例', '1'), articleAt('更正条例', '2')];
    await write('a.md', '# 更正条例\n\n自2024年5月1日起施行\n\n第一条 正字。');
    expect((await load()).map(({ outcome }) => outcome)).toEqual(['changed']);
    expect(articleAt('更正条例', '1')).toBe(first);
    expect((await read('更正条例', '1')).paragraphs).toEqual(['正字。']);
    expect((await server.call.refused('getLawArticle', { params: { id: second ?? '' } })).code).toBe(
      'not-found',
    );
  });

  test('refuses the whole folder with file and line, and stores nothing of it', async () => {
    await write('a.md', '# 好的条例\n\n自2024年5月1日起施行\n\n第一条 一。');
    await write('b.md', '# 坏的条例\n\n自2024年5月1日起施行\n\n第一条 一。\n第三条 三。');
    await write('c.md', '# 好的条例\n\n自2024年5月1日起施行\n\n第一条 又一。');
    await expect(load()).rejects.toThrow(
      /b\.md:6: 第三条跟在第一条后面[\s\S]*c\.md:1: 与 a\.md 是同一部法律/,
    );
    expect(articleAt('好的条例', '1')).toBeNull();
  });

  test('refuses a folder that is not there, or has no law', async () => {
    await expect(load()).rejects.toThrow('.md');
    await expect(server.app.lawTexts.import(join(folder, 'nothing'))).rejects.toThrow('cannot be read');
  });

  test('leaves out what is no law text', async () => {
    await write('notes.txt', '不是法律');
    await write('a.md', await readFile(join(samples, '示例条例.md'), 'utf8'));
    expect((await load()).map(({ file, outcome }) => [file, outcome])).toEqual([['a.md', 'unchanged']]);
  });
});
