import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { article, signInAs } from '../../../test/publishing';
import { ok, sentRequests, serve } from '../../../test/server';
import Taro from '../../../test/taro';
import ArticlesPage from '.';

const { id, slug, title, department, changedAt } = article();
const row = { id, slug, title, state: 'draft', live: true, department, changedAt, publishAt: null };
const path = 'GET /api/v1/editorial/articles';

it('who only reviews begins with what waits for a review, and writes nothing', async () => {
  signInAs('supervisor');
  serve({ [`${path}?state=in-review`]: () => ok({ items: [], nextCursor: null }) });
  render(<ArticlesPage />);
  await screen.findByText('没有等待审核的文章');
  expect(screen.queryByRole('button', { name: '写文章' })).toBeNull();
});

it('an editor sees all, says which state to show, and which earlier text residents still read', async () => {
  signInAs('editor', 'supervisor');
  serve({
    [path]: () => ok({ items: [row], nextCursor: null }),
    [`${path}?state=archived`]: () => ok({ items: [], nextCursor: null }),
  });
  render(<ArticlesPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^楼上装修太吵，司法所，.*草稿，旧版在线$/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/publishing/article/index?id=${id}` });
  fireEvent.click(screen.getByRole('button', { name: '看别的状态' }));
  fireEvent.click(screen.getByRole('radio', { name: '已归档' }));
  await screen.findByText('没有文章');
  expect(sentRequests()).toContain(`${path}?state=archived`);
});
