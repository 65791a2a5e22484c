import { describe, expect, it } from 'vitest';
import { launch } from './launch.ts';
import { sampleAnswers, sampleIds } from './sample-answers.ts';
import { sampleBackend } from './sample-backend.ts';

/** What comes after an answer, in the weapp build: the resident judges it, and everyone reads it. */

const given = sampleAnswers.getMyRating;
const answered = {
  ...given,
  ticket: given.ticket && {
    ...given.ticket,
    state: 'replied' as const,
    reply: '已补印材料清单',
    judgeBy: '2026-11-30T07:30:00.000Z',
  },
};

const openRating = () =>
  launch({
    backend: sampleBackend({ getMyRating: () => ({ status: 200, body: answered }) }),
    url: `pages/rating/index?id=${sampleIds.rating}`,
  });

describe('a resident who was answered', () => {
  it('says that it is solved', async () => {
    const program = openRating();
    await program.until(() => program.page.has({ role: 'button', text: '解决了' }), 'the question');
    program.page.tap({ role: 'button', text: '解决了' });
    await program.until(() => !program.page.has({ role: 'button', text: '解决了' }), 'the end');
    expect(program.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: `/api/v1/ratings/${sampleIds.rating}/judgement`,
      body: { solved: true },
    });
  });

  it('says what is not solved', async () => {
    const program = openRating();
    await program.until(() => program.page.has({ role: 'button', text: '没解决' }), 'the question');
    program.page.tap({ role: 'button', text: '没解决' });
    await program.until(() => program.page.has({ role: 'dialog' }), 'the sheet');
    program.page.type({ tag: 'textarea' }, '还是没有清单');
    await program.idle();
    program.page.tap({ role: 'button', text: '提交' });
    await program.until(() => !program.page.has({ role: 'dialog' }), 'the sheet to close');
    expect(program.requests.at(-1)).toMatchObject({ body: { solved: false, text: '还是没有清单' } });
  });
});

it('anyone reads what a counter was told, without signing in', async () => {
  const program = launch({ backend: sampleBackend(), url: 'counter/ratings/index?code=A01' });
  await program.until(() => program.page.text().includes('已补印材料清单'), 'the reply');
  expect(program.requests.map(({ path }) => path)).toEqual(['/api/v1/counters/A01/ratings']);
});
