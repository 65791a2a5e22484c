import { describe, expect, it } from 'vitest';
import type { MiniProgram } from './harness/mini-program.ts';
import { launch } from './launch.ts';
import { sampleAnswers, sampleIds } from './sample-answers.ts';
import { errorAnswer, sampleBackend } from './sample-backend.ts';

/** Residents over their own data in the weapp build, and the consent that WeChat itself asks for. */

const button = (text: string) => ({ role: 'button', text });
const sheet = { role: 'dialog' };
const agreeButton = { tag: 'button', text: '同意' };
const myData = 'privacy/my-data/index';

async function open(url: string, options: Parameters<typeof launch>[0] = {}): Promise<MiniProgram> {
  const program = launch({ backend: sampleBackend(), url, ...options });
  await program.idle();
  return program;
}

const paths = (program: MiniProgram) => program.requests.map(({ method, path }) => `${method} ${path}`);
const callsOf = (program: MiniProgram, name: string) => program.calls.filter(({ api }) => api === name);

describe("WeChat's consent", () => {
  /** Someone who has never agreed to the guide wants to leave a name. */
  async function wantToLeaveName(): Promise<MiniProgram> {
    const program = await open('pages/rate/index?scene=c.A01', { person: { agreedToGuide: false } });
    program.page.tap({ role: 'radio', label: '不满意' });
    await program.idle();
    program.page.tap({ role: 'switch', label: '留下姓名和电话' });
    await program.idle();
    program.page.tap({ role: 'radio', label: '同意，我已满 14 周岁' });
    await program.until(() => program.page.has(sheet), "WeChat's question");
    return program;
  }

  it('is asked for before a name can be typed, by a button that WeChat knows', async () => {
    const program = await wantToLeaveName();
    expect(program.page.has({ label: '姓名' })).toBe(false);
    const agree = program.page.find(agreeButton);
    expect(agree.attributes['open-type']).toBe('agreePrivacyAuthorization');
    expect(agree.id).toBe('privacy-agree');
    program.page.tap({ text: '《法治邻里小程序隐私保护指引》' });
    expect(callsOf(program, 'openPrivacyContract')).toHaveLength(1);

    program.page.fire(agree, 'agreeprivacyauthorization');
    await program.until(() => program.page.has({ label: '姓名' }), 'the field for the name');
    expect(program.page.has(sheet)).toBe(false);
    expect(program.person.agreedToGuide).toBe(true);
  });

  it('can be refused: the page says what does not work, and everything else does', async () => {
    const program = await wantToLeaveName();
    program.page.tap(button('不同意'));
    await program.until(
      () => program.page.has({ text: /不能留下姓名和电话。不留也可以提交/ }),
      'what does not work',
    );
    expect(program.page.has(sheet)).toBe(false);
    expect(program.page.has({ label: '姓名' })).toBe(false);

    program.page.tap({ role: 'switch', label: '留下姓名和电话' });
    await program.idle();
    program.page.tap(button('提交评价'));
    await program.until(() => program.page.route === 'pages/thanks/index', 'the thanks');
    expect(program.requests.at(-1)?.body).toMatchObject({ anonymous: true });
  });

  it('is not asked for again by whoever has given it', async () => {
    const program = await open('privacy/feedback/index');
    program.page.tap({ role: 'switch', label: '留下姓名和电话' });
    await program.idle();
    program.page.tap({ role: 'radio', label: /^同意，我是监护人/ });
    await program.until(() => program.page.has({ label: '监护人姓名' }), 'the field for the name');
  });

  it('is asked for on the page in front alone', async () => {
    const program = await open('pages/me/index');
    program.page.tap({ role: 'button', label: /^投诉建议/ });
    await program.until(() => program.page.route === 'privacy/feedback/index', 'the form');
    await program.idle();
    program.person.agreedToGuide = false;
    program.page.tap({ role: 'switch', label: '留下姓名和电话' });
    await program.idle();
    program.page.tap({ role: 'radio', label: '同意，我已满 14 周岁' });
    await program.until(() => program.page.has(sheet), "WeChat's question");
    expect(program.pages.map((page) => page.has(sheet))).toEqual([false, true]);
  });
});

