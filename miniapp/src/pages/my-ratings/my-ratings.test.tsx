import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import MyRatingsPage from '.';

const signIn = { 'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')) };

const ratingOf = (id: string, grade: number, ticketState: string | null) => ({
  id,
  grade,
  counter: { code: 'A01', name: '社会保障综合窗口' },
  department: { name: '社区事务受理服务中心' },
  serviceItem: null,
  createdAt: '2025-11-23T07:30:00.000Z',
  ticketState,
});

describe('my ratings', () => {
  it('are listed with grade, time and how far they have got, page by page', async () => {
    const [bad, good] = [ratingOf('a'.repeat(24), 1, 'accepted'), ratingOf('b'.repeat(24), 5, null)];
    serve({
      ...signIn,
      'GET /api/v1/ratings/mine': () => ok({ items: [bad], nextCursor: 'next' }),
      'GET /api/v1/ratings/mine?cursor=next': () => ok({ items: [good], nextCursor: null }),
    });
    render(<MyRatingsPage />);
    const badRow = { name: /社会保障综合窗口，非常不满意，.*，办理中/ };
    await screen.findByRole('button', badRow);
    fireEvent.click(screen.getByRole('button', { name: '查看更早的评价' }));
    await screen.findByRole('button', { name: /非常满意/ });
    expect(screen.queryByRole('button', { name: '查看更早的评价' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '回到较新的评价' }));
    fireEvent.click(screen.getByRole('button', badRow));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/pages/rating/index?id=${bad.id}` });
  });

  it('say how to begin when there are none', async () => {
    serve({ ...signIn, 'GET /api/v1/ratings/mine': () => ok({ items: [], nextCursor: null }) });
    render(<MyRatingsPage />);
    await screen.findByRole('heading', { name: '还没有评价' });
  });

  it('say what to do when WeChat does not know the resident', async () => {
    serve({
      'POST /api/v1/auth/wechat': () => refused(401, 'wechat-code-invalid', '微信登录没有成功，请重试'),
    });
    render(<MyRatingsPage />);
    await screen.findByText(/请在微信中打开/);
  });
});
