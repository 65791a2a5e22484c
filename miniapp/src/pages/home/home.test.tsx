import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { articleRow } from '../../../test/articles';
import { ok, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { setElderMode } from '../../platform/elder-mode';
import { setConnected } from '../../platform/network';
import { outbox, ratingEntry } from '../../platform/outbox';
import HomePage from '.';

beforeEach(() => serve({}));
afterEach(() => act(() => setElderMode(false)));

describe('the home page', () => {
  it('waits for nothing from the network, and signs nobody in', () => {
    render(<HomePage />);
    screen.getByRole('heading', { name: '法治邻里' });
    screen.getByRole('button', { name: '去评价' });
    screen.getByRole('button', { name: /^约律师/ });
    expect(sentRequests()).toEqual(['GET /api/v1/publicity/due']);
  });

  it('features what is due today, soon and always, and something to read', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T02:00:00.000Z'), toFake: ['Date'] });
    const day = { code: 'fire-safety-month', name: '消防宣传月', from: '2026-11-01', to: '2026-11-30' };
    const campaign = { code: 'fire-safety-month', title: '消防宣传月', summary: '楼道别堆东西。' };
    const week = { code: 'constitution-week', name: '宪法宣传周', from: '2026-12-01', to: '2026-12-07' };
    serve({
      'GET /api/v1/publicity/due': () =>
        ok({
          today: '2026-11-23',
          plan: null,
          lawDays: [
            { ...day, running: true, daysUntil: 0, campaign },
            { ...week, running: false, daysUntil: 8, campaign: null },
          ],
          campaigns: [{ code: 'against-fraud', title: '全民反诈', summary: '' }],
          articles: [articleRow()],
        }),
    });
    const { unmount } = render(<HomePage />);
    fireEvent.click(await screen.findByRole('button', { name: '消防宣传月进行中，楼道别堆东西。' }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/law/campaign/index?code=fire-safety-month' });
    screen.getByRole('button', { name: '8 天后：宪法宣传周' });
    screen.getByRole('button', { name: /^读一篇，隔壁太吵/ });
    screen.getByRole('button', { name: '看全年的普法日子' });
    expect(screen.queryByText('全民反诈')).toBeNull();
    unmount();
    serve({});
    render(<HomePage />);
    await screen.findByText(/^更新于/);
    screen.getByRole('button', { name: /^消防宣传月进行中/ });
    vi.useRealTimers();
  });

  it('leads to the articles', () => {
    render(<HomePage />);
    fireEvent.click(screen.getByRole('button', { name: /^学法用法/ }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/law/articles/index' });
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