describe('a resident', () => {
  it('says something about the app, from the page "me" to the thanks', async () => {
    const program = await open('pages/me/index');
    program.page.tap({ role: 'button', label: /^投诉建议/ });
    await program.until(() => program.page.route === 'privacy/feedback/index', 'the form');
    await program.idle();
    program.page.tap({ role: 'radio', label: '建议' });
    await program.idle();
    program.page.type({ tag: 'textarea' }, '字再大一点');
    await program.idle();
    program.page.tap(button('提交'));
    await program.until(() => program.page.has({ role: 'heading', text: '收到了，谢谢您' }), 'the thanks');
    expect(program.requests.at(-1)?.body).toEqual({
      kind: 'suggestion',
      text: '字再大一点',
      idempotencyKey: expect.any(String),
    });
    program.page.tap(button('看这一条'));
    await program.until(() => program.page.route === 'privacy/feedback-detail/index', 'the feedback');
    expect(program.page.query.id).toBe(sampleIds.feedback);
  });

  it('takes a consent back', async () => {
    const program = await open(myData);
    program.page.tap(button('撤回同意'));
    await program.until(() => program.page.has(sheet), 'the question');
    program.page.tap(button('确认撤回'));
    await program.until(() => program.page.has({ text: /^已撤回/ }), 'the new state');
    expect(paths(program).at(-1)).toBe('POST /api/v1/me/consents/rating-contact/withdraw');
  });

  it('corrects a name and number', async () => {
    const program = await open('privacy/holdings/index?kind=rating');
    program.page.tap({ role: 'button', label: /综合受理/ });
    await program.idle();
    program.page.tap(button('更正姓名和电话'));
    await program.idle();
    program.page.type({ label: '姓名' }, '李四');
    await program.idle();
    program.page.type({ label: '电话' }, '13900000001');
    await program.idle();
    program.page.tap(button('保存'));
    await program.until(() => program.page.has({ text: '已更正' }), 'that it is corrected');
    expect(program.requests.at(-1)).toMatchObject({
      path: `/api/v1/me/data/rating/${sampleIds.rating}/contact`,
      body: { contact: { name: '李四', phone: '13900000001' } },
    });
  });

  it('has a name and number erased, and comes back to data that knows it', async () => {
    const program = await open(myData);
    program.page.tap({ role: 'button', label: /^评价里的信息，/ });
    await program.until(() => program.page.route === 'privacy/holdings/index', 'the list');
    await program.idle();
    program.page.tap({ role: 'button', label: /综合受理/ });
    await program.idle();
    program.page.tap(button('删除姓名和电话'));
    await program.idle();
    program.page.tap(button('确认删除'));
    await program.until(
      () => program.page.has({ text: '已删除', className: 'notice-text' }),
      'that it is gone',
    );
    program.goBack();
    await program.idle();
    expect(paths(program).at(-1)).toBe('GET /api/v1/me/data');
  });
});

describe('the export', () => {
  async function exported(person: Parameters<typeof launch>[0]['person'] = {}): Promise<MiniProgram> {
    const program = await open(myData, { person });
    program.page.tap(button('导出文件'));
    await program.until(() => program.page.has(button('发到微信聊天')), 'the ways to take it away');
    return program;
  }

  it('is written as a file that is sent by a touch of its own', async () => {
    const program = await exported();
    const [[path, text] = ['', '']] = [...program.files];
    expect(JSON.parse(text)).toEqual(sampleAnswers.exportMyData);
    expect(callsOf(program, 'shareFileMessage')).toEqual([]);
    program.page.tap(button('发到微信聊天'));
    await program.idle();
    expect(callsOf(program, 'shareFileMessage')[0]?.options).toMatchObject({
      filePath: path,
      fileName: '法治邻里-我的数据-2026-11-23.txt',
    });
  });

  it('can be copied instead', async () => {
    const program = await exported();
    program.page.tap(button('复制全部内容'));
    await program.until(() => program.page.has({ text: /^已复制/ }), 'that it is copied');
    const { data } = Object(callsOf(program, 'setClipboardData')[0]?.options);
    expect(JSON.parse(data)).toEqual(sampleAnswers.exportMyData);
  });

  it("is not copied without WeChat's consent, and the page says so", async () => {
    const program = await exported({ agreedToGuide: false });
    program.page.tap(button('复制全部内容'));
    await program.until(() => program.page.has(sheet), "WeChat's question");
    program.page.tap(button('不同意'));
    await program.until(() => program.page.has({ text: /没有复制成/ }), 'why it is not copied');
  });

  it('does not stay on the phone when the page is closed', async () => {
    const program = await exported();
    expect(program.files.size).toBe(1);
    program.switchTab('/pages/home/index');
    await program.idle();
    expect(program.files.size).toBe(0);
  });
});

describe('closing the account', () => {
  it('asks for a tick, clears the phone, and the next visit signs in anew', async () => {
    const program = await open('privacy/close-account/index', {
      storage: new Map([
        ['linli.elder-mode', JSON.stringify('true')],
        ['linli.feedback-draft', JSON.stringify('{}')],
      ]),
    });
    program.page.tap(button('注销账号'));
    await program.until(() => program.page.has({ role: 'alert', text: /请先勾选/ }), 'what is missing');
    program.page.tap({ role: 'checkbox', label: '我看过了上面的说明，要注销账号' });
    await program.idle();
    program.page.tap(button('注销账号'));
    await program.until(() => program.page.route === 'privacy/account-closed/index', 'the farewell');
    await program.idle();
    expect(program.pages).toHaveLength(1);
    expect([...program.storage.keys()]).toEqual(['linli.elder-mode']);

    program.page.tap(button('回到首页'));
    await program.until(() => program.page.route === 'pages/home/index', 'the home page');
    program.navigateTo(`/${myData}`);
    await program.idle();
    expect(paths(program).filter((sent) => sent === 'POST /api/v1/auth/wechat')).toHaveLength(2);
  });

  it('that fails leaves everything in place', async () => {
    const backend = sampleBackend({ closeAccount: () => errorAnswer('unavailable') });
    const program = await open('privacy/close-account/index', { backend });
    program.page.tap({ role: 'checkbox', label: '我看过了上面的说明，要注销账号' });
    await program.idle();
    program.page.tap(button('注销账号'));
    await program.until(() => program.page.has({ role: 'alert', text: /系统正在恢复/ }), 'why not');
    expect(program.storage.has('linli.session.resident')).toBe(true);
  });
});
