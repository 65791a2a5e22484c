import type { RichNode } from '@linli/shared/rich-text.ts';
import { richNodesMaxBytes, textOf } from '@linli/shared/rich-text.ts';
import { describe, expect, it } from 'vitest';
import { limits } from './harness/limits.ts';
import type { MiniProgram } from './harness/mini-program.ts';
import { launch } from './launch.ts';
import { sampleAnswers } from './sample-answers.ts';
import { type Instead, sampleBackend } from './sample-backend.ts';

/** Residents who look for what the law says, in the weapp build. */

const list = 'law/articles/index';
const page = 'law/article/index';
const sample = sampleAnswers.getArticle;
const button = (text: string | RegExp) => ({ role: 'button', text });

async function open(url: string, instead: Instead = {}, scene = 1001): Promise<MiniProgram> {
  const program = launch({ url, scene, backend: sampleBackend(instead) });
  await program.idle();
  return program;
}

const sent = (program: MiniProgram, method: string) =>
  program.requests.filter((request) => request.method === method).map(({ path }) => path);

/** An article with a body of so many characters, in paragraphs of 200. */
function long(characters: number): Instead {
  const paragraph = (index: number): RichNode => ({
    name: 'p',
    attrs: { class: 'rt-p' },
    children: [
      { type: 'text', text: `第${index}段` },
      { name: 'strong', attrs: { class: 'rt-strong' }, children: [{ type: 'text', text: '法'.repeat(200) }] },
    ],
  });
  const nodes = Array.from({ length: Math.ceil(characters / 200) }, (_, index) => paragraph(index));
  return { getArticle: () => ({ status: 200, body: { ...sample, nodes } }) };
}

describe('a resident', () => {
  it('searches, reads and goes to a lawyer, and exactly the right requests leave', async () => {
    const program = await open('pages/home/index');
    program.page.tap({ role: 'button', label: /^学法用法/ });
    await program.until(() => program.page.route === list, 'the articles');
    await program.idle();
    program.page.type({ label: '搜一搜' }, '装修太吵');
    await program.idle();
    program.page.tap(button('搜索'));
    await program.until(() => program.page.has({ className: 'excerpt-hit', text: '装修' }), 'what was found');
    program.page.tap({ role: 'button', label: /^楼上装修太吵/ });
    await program.until(() => program.page.route === page, 'the article');
    await program.idle();
    const text = program.page.text();
    expect(text).toContain('装修有时间限制，先把事情记下来。');
    expect(text).toContain('先记下时间，拍一段视频。');
    expect(text).toContain('《中华人民共和国民法典》');
    program.page.tap(button('约律师谈这件事'));
    await program.until(() => program.page.route === 'appointments/slots/index', 'the times');
    expect(program.page.query.matter).toBe('neighbours');

    const articles = program.requests.filter(({ path }) => path.startsWith('/api/v1/articles'));
    expect(articles.map(({ method, path, query, body }) => ({ method, path, query, body }))).toEqual([
      { method: 'GET', path: '/api/v1/articles', query: {}, body: undefined },
      { method: 'GET', path: '/api/v1/articles', query: { q: '装修太吵' }, body: undefined },
      { method: 'GET', path: `/api/v1/articles/${sample.id}`, query: {}, body: undefined },
      {
        method: 'POST',
        path: `/api/v1/articles/${sample.id}/views`,
        query: {},
        body: { visitor: expect.stringMatching(/^[0-9a-z]{24}$/) },
      },
    ]);
    expect(sent(program, 'POST')).not.toContain('/api/v1/auth/wechat');
  });

  it('opens an article by the printed code that WeChat has scanned', async () => {
    const program = await open(`${page}?scene=${encodeURIComponent(`a.${sample.id}`)}`, {}, 1047);
    expect(program.page.text()).toContain(sample.title);
  });

  it('scans the code of an article within the app', async () => {
    const program = launch({ backend: sampleBackend(), person: { scan: `a.${sample.id}` } });
    await program.idle();
    program.page.tap({ role: 'button', label: /^扫码评价/ });
    await program.until(() => program.page.route === page, 'the article');
    await program.idle();
    expect(program.page.text()).toContain(sample.title);
  });

  it('passes an article on as a card with its title that opens it', async () => {
    const program = await open(`${page}?id=${sample.id}`);
    expect(program.page.find({ className: 'share-button' }).attributes['open-type']).toBe('share');
    expect(program.page.call('onShareAppMessage', { from: 'button', target: { id: '' } })).toEqual({
      title: sample.title,
      path: `/law/article/index?id=${sample.id}`,
    });
  });

  it('keeps an article', async () => {
    const program = await open(`${page}?id=${sample.id}`);
    program.page.tap(button('收藏'));
    await program.until(() => program.page.has(button(/^已收藏/)), 'that it is kept');
    expect(sent(program, 'POST')).toContain(`/api/v1/articles/${sample.id}/favourite`);
  });
});

describe('a long article', () => {
  it('of 10,000 characters stays under 256 KB of setData, all of it there', async () => {
    const program = await open(`${page}?id=${sample.id}`, long(10_000));
    await program.until(() => program.page.text().includes('第49段'), 'its last paragraph');
    await program.idle();
    expect(program.setData.bytes).toBeLessThan(256 * 1024);
    expect(program.setData.largest).toBeLessThanOrEqual(limits.setDataBytes);
    const drawn = program.page.findAll({ tag: 'rich-text' }).map((node) => node.text);
    expect(drawn.join('').match(/法{200}/g)).toHaveLength(50);
  });

  it('of the largest body goes to the view layer in pieces that an old phone bears', async () => {
    const characters = Math.floor(richNodesMaxBytes / 4);
    const program = await open(`${page}?id=${sample.id}`, long(characters));
    const last = `第${Math.ceil(characters / 200) - 1}段`;
    await program.until(() => program.page.text().includes(last), 'its last paragraph');
    expect(program.setData.largest).toBeLessThanOrEqual(limits.setDataBytes);
    expect(program.page.findAll({ tag: 'rich-text' }).length).toBeGreaterThan(4);
  });
});

it('what the harness reads of rich text is what stands in its nodes', async () => {
  const program = await open(`${page}?id=${sample.id}`);
  expect(program.page.find({ tag: 'rich-text' }).text).toBe(textOf(sample.nodes));
});
