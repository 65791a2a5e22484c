import { schemas } from '@linli/shared/api/schemas.ts';
import { purposeTexts } from '@linli/shared/consent.ts';
import { describe, expect, it } from 'vitest';
import type { MiniProgram } from './harness/mini-program.ts';
import { launch } from './launch.ts';
import { errorAnswer, sampleBackend } from './sample-backend.ts';

/** The rating flow of the weapp build: from the camera to the request that leaves the phone. */

const scene = 'r.0123456789abcdefghijkl';
/** What the whole flow may send to the view layer; 9 calls and 16 KB when this was written. */
const flowBudget = { setDataCalls: 15, setDataBytes: 24 * 1024 };
const comment = '等了一个小时，材料又要重新填。';
/** What the home page asks for, in passing. */
const homeRequest = '/api/v1/publicity/due';
const submit = { role: 'button', text: '提交评价' };
const commentField = { tag: 'textarea' };
const grade = (label: string) => ({ role: 'radio', label });
const reason = (label: string) => ({ role: 'checkbox', label });

/** Opens the form as a person does who scans a counter's code out of WeChat. */
async function openForm(options: Parameters<typeof launch>[0] = {}): Promise<MiniProgram> {
  const program = launch({
    backend: sampleBackend(),
    url: `pages/rate/index?scene=${encodeURIComponent(scene)}`,
    scene: 1047,
    ...options,
  });
  await program.until(() => program.page.find(grade('不满意')), 'the five grades');
  return program;
}

/** Rates 不满意 for two reasons with a comment, up to the last press. */
async function fillIn(program: MiniProgram): Promise<void> {
  program.page.tap(grade('不满意'));
  await program.until(() => program.page.has(commentField), 'reasons and comment');
  program.page.tap(reason('窗口人员业务不熟练'));
  await program.idle();
  program.page.tap(reason('没有提供材料清单'));
  await program.idle();
  program.page.type(commentField, comment);
  await program.idle();
}

describe('a resident', () => {
  it('scans a code, picks a grade, says why, and exactly the right requests leave', async () => {
    const program = launch({ backend: sampleBackend(), person: { scan: scene, loginCode: 'wx-login-code' } });
    await program.until(() => program.page.find({ role: 'button', label: /^扫码评价/ }), 'the home page');
    program.page.tap({ role: 'button', label: /^扫码评价/ });
    await program.until(() => program.page.find(grade('不满意')), 'the five grades');
    await fillIn(program);
    program.page.tap(submit);
    await program.until(() => program.page.route === 'pages/thanks/index', 'the thanks');
    await program.idle();

    const [scan, signIn, rating, offer, ...more] = program.requests.filter(
      ({ path }) => path !== homeRequest,
    );
    expect(more).toEqual([]);
    expect([offer?.method, offer?.path]).toEqual(['GET', '/api/v1/subscriptions/offer']);
    expect(scan).toMatchObject({ method: 'GET', path: `/api/v1/scan/${scene}`, query: {}, body: undefined });
    expect(signIn).toMatchObject({
      method: 'POST',
      path: '/api/v1/auth/wechat',
      body: { code: 'wx-login-code' },
    });
    expect(rating).toEqual({
      method: 'POST',
      url: expect.stringMatching(/^http.*\/api\/v1\/ratings$/),
      path: '/api/v1/ratings',
      query: {},
      headers: { 'content-type': 'application/json', authorization: 'Bearer sample-access' },
      body: {
        scene,
        grade: 2,
        tags: ['213', '208'],
        comment,
        anonymous: true,
        idempotencyKey: expect.any(String),
      },
    });
    expect(schemas.submitRating.body.parse(rating?.body)).toEqual(rating?.body);
    expect(program.setData.calls).toBeLessThanOrEqual(flowBudget.setDataCalls);
    expect(program.setData.bytes).toBeLessThanOrEqual(flowBudget.setDataBytes);
  });

  it('finds nothing chosen, and is told so when sending without a grade', async () => {
    const program = await openForm();
    for (const face of program.page.findAll({ role: 'radio' })) {
      expect(face.attributes['aria-checked']).toBe(false);
    }
    program.page.tap(submit);
    await program.until(() => program.page.has({ role: 'alert', text: '请先选一张脸' }), 'what is missing');
    expect(program.requests.map((request) => request.method)).toEqual(['GET']);
  });

  it.each([['非常满意'], ['满意'], ['基本满意'], ['不满意'], ['非常不满意']])(
    'gives %s with two presses',
    async (label) => {
      const program = await openForm();
      program.page.tap(grade(label));
      await program.idle();
      program.page.tap(submit);
      await program.until(() => program.page.route === 'pages/thanks/index', 'the thanks');
    },
  );

  it('leaves name and phone only after choosing to', async () => {
    const program = await openForm();
    program.page.tap(grade('不满意'));
    await program.until(() => program.page.has(commentField), 'the rest of the form');
    expect(program.page.has({ label: '姓名' })).toBe(false);
    program.page.tap({ role: 'switch', label: '留下姓名和电话' });
    await program.until(() => program.page.has({ text: /只有办理工单的专人/ }), 'what they are for');
    expect(program.page.has({ label: '姓名' })).toBe(false);
    program.page.tap({ role: 'radio', label: /^同意，我已满 14 周岁/ });
    await program.until(() => program.page.has({ label: '姓名' }), 'name and phone');
    program.page.type({ label: '姓名' }, '王小明');
    program.page.type({ label: '电话' }, '13800000000');
    await program.idle();
    program.page.tap(submit);
    await program.until(() => program.page.route === 'pages/thanks/index', 'the thanks');
    expect(program.requests.at(-1)?.body).toMatchObject({
      anonymous: false,
      contact: { name: '王小明', phone: '13800000000' },
      consent: { version: purposeTexts['rating-contact'].version, ageGroup: '14-or-older' },
    });
  });

  it('presses twice and sends once', async () => {
    const program = await openForm();
    program.page.tap(grade('满意'));
    await program.idle();
    program.page.tap(submit);
    program.page.tap(submit);
    await program.until(() => program.page.route === 'pages/thanks/index', 'the thanks');
    await program.idle();
    expect(program.requests.filter(({ path }) => path === '/api/v1/ratings')).toHaveLength(1);
  });

  it('touches faster than an old phone draws, and every touch counts', async () => {
    const program = await openForm();
    program.page.tap(grade('不满意'));
    await program.until(() => program.page.has(commentField), 'reasons and comment');
    program.page.tap(reason('窗口人员业务不熟练'));
    program.page.tap(reason('没有提供材料清单'));
    program.page.type(commentField, comment);
    program.page.tap(submit);
    await program.until(() => program.page.route === 'pages/thanks/index', 'the thanks');
    expect(program.requests.at(-1)?.body).toMatchObject({ tags: ['213', '208'], comment });
  });

  it('closes WeChat half-way, comes back, and finds the draft', async () => {
    const first = await openForm();
    await fillIn(first);
    const second = await openForm({ storage: first.storage });
    expect(second.page.find(grade('不满意')).attributes['aria-checked']).toBe(true);
    expect(second.page.find(reason('没有提供材料清单')).attributes['aria-checked']).toBe(true);
    expect(second.page.find(commentField).attributes.value).toBe(comment);
  });

  it('finds no draft after the rating has been sent', async () => {
    const first = await openForm();
    await fillIn(first);
    first.page.tap(submit);
    await first.until(() => first.page.route === 'pages/thanks/index', 'the thanks');
    const second = await openForm({ storage: first.storage });
    expect(second.page.find(grade('不满意')).attributes['aria-checked']).toBe(false);
  });
});

