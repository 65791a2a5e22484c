import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { limits } from './harness/limits.ts';
import { type LaunchOptions, MiniProgram } from './harness/mini-program.ts';

/** The harness is only worth something if it fails when a mini-program does wrong. */

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const viewTemplate = '<template name="tmpl_0_1"><view class="{{i.cl}}" bindtap="eh"></view></template>';
const buttonTemplate =
  '<template name="tmpl_0_2"><button disabled="{{i.p0}}" aria-label="{{i.p1}}" bindtap="eh"></button></template>';
const textTemplate = '<template name="tmpl_0_8"><block>{{i.v}}</block></template>';

/** Starts a mini-program without Taro whose only page is made of `options`, and with `app` as its app.js. */
function start(
  options: string,
  { app = 'App({})', ...launch }: { app?: string } & Partial<LaunchOptions> = {},
) {
  const dist = mkdtempSync(path.join(tmpdir(), 'linli-harness-'));
  folders.push(dist);
  mkdirSync(path.join(dist, 'pages'));
  writeFileSync(path.join(dist, 'app.json'), '{ "pages": ["pages/only"] }');
  writeFileSync(path.join(dist, 'app.js'), app);
  writeFileSync(path.join(dist, 'pages/only.js'), `Page({ ${options} })`);
  writeFileSync(path.join(dist, 'base.wxml'), viewTemplate + buttonTemplate + textTemplate);
  return new MiniProgram({ dist, ...launch });
}

/** Puts nodes on the page, made with two helpers. */
function draw(nodes: string): string {
  return `
    function repeat(count, node) { return Array.from({ length: count }, function () { return node }) }
    function nest(depth) { return [depth > 1 ? { cn: nest(depth - 1) } : {}] }
    this.setData({ 'root.cn': ${nodes} });`;
}

describe('a mini-program fails the test', () => {
  it.each([
    ['throws while it starts', '', 'throw new Error("no start")', /does not start.*no start/s],
    ['throws in a page life cycle', 'onLoad() { throw new Error("no load") }', undefined, /onLoad.*no load/s],
    [
      'throws in a timer',
      'onLoad() { setTimeout(() => { throw new Error("late") }) }',
      undefined,
      /timer.*late/s,
    ],
    [
      'logs an error',
      'onShow() { console.error("bad", { a: 1 }) }',
      undefined,
      /console\.error: bad \{ a: 1 \}/,
    ],
    ['warns of an error', 'onShow() { console.warn(new Error("hm")) }', undefined, /console\.warn.*hm/s],
    [
      'leaves a rejection unhandled',
      'onShow() { Promise.reject(new Error("lost")) }',
      undefined,
      /unhandled.*lost/s,
    ],
    [
      'calls what the stand-in does not know',
      'onShow() { wx.flyToTheMoon() }',
      undefined,
      /wx\.flyToTheMoon/,
    ],
    ['looks for a browser', 'onShow() { window.scrollTo(0, 0) }', undefined, /window is not defined/],
    [
      'makes code out of text',
      'onShow() { new Function("return 1")() }',
      undefined,
      /Code generation from strings/,
    ],
    [
      'uses Proxy, which old phones lack',
      'onShow() { new Proxy({}, {}) }',
      undefined,
      /Proxy is not defined/,
    ],
    ['calls what came after 2015', 'onShow() { [[1]].flat() }', undefined, /flat is not a function/],
    [
      'opens a page that is not there',
      'onShow() { wx.navigateTo({ url: "/pages/none" }) }',
      undefined,
      /no page pages\/none/,
    ],
    [
      'sends too much in one setData',
      `onShow() { this.setData({ t: "x".repeat(${limits.setDataBytes}) }) }`,
      undefined,
      /bytes in one setData/,
    ],
    [
      'calls setData too often',
      `onShow() { for (var i = 0; i <= ${limits.setDataPerSecond}; i++) this.setData({ i: i }) }`,
      undefined,
      /21 times within a second/,
    ],
    [
      'draws too many rows',
      `onShow() { ${draw(`repeat(${limits.rows + 1}, { cl: "row pressed" })`)} }`,
      undefined,
      /21 rows/,
    ],
    [
      'draws too many nodes',
      `onShow() { ${draw('repeat(40, { cn: repeat(25, {}) })')} }`,
      undefined,
      /1040 nodes/,
    ],
    ['nests too deep', `onShow() { ${draw(`nest(${limits.depth})`)} }`, undefined, /30 deep/],
    [
      'puts too many children into one node',
      `onShow() { ${draw(`[{ cn: repeat(${limits.childrenPerNode}, {}) }]`)} }`,
      undefined,
      /60 children of one node/,
    ],
  ])('when it %s', async (_what, options, app, message) => {
    const program = start(options, app === undefined ? {} : { app });
    await expect(program.idle().then(() => program.close())).rejects.toThrow(message);
    program.problems.take();
    await program.close();
  });
});

