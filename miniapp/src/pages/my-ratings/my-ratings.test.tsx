import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { setConnected } from '../../platform/network';
import { outbox, ratingEntry } from '../../platform/outbox';
import MyRatingsPage from '.';

const signIn = { 'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')) };

const ratingOf = (id: string, grade: number, ticketState: string | null) => ({
  id,
  grade,
  counter: { code: 'A01', name: '社会保障综合窗口' },
  department: { name: '社区事务受理服务中心' },
  serviceItem: null,
  createdAt: '2025-11-23T07:30:00.000Z',
  supplementary: grade === 4,
  ticketState,
});

const none = { 'GET /api/v1/ratings/mine': () => ok({ items: [], nextCursor: null }) };

/** A rating that was sent off without a network. */
async function unsent() {
  setConnected(false);
  const body = {
    scene: 'r.0123456789abcdefghijkl',
    grade: 2 as const,
    tags: [],
    comment: '跑了三次',
    anonymous: true as const,
    idempotencyKey: 'k'.repeat(24),
  };
  await outbox.submit(ratingEntry(body, '居住证办理'));
  setConnected(true);
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

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

  it('say which of them are supplements', async () => {
    const added = ratingOf('b'.repeat(24), 4, null);
    serve({ ...signIn, 'GET /api/v1/ratings/mine': () => ok({ items: [added], nextCursor: null }) });
    render(<MyRatingsPage />);
    await screen.findByRole('button', { name: /^追评：社会保障综合窗口，满意/ });
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

  it('show their last content with its age when there is no network', async () => {
    const kept = ratingOf('a'.repeat(24), 5, null);
    serve({ ...signIn, 'GET /api/v1/ratings/mine': () => ok({ items: [kept], nextCursor: 'more' }) });
    render(<MyRatingsPage />);
    await screen.findByRole('button', { name: /非常满意/ });
    cleanup();
    serve({});
    render(<MyRatingsPage />);
    screen.getByRole('button', { name: /非常满意/ });
    await screen.findByText('更新于 刚刚，网络不好，暂时没有更新的内容');
    expect(screen.queryByRole('button', { name: '查看更早的评价' })).toBeNull();
    serve({ ...signIn, ...none });
    press('重试');
    await screen.findByRole('heading', { name: '还没有评价' });
  });
});

describe('a rating that waits to be sent', () => {
  it('is shown with what was written and how it goes on', async () => {
    await unsent();
    serve({ ...signIn, ...none });
    render(<MyRatingsPage />);
    screen.getByRole('heading', { name: '居住证办理' });
    screen.getByText('跑了三次');
    screen.getByText(/^待发送/);
    press('改一改');
    expect(Taro.navigateTo).toHaveBeenCalledWith({
      url: '/pages/rate/index?scene=r.0123456789abcdefghijkl',
    });
  });

  it('moves to the list of given ratings when it has been sent', async () => {
    await unsent();
    const given = ratingOf('a'.repeat(24), 2, null);
    let sent = false;
    serve({
      ...signIn,
      'POST /api/v1/ratings': () => {
        sent = true;
        return ok({ ...given, anonymous: true, opensTicket: true });
      },
      'GET /api/v1/ratings/mine': () => ok({ items: sent ? [given] : [], nextCursor: null }),
    });
    render(<MyRatingsPage />);
    press('现在发送');
    await screen.findByRole('button', { name: /社会保障综合窗口，不满意/ });
    expect(screen.queryByText(/待发送/)).toBeNull();
    expect(outbox.entries()).toEqual([]);
  });

  it('says why the server does not take it, and stays until it is discarded on purpose', async () => {
    await unsent();
    serve({
      ...signIn,
      ...none,
      'POST /api/v1/ratings': () => refused(410, 'scan-code-expired', '这次服务的评价期已过'),
    });
    render(<MyRatingsPage />);
    press('现在发送');
    await screen.findByText('没有发成：这次服务的评价期已过');
    press('删除');
    screen.getByText(/找不回来/);
    press('不删');
    screen.getByText('跑了三次');
    press('删除');
    press('删除这条评价');
    await waitFor(() => expect(screen.queryByText('跑了三次')).toBeNull());
    expect(outbox.entries()).toEqual([]);
  });
});
