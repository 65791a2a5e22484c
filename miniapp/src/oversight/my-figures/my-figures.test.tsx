import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import MyFiguresPage from '.';

const figure = { part: 0, of: 0, rate: null, small: true };
const kinds = ['good', 'activeGood', 'unrated', 'replied', 'measured', 'contacted', 'inTime'];
const figures = Object.fromEntries(kinds.map((kind) => [kind, figure]));
const mine = ok({
  from: '',
  to: '',
  minSample: 20,
  counted: 1,
  excluded: 0,
  upheld: 0,
  supplements: 0,
  badSupplements: 0,
  figures,
});
const entry = {
  id: 'a'.repeat(24),
  grade: 2,
  tags: [{ code: '213', label: '窗口人员业务不熟练' }],
  counter: { code: 'A02', name: '综合窗口' },
  day: '2026-11-23',
  excluded: false,
  appeal: null as object | null,
};
const appeal = {
  id: 'f'.repeat(24),
  ratingId: entry.id,
  by: '钱一帆',
  grade: 2,
  ratedAt: '2026-11-23T02:00:00.000Z',
  reason: '系统停机',
  madeAt: '2026-11-23T03:00:00.000Z',
  state: 'dismissed',
  decision: '没有停机',
  decidedBy: '沈文清',
  decidedAt: '2026-11-23T04:00:00.000Z',
  ticketId: null,
};
const own = { 'GET /api/v1/figures/mine?from=2026-11-01&to=2026-11-23': () => mine };
const entries = 'GET /api/v1/figures/mine/entries';
const list = (...items: object[]) => ok({ items, nextCursor: null });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const reason = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: '申诉理由' });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00.000Z'), toFake: ['Date'] });
  const department = { id: 'e'.repeat(24), name: '社区事务受理服务中心' };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '钱一帆', roles: ['clerk'], department };
  writeStored('session.staff', sessionNamed('staff', person));
  return () => vi.useRealTimers();
});

it('takes an appeal with a reason, and keeps what was typed when that fails', async () => {
  let appealed = false;
  serve({
    ...own,
    [entries]: () => list(appealed ? { ...entry, appeal: { ...appeal, state: 'pending' } } : entry),
    'POST /api/v1/figures/mine/appeals': () => refused(503, 'unavailable', '系统正在恢复，请稍后再试'),
  });
  render(<MyFiguresPage />);
  fireEvent.click(await screen.findByRole('button', { name: '不满意，A02 综合窗口，2026-11-23' }));
  press('提交申诉');
  screen.getByText('请写明理由');
  fireEvent.change(reason(), { target: { value: '系统停机' } });
  press('提交申诉');
  await screen.findByText('系统正在恢复，请稍后再试');
  expect(reason().value).toBe('系统停机');
  serve({
    ...own,
    [entries]: () => list(appealed ? { ...entry, appeal: { ...appeal, state: 'pending' } } : entry),
    'POST /api/v1/figures/mine/appeals': () => {
      appealed = true;
      return ok(appeal);
    },
  });
  press('提交申诉');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await screen.findByRole('button', { name: /申诉待处理$/ });
});

it('shows what was decided and why, and takes no second appeal', async () => {
  serve({ ...own, [entries]: () => list({ ...entry, appeal }) });
  render(<MyFiguresPage />);
  fireEvent.click(await screen.findByRole('button', { name: /申诉不成立$/ }));
  screen.getByText('没有停机');
  screen.getByText('沈文清');
  expect(screen.queryByRole('button', { name: '提交申诉' })).toBeNull();
});

it('takes no appeal against what does not count or is good', async () => {
  const good = { ...entry, id: 'b'.repeat(24), grade: 5 };
  serve({ ...own, [entries]: () => list({ ...entry, excluded: true }, good) });
  render(<MyFiguresPage />);
  for (const name of [/经复核不计入$/, /^非常满意/]) {
    fireEvent.click(await screen.findByRole('button', { name }));
    expect(screen.queryByRole('button', { name: '提交申诉' })).toBeNull();
    press('关闭');
  }
});

it('asks to sign in when nobody is', () => {
  localStorage.clear();
  render(<MyFiguresPage />);
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' });
});
