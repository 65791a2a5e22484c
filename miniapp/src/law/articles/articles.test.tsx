import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { articleRow } from '../../../test/articles';
import { ok, sentRequests, serve } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import ArticlesPage from '.';

const page = (items: unknown[], more: object = {}) =>
  ok({ items, nextCursor: null, suggestions: [], ...more });
const searchFor = (words: string) => `GET /api/v1/articles?q=${encodeURIComponent(words)}`;
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

function type(words: string) {
  fireEvent.change(screen.getByRole('textbox', { name: '搜一搜' }), { target: { value: words } });
}

describe('the list of articles', () => {
  it('shows each with its summary and reading time, asks nobody to sign in, and opens one', async () => {
    serve({ 'GET /api/v1/articles': () => page([articleRow()]) });
    render(<ArticlesPage />);
    fireEvent.click(
      await screen.findByRole('button', {
        name: /^隔壁太吵，睡不着，怎么办，先好好说.*办事指引，约 3 分钟读完$/,
      }),
    );
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/law/article/index?id=${'5'.repeat(24)}` });
    expect(sentRequests()).toEqual(['GET /api/v1/articles']);
  });

  it('is searched in everyday words, and shows where they stand', async () => {
    const excerpt = [
      { text: '半夜', hit: false },
      { text: '太吵', hit: true },
    ];
    serve({
      'GET /api/v1/articles': () => page([articleRow()]),
      [searchFor('邻居太吵')]: () => page([articleRow({ excerpt })]),
    });
    render(<ArticlesPage />);
    await screen.findByText('先好好说，再请物业和居委会劝。');
    type(' 邻居太吵 ');
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
    await screen.findByRole('heading', { name: '“邻居太吵”的结果' });
    expect((await screen.findByText('太吵')).className).toContain('excerpt-hit');
    press('看全部文章');
    await screen.findByText('先好好说，再请物业和居委会劝。');
  });

  it('that has nothing fitting offers other words and a lawyer', async () => {
    serve({
      'GET /api/v1/articles': () => page([articleRow()]),
      [searchFor('彩票')]: () => page([], { suggestions: ['欠钱'] }),
      [searchFor('欠钱')]: () => page([articleRow({ title: '借钱不还怎么办' })]),
    });
    render(<ArticlesPage />);
    await screen.findByRole('list', { name: '文章' });
    type('彩票');
    press('搜索');
    await screen.findByRole('heading', { name: '没有找到' });
    press('问律师');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/appointments/matter/index' });
    press('欠钱');
    await screen.findByRole('button', { name: /^借钱不还怎么办/ });
  });

  it('is narrowed by matter, audience and kind, within its campaign', async () => {
    routerParams.campaign = 'civil-code-month';
    const narrowed = 'category=case&matter=labour&audience=workers&campaign=civil-code-month';
    serve({
      'GET /api/v1/articles?campaign=civil-code-month': () => page([articleRow()]),
      [`GET /api/v1/articles?${narrowed}`]: () => page([articleRow({ title: '工钱被拖着不给' })]),
    });
    render(<ArticlesPage />);
    await screen.findByRole('list', { name: '文章' });
    press('按事情、按人群找');
    for (const name of ['劳动人事', '务工人员', '以案释法'])
      fireEvent.click(screen.getByRole('radio', { name }));
    press('看这些文章');
    await screen.findByRole('button', { name: /^工钱被拖着不给/ });
    screen.getByRole('button', { name: '正在看：以案释法、劳动人事、务工人员' });
  });

  it('is turned page by page', async () => {
    serve({
      'GET /api/v1/articles': () => page([articleRow()], { nextCursor: 'next' }),
      'GET /api/v1/articles?cursor=next': () => page([articleRow({ title: '后面的一篇' })]),
    });
    render(<ArticlesPage />);
    await screen.findByRole('list', { name: '文章' });
    press('看后面的');
    await screen.findByRole('button', { name: /^后面的一篇/ });
    press('回到前面的');
    screen.getByRole('button', { name: /^隔壁太吵/ });
  });

  it('that was seen before is there without a network; what was searched for is not kept', async () => {
    serve({
      'GET /api/v1/articles': () => page([articleRow()]),
      [searchFor('离婚')]: () => page([articleRow()]),
    });
    const { unmount } = render(<ArticlesPage />);
    await screen.findByRole('list', { name: '文章' });
    type('离婚');
    press('搜索');
    await screen.findByRole('heading', { name: '“离婚”的结果' });
    unmount();
    expect(JSON.stringify({ ...localStorage })).not.toContain('离婚');
    serve({});
    render(<ArticlesPage />);
    await screen.findByText(/^更新于/);
    screen.getByRole('button', { name: /^隔壁太吵/ });
  });
});
