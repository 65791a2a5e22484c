import { expect, it } from 'vitest';
import { launch } from './launch.ts';
import { sampleIds } from './sample-answers.ts';
import { sampleBackend } from './sample-backend.ts';

it('a page that breaks says so, and the other pages go on working', async () => {
  // An answer that breaks the contract, which the pages rightly trust.
  const backend = sampleBackend({ getMyRating: () => ({ status: 200, body: {} }) });
  const program = launch({ backend });
  await program.idle();
  program.navigateTo(`/pages/rating/index?id=${sampleIds.rating}`);
  await expect(program.idle()).rejects.toThrow(/console\.error/);
  expect(program.problems.take()).not.toEqual([]);
  await program.until(() => program.page.has({ role: 'heading', text: '这一页出了点问题' }), 'the apology');

  program.page.tap({ role: 'button', text: '回到首页' });
  await program.until(() => program.page.route === 'pages/home/index', 'the home page');
  await program.idle();
  expect(program.page.text()).toContain('我的评价');
  program.page.tap({ role: 'link', text: '我的评价' });
  await program.idle();
  expect(program.page.text()).toContain('居住证办理');
});