describe('a page', () => {
  const node = (sid: string, cl: string, cn: unknown[]) => ({ sid, nn: '1', cl, cn });
  const text = (v: string) => ({ sid: `t-${v}`, nn: '8', v });

  it('is what setData has put at its paths', async () => {
    const program = start(`
      data: { root: { cn: [] } },
      onLoad() {
        this.setData({ 'root.cn.[0]': ${JSON.stringify(node('a', 'outer', [text('one'), text('two')]))} });
        this.setData({ 'root.cn.[0].cn.[1].v': 'three' });
      }`);
    await program.idle();
    expect(program.page.find({ className: 'outer' }).text).toBe('onethree');
    expect(program.setData.calls).toBe(2);
    await program.close();
  });

  it('hears a tap at every listening node around it, the innermost first', async () => {
    const program = start(`
      data: { root: { cn: [${JSON.stringify(node('outer', '', [node('inner', '', [text('press')])]))}] } },
      eh(event) { wx.setStorageSync('heard', wx.getStorageSync('heard') + event.currentTarget.dataset.sid + ' ') }`);
    program.page.tap({ text: 'press' });
    expect(program.storage.get('heard')).toBe('"inner outer "');
    await program.close();
  });

  it('does not hear a tap on a disabled button', async () => {
    const button = { sid: 'b', nn: '2', p0: true, p1: 'Send', cn: [text('go')] };
    const program = start(`data: { root: { cn: [${JSON.stringify(button)}] } }, eh() {}`);
    expect(() => program.page.tap({ label: 'Send' })).toThrow(/disabled/);
    await program.close();
  });
});

describe('a request', () => {
  it('leaves as WeChat sends it, and its answer comes back as data of the program', async () => {
    const program = start(
      `onLoad() {
        wx.request({
          url: 'https://linli.test/api/things?a=1', method: 'POST', data: { b: 2 }, header: { Authorization: 'Bearer x' },
          success: ({ statusCode, data }) => this.setData({ got: statusCode + String(data instanceof Object) + data.c }),
        })
      }, data: { got: '' }`,
      { backend: () => ({ status: 201, body: { c: 3 } }) },
    );
    await program.until(() => program.setData.calls === 1, 'the answer');
    expect(program.page.instance.data).toEqual({ got: '201true3' });
    expect(program.requests).toEqual([
      {
        method: 'POST',
        url: 'https://linli.test/api/things?a=1',
        path: '/api/things',
        query: { a: '1' },
        headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
        body: { b: 2 },
      },
    ]);
    await program.close();
  });

  it('fails as on a phone without a connection when there is no backend', async () => {
    const program = start(`
      data: { why: '' },
      onLoad() { wx.request({ url: 'https://linli.test/', fail: ({ errMsg }) => this.setData({ why: errMsg }) }) }`);
    await program.until(() => program.setData.calls === 1, 'the failure');
    expect(program.page.instance.data).toEqual({ why: expect.stringMatching(/^request:fail/) });
    await program.close();
  });
});

it('waiting in vain says what was waited for and what is there', async () => {
  const program = start(`data: { root: { cn: [{ sid: 'x', nn: '8', v: 'something else' }] } }`, {
    patienceMs: 50,
  });
  await expect(program.until(() => program.page.find({ text: 'thanks' }), 'the thanks')).rejects.toThrow(
    /in vain for: the thanks[\s\S]*something else/,
  );
  await program.close();
});
