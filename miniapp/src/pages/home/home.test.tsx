import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ok, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { setElderMode } from '../../platform/elder-mode';
import { setConnected } from '../../platform/network';
import { outbox, ratingEntry } from '../../platform/outbox';
import HomePage from '.';

afterEach(() => act(() => setElderMode(false)));

describe('the home page', () => {
  it('asks nothing of the network', () => {
    render(<HomePage />);
    screen.getByRole('heading', { name: '法治邻里' });
    expect(Taro.request).not.toHaveBeenCalled();
  });

  it('leads from a counter code to its rating page', () => {
    render(<HomePage />);
    fireEvent.change(screen.getByRole('textbox', { name: '窗口编号' }), { target: { value: 'a01' } });
    fireEvent.click(screen.getByRole('button', { name: '去评价' }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/rate/index?scene=c.A01' });
  });

  it('leads to booking a lawyer', () => {
    render(<HomePage />);
    fireEvent.click(screen.getByRole('button', { name: /^约律师/ }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/appointments/matter/index' });
  });

  it('says what a counter code looks like when there is none', () => {
    render(<HomePage />);
    fireEvent.click(screen.getByRole('button', { name: '去评价' }));
    expect(screen.getByRole('alert').textContent).toBe('请填写窗口编号，如 A01');
    expect(Taro.navigateTo).not.toHaveBeenCalled();
  });

  it('tells in one line what has become of ratings sent off without a network', async () => {
    const body = {
      scene: 'c.A01',
      grade: 5 as const,
      tags: [],
      anonymous: true as const,
      idempotencyKey: 'k'.repeat(24),
    };
    setConnected(false);
    await outbox.submit(ratingEntry(body, 'A01 社会保障综合窗口'));
    setConnected(true);
    render(<HomePage />);
    screen.getByText('有 1 条评价待发送，有网络时自动发送');
    serve({
      'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
      'POST /api/v1/ratings': () => ok({ id: 'a'.repeat(24), anonymous: true, opensTicket: false }),
    });
    await act(() => outbox.wake());
    screen.getByText('您保存的 1 条评价已经发出');
    fireEvent.click(screen.getByRole('button', { name: '看一看' }));
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/my-ratings/index' });
  });

  it('says in one line when there is no network', () => {
    render(<HomePage />);
    act(() => setConnected(false));
    screen.getByText('现在没有网络，连上后自动更新');
    act(() => setConnected(true));
    expect(screen.queryByText(/现在没有网络/)).toBeNull();
  });

  it('turns on large text, here and for the next visit', () => {
    const { container, unmount } = render(<HomePage />);
    fireEvent.click(screen.getByRole('switch', { name: '大字版' }));
    expect(container.querySelector('.theme-elder')).not.toBeNull();
    unmount();
    render(<HomePage />);
    expect(screen.getByRole('switch', { name: '大字版' }).getAttribute('aria-checked')).toBe('true');
    expect(localStorage.getItem('linli.elder-mode')).toBe('true');
  });
});
