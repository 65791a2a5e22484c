import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import AccountClosedPage from '../account-closed';
import CloseAccountPage from '.';

const data = {
  account: { id: 'c'.repeat(24), createdAt: '2025-11-01T02:00:00.000Z' },
  ratings: 3,
  feedback: 1,
  consents: [],
  keptByLaw: [{ what: '评价的等级', why: '不得更改或删除。' }],
};
const usual = {
  'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
  'GET /api/v1/me/data': () => ok(data),
};
const close = 'POST /api/v1/me/close';

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const tick = (name: string) => fireEvent.click(screen.getByRole('checkbox', { name }));
const understood = '我看过了上面的说明，要注销账号';

async function openPage(more: Parameters<typeof serve>[0] = {}, answer: object = data) {
  serve({ ...usual, 'GET /api/v1/me/data': () => ok(answer), ...more });
  render(<CloseAccountPage />);
  await screen.findByRole('heading', { name: '注销以后会删除' });
}

describe('closing the account', () => {
  it('says what goes, what stays, and that there is no way back; nothing is ticked', async () => {
    await openPage();
    screen.getByText(/您有 3 条评价、1 条投诉建议/);
    screen.getByText('不得更改或删除。');
    screen.getByText(/不能恢复/);
    for (const box of screen.getAllByRole('checkbox')) {
      expect(box.getAttribute('aria-checked')).toBe('false');
    }
  });

  it('needs the tick as well as the button', async () => {
    await openPage();
    press('注销账号');
    expect(screen.getByRole('alert').textContent).toMatch(/请先勾选/);
    expect(sentRequests()).not.toContain(close);
  });

  it('clears the device but for its looks and the staff at work on it, and forgets the way here', async () => {
    await openPage({ [close]: () => ok({ waiting: 2 }) });
    const left = {
      'linli.elder-mode': 'true',
      'linli.color-scheme': '"dark"',
      'linli.session.staff': '{}',
      'linli.seen.staff.ticket.1': '{}',
    };
    const gone = ['linli.draft.c.A01', 'linli.feedback-draft', 'linli.seen.resident.x', 'linli.outbox.me.k'];
    for (const [key, value] of Object.entries(left)) localStorage.setItem(key, value);
    for (const key of gone) localStorage.setItem(key, '{}');
    tick(understood);
    press('注销账号');
    await waitFor(() =>
      expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/privacy/account-closed/index?waiting=2' }),
    );
    expect({ ...localStorage }).toEqual(left);
    expect(Taro.request.mock.calls.at(-1)?.[0].data).toEqual({ eraseComments: false });
  });

  it('erases the words, too, for those who tick it', async () => {
    await openPage({ [close]: () => ok({ waiting: 0 }) });
    tick('写过的留言和投诉建议内容也一起删除');
    tick(understood);
    press('注销账号');
    await waitFor(() => expect(Taro.reLaunch).toHaveBeenCalled());
    expect(Taro.request.mock.calls.at(-1)?.[0].data).toEqual({ eraseComments: true });
  });

  it('does not ask about words where there are none', async () => {
    await openPage({}, { ...data, ratings: 0, feedback: 0 });
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
  });

  it('that fails leaves everything as it was', async () => {
    await openPage({ [close]: () => refused(503, 'unavailable', '系统正在恢复，请稍后再试') });
    tick(understood);
    press('注销账号');
    await screen.findByText('系统正在恢复，请稍后再试');
    expect(localStorage.getItem('linli.session.resident')).not.toBeNull();
    expect(Taro.reLaunch).not.toHaveBeenCalled();
  });
});

describe('the page after closing', () => {
  it('says what still waits, asks nothing of the server, and leads home', () => {
    routerParams.waiting = '2';
    render(<AccountClosedPage />);
    screen.getByText(/还有 2 条正在办理/);
    expect(Taro.request).not.toHaveBeenCalled();
    press('回到首页');
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/home/index' });
  });

  it('speaks of nothing waiting when nothing does', () => {
    routerParams.waiting = '0';
    render(<AccountClosedPage />);
    expect(screen.queryByText(/正在办理/)).toBeNull();
  });
});
