import { describe, expect, it } from 'vitest';
import type { MiniProgram } from './harness/mini-program.ts';
import { type Backend, NoConnection } from './harness/requests.ts';
import { launch } from './launch.ts';
import { sampleAnswers } from './sample-answers.ts';
import { errorAnswer, sampleBackend } from './sample-backend.ts';

/** The weapp build where the network comes and goes. */

const scene = 'r.0123456789abcdefghijkl';
const comment = '等了一个小时，材料又要重新填。';
const submit = { role: 'button', text: '提交评价' };
const grade = (label: string) => ({ role: 'radio', label });
const kept = { role: 'heading', text: '已保存' };
const myRatings = 'pages/my-ratings/index';

const noConnection: Backend = () => {
  throw new NoConnection();
};

/** The form, filled in up to the last press. */
async function filledIn(options: Parameters<typeof launch>[0] = {}): Promise<MiniProgram> {
  const program = launch({
    backend: sampleBackend(),
    url: `pages/rate/index?scene=${scene}`,
    scene: 1047,
    ...options,
  });
  await program.until(() => program.page.has(grade('不满意')), 'the five grades');
  program.page.tap(grade('不满意'));
  await program.until(() => program.page.has({ tag: 'textarea' }), 'the comment');
  program.page.type({ tag: 'textarea' }, comment);
  await program.idle();
  return program;
}

/** A rating that was sent off into a dead network and waits. */
async function waiting(): Promise<MiniProgram> {
  const program = await filledIn();
  program.backend = noConnection;
  program.page.tap(submit);
  await program.until(() => program.page.has(kept), 'the word that it is kept');
  return program;
}

const ratingsSent = (program: MiniProgram) =>
  program.requests.filter(({ path }) => path === '/api/v1/ratings').map(({ body }) => JSON.stringify(body));

describe('from a cold start by a scanned code', () => {
  it('one request leads to a form that can be used', async () => {
    const program = launch({
      backend: sampleBackend(),
      url: `pages/rate/index?scene=${scene}`,
      scene: 1047,
    });
    await program.until(() => program.page.has(grade('不满意')), 'the five grades');
    expect(program.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /api/v1/scan/${scene}`,
    ]);
    await program.idle();
    expect(program.requests).toHaveLength(1);
  });
});

describe('a rating that could not be sent', () => {
  it('is sent once, as it was, when the network is back', async () => {
    const program = await waiting();
    const connected = sampleBackend();
    program.backend = (request) => {
      // The server stores it, but its answer never arrives.
      void connected(request);
      return noConnection(request);
    };
    program.comeBack();
    await program.idle();

    program.backend = connected;
    program.setConnected(false);
    program.setConnected(true);
    await program.until(() => program.page.has({ role: 'heading', text: '已经发出' }), 'the news');
    program.page.tap({ role: 'button', text: '看接下来怎么办' });
    await program.until(() => program.page.route === 'pages/thanks/index', 'the thanks');
    await program.idle();
    const sent = ratingsSent(program).length;
    expect(new Set(ratingsSent(program)).size).toBe(1);
    program.comeBack();
    await program.idle();
    expect(ratingsSent(program)).toHaveLength(sent);
  });

  it('is sent when the app is opened anew, and what was written is gone from the phone', async () => {
    const first = await waiting();
    await first.close();
    expect([...first.storage.values()].join()).toContain(comment);
    const second = launch({ backend: sampleBackend(), storage: first.storage });
    await second.until(() => second.page.has({ text: '您保存的 1 条评价已经发出' }), 'the news');
    expect(ratingsSent(second)).toEqual([expect.stringContaining(comment)]);
    expect([...second.storage.values()].join()).not.toContain(comment);

    second.switchTab(`/${myRatings}`);
    await second.idle();
    const third = launch({ backend: sampleBackend(), storage: first.storage });
    await third.idle();
    expect(ratingsSent(third)).toEqual([]);
    expect(third.page.text()).not.toContain('已经发出');
  });

  it('is not even tried while the phone knows that it has no network', async () => {
    const program = await filledIn();
    program.setConnected(false);
    await program.until(() => program.page.has({ role: 'status', text: /现在没有网络/ }), 'the line');
    program.page.tap(submit);
    await program.until(() => program.page.has(kept), 'the word that it is kept');
    expect(ratingsSent(program)).toEqual([]);
  });

  it('waits when the server is away, too', async () => {
    const backend = sampleBackend({ submitRating: () => errorAnswer('unavailable') });
    const program = await filledIn({ backend });
    program.page.tap(submit);
    await program.until(() => program.page.has(kept), 'the word that it is kept');
  });

  it('says why when it is refused in the end, and stays until it is discarded', async () => {
    const first = await waiting();
    await first.close();
    const backend = sampleBackend({ submitRating: () => errorAnswer('scan-code-expired') });
    const program = launch({ backend, storage: first.storage });
    await program.until(() => program.page.has({ text: '有 1 条评价没有发成' }), 'the news');
    program.page.tap({ role: 'button', text: '看一看' });
    await program.until(() => program.page.has({ text: /^没有发成：.*评价期已过/ }), 'the reason');
    expect(program.page.text()).toContain(comment);
    program.page.tap({ role: 'button', text: '删除' });
    await program.until(() => program.page.has({ role: 'button', text: '删除这条评价' }), 'the question');
    program.page.tap({ role: 'button', text: '删除这条评价' });
    await program.until(() => !program.page.text().includes(comment), 'it to go');
    expect([...program.storage.values()].join()).not.toContain(comment);
  });
});

describe('a page opened before', () => {
  it('opens without a network with what it showed last, and renews itself when the network is back', async () => {
    const first = launch({ backend: sampleBackend(), url: myRatings });
    await first.until(() => first.page.has({ role: 'button', label: /居住证办理/ }), 'the list');
    await first.close();

    const second = launch({ storage: first.storage, url: myRatings, connected: false });
    await second.until(() => second.page.has({ role: 'status', text: /^更新于 .*网络不好/ }), 'its age');
    expect(second.page.has({ role: 'button', label: /居住证办理/ })).toBe(true);
    second.backend = sampleBackend();
    second.setConnected(true);
    await second.until(() => !second.page.text().includes('更新于'), 'the newer list');
  });

  it('shows a form for a code scanned before, and keeps what is sent from it', async () => {
    const { counter, department } = sampleAnswers.scan;
    const printed = { kind: 'counter', scene: 'c.A01', counter, department, tagEdition: 1 };
    const backend = sampleBackend({ scan: () => ({ status: 200, body: printed }) });
    const first = launch({ backend, url: 'pages/rate/index?scene=c.A01' });
    await first.until(() => first.page.has(grade('满意')), 'the form');
    await first.close();
    const second = launch({
      storage: first.storage,
      url: 'pages/rate/index?scene=c.A01',
      connected: false,
    });
    await second.until(() => second.page.has(grade('满意')), 'the form');
    second.page.tap(grade('满意'));
    await second.idle();
    second.page.tap(submit);
    await second.until(() => second.page.has(kept), 'the word that it is kept');
  });
});
