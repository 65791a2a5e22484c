import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import FeedbackDetailPage from '../feedback-detail';
import MyFeedbackPage from '.';

const id = 'f'.repeat(24);
const createdAt = '2025-11-23T02:00:00.000Z';
const signIn = { 'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')) };
const row = { id, kind: 'suggestion', excerpt: '字再大一点', createdAt, ticketState: 'replied' };

describe('my feedback', () => {
  it('is listed with what was said and how far it has got', async () => {
    serve({ ...signIn, 'GET /api/v1/feedback/mine': () => ok({ items: [row], nextCursor: null }) });
    render(<MyFeedbackPage />);
    fireEvent.click(await screen.findByRole('button', { name: /^字再大一点，建议，.*，已答复/ }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/privacy/feedback-detail/index?id=${id}` });
  });

  it('says so where the words are erased', async () => {
    const items = [{ ...row, excerpt: null }];
    serve({ ...signIn, 'GET /api/v1/feedback/mine': () => ok({ items, nextCursor: null }) });
    render(<MyFeedbackPage />);
    await screen.findByRole('button', { name: /内容已删除/ });
  });

  it('leads to the form when there is none', async () => {
    serve({ ...signIn, 'GET /api/v1/feedback/mine': () => ok({ items: [], nextCursor: null }) });
    render(<MyFeedbackPage />);
    await screen.findByRole('heading', { name: '还没有提过' });
    fireEvent.click(screen.getByRole('button', { name: '提投诉建议' }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/privacy/feedback/index' });
  });
});

it('one feedback shows the answer first, then what was said and what was done', async () => {
  routerParams.id = id;
  serve({
    ...signIn,
    [`GET /api/v1/feedback/${id}`]: () =>
      ok({
        id,
        kind: 'suggestion',
        text: '字再大一点',
        createdAt,
        ticket: { number: 'GM-1', state: 'closed', finding: 'adopted', reply: '首页有大字版开关。' },
        timeline: [
          { kind: 'sent', at: createdAt, text: null },
          { kind: 'replied', at: createdAt, text: '首页有大字版开关。' },
        ],
      }),
  });
  render(<FeedbackDetailPage />);
  await screen.findByRole('heading', { name: '给您的答复' });
  const main = screen.getByRole('main').textContent ?? '';
  const order = ['首页有大字版开关。', '采纳', '字再大一点', '您提交了投诉建议', '工作人员答复了您'];
  const places = order.map((words) => main.indexOf(words));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places[0]).toBeGreaterThanOrEqual(0);
});