describe('a code that leads to no rating', () => {
  it.each([
    ['scan-code-unknown', '没有认出这个码'],
    ['scan-code-revoked', '这个码已停用'],
    ['scan-code-expired', '评价期已过'],
    ['already-rated', '已经评价过了'],
    ['internal', '没有打开'],
  ] as const)('says for %s: %s', async (code, title) => {
    const program = launch({
      backend: sampleBackend({ scan: () => errorAnswer(code) }),
      url: `pages/rate/index?scene=${scene}`,
    });
    await program.until(() => program.page.find({ role: 'heading', text: title }), title);
    expect(program.page.has({ role: 'radio' })).toBe(false);
  });

  it('opens after all when the connection is back', async () => {
    const program = launch({ url: `pages/rate/index?scene=${scene}` });
    await program.until(() => program.page.has({ role: 'heading', text: '没有连上' }), 'the offline page');
    program.backend = sampleBackend();
    program.page.tap({ role: 'button', text: '重试' });
    await program.until(() => program.page.find(grade('不满意')), 'the five grades');
  });
});

it('a session that has ended is renewed once and the rating sent with the new one', async () => {
  const fresh = {
    accessToken: 'fresh-access',
    accessTokenExpiresAt: '2099-01-01T00:00:00.000Z',
    refreshToken: 'r2',
  };
  const samples = sampleBackend({
    submitRating: ({ headers }) =>
      headers.authorization === 'Bearer fresh-access'
        ? { status: 201, body: {} }
        : errorAnswer('session-ended'),
    refreshSession: () => ({
      status: 200,
      body: { ...fresh, person: { kind: 'resident', id: 'c'.repeat(24) } },
    }),
  });
  const program = await openForm({ backend: samples });
  program.page.tap(grade('满意'));
  await program.idle();
  program.page.tap(submit);
  await program.until(() => program.page.route === 'pages/thanks/index', 'the thanks');
  expect(program.requests.map(({ path }) => path.replace('/api/v1', ''))).toEqual([
    `/scan/${scene}`,
    '/auth/wechat',
    '/ratings',
    '/auth/refresh',
    '/ratings',
  ]);
});
