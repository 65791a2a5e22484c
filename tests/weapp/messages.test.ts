import { describe, expect, it } from 'vitest';
import type { MiniProgram } from './harness/mini-program.ts';
import { launch } from './launch.ts';
import { sampleIds } from './sample-answers.ts';
import { errorAnswer, sampleBackend } from './sample-backend.ts';

/** What only WeChat has, in the weapp build: its messages, and the number of the phone by one tap. */

const rating = `pages/rating/index?id=${sampleIds.rating}`;
const tellMe = { role: 'button', text: '有进展时，微信提醒我' };
const phoneButton = { tag: 'button', text: '用微信里的手机号' };

async function open(url: string, options: Parameters<typeof launch>[0] = {}): Promise<MiniProgram> {
  const program = launch({ backend: sampleBackend(), url, ...options });
  await program.idle();
  return program;
}

const posted = (program: MiniProgram, path: string) =>
  program.requests.filter((request) => request.method === 'POST' && request.path === path);

describe('a message when something happens', () => {
  it('is asked for by a press, in WeChat’s own words, and the answer is told', async () => {
    const program = await open(rating);
    program.page.tap(tellMe);
    await program.until(() => program.page.has({ text: /有进展时微信会提醒您/ }), 'what was agreed');
    const [asked] = program.calls.filter(({ api }) => api === 'requestSubscribeMessage');
    expect(asked?.options).toMatchObject({ tmplIds: ['sample-template'] });
    const answers = [{ template: 'case-progress', accepted: true }];
    expect(posted(program, '/api/v1/subscriptions')[0]?.body).toEqual({
      kind: 'rating',
      id: sampleIds.rating,
      answers,
    });
  });

  it('can be refused, and everything else goes on', async () => {
    const program = await open(rating, { person: { subscribes: false } });
    program.page.tap(tellMe);
    await program.until(() => program.page.has({ text: /没有开通提醒/ }), 'that nothing was agreed');
  });

  it('is offered with the thanks for a rating that will be answered, and for no other', async () => {
    const thanks = (followUp: string) =>
      open(`pages/thanks/index?id=${sampleIds.rating}&followUp=${followUp}`);
    expect((await thanks('answer')).page.has(tellMe)).toBe(true);
    expect((await thanks('call')).page.has(tellMe)).toBe(true);
    expect((await thanks('none')).page.has(tellMe)).toBe(false);
  });

  it('is not asked for twice', async () => {
    const nothing = () => ({ status: 200, body: { templates: [] } });
    const program = await open(rating, { backend: sampleBackend({ getSubscriptionOffer: nothing }) });
    expect(program.page.has(tellMe)).toBe(false);
  });
});

describe('the number of the phone', () => {
  async function leaveName(options: Parameters<typeof launch>[0] = {}): Promise<MiniProgram> {
    const program = await open('pages/rate/index?scene=c.A01', options);
    program.page.tap({ role: 'radio', label: '不满意' });
    await program.idle();
    program.page.tap({ role: 'switch', label: '留下姓名和电话' });
    await program.idle();
    program.page.tap({ role: 'radio', label: '同意，我已满 14 周岁' });
    await program.until(() => program.page.has(phoneButton), 'the button');
    return program;
  }

  it('lands in the field by one tap', async () => {
    const program = await leaveName();
    program.page.fire(program.page.find(phoneButton), 'getphonenumber', { code: 'phone-code' });
    await program.until(
      () => program.page.find({ label: '电话' }).attributes.value === '13800001234',
      'the number',
    );
    expect(posted(program, '/api/v1/phone-number')[0]?.body).toEqual({ code: 'phone-code' });
  });

  it('is typed by who says no, or when WeChat has none', async () => {
    const backend = sampleBackend({ takePhoneNumber: () => errorAnswer('phone-code-invalid') });
    const program = await leaveName({ backend });
    program.page.fire(program.page.find(phoneButton), 'getphonenumber', {
      errMsg: 'getPhoneNumber:fail user deny',
    });
    await program.idle();
    expect(posted(program, '/api/v1/phone-number')).toEqual([]);
    program.page.fire(program.page.find(phoneButton), 'getphonenumber', { code: 'phone-code' });
    await program.until(() => program.page.has({ text: /没有取到手机号/ }), 'what went wrong');
    program.page.type({ label: '电话' }, '13800001234');
    await program.idle();
    expect(program.page.find({ label: '电话' }).attributes.value).toBe('13800001234');
  });
});
