import { fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { ok, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import FiguresPage from '.';

const unit = { id: 'e'.repeat(24), code: 'gumei', name: '古美路街道', kind: 'sub-district' };
const figure = (part: number, of: number) => ({
  part,
  of,
  rate: of === 0 ? null : part / of,
  small: of < 20,
});
const row = (good: number, of: number, excluded = 0) => ({
  counted: of,
  excluded,
  upheld: 0,
  supplements: 3,
  badSupplements: 1,
  figures: {
    good: figure(good, of),
    activeGood: figure(good, of),
    unrated: figure(0, 0),
    replied: figure(1, 1),
    measured: figure(1, 1),
    contacted: figure(0, 0),
    inTime: figure(1, 1),
  },
});
const rows = (count: number) => [
  { id: 'a'.repeat(24), name: 'A01 综合窗口', rank: 1, ...row(29, 30, 2) },
  ...Array.from({ length: count - 1 }, (_, index) => ({
    id: String(index).padStart(24, '0'),
    name: `B${index} 窗口`,
    rank: null,
    ...row(3, 4),
  })),
];
const path = (by: string, from: string, to: string) =>
  `GET /api/v1/oversight/figures?from=${from}&to=${to}&unit=gumei&by=${by}`;
const answer = (count: number) => () =>
  ok({ unit, from: '', to: '', minSample: 20, total: row(100, 120), rows: rows(count) });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00.000Z'), toFake: ['Date'] });
  const department = { id: unit.id, name: unit.name };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '沈文清', roles: ['supervisor'], department };
  writeStored('session.staff', sessionNamed('staff', person));
  return () => vi.useRealTimers();
});

const units = { 'GET /api/v1/units': () => ok({ items: [unit] }) };

it('says every figure with its sample and formula, ranks large samples and marks small ones', async () => {
  serve({ ...units, [path('counter', '2026-11-01', '2026-11-23')]: answer(2) });
  render(<FiguresPage />);
  const first = await screen.findByRole('button', {
    name: 'A01 综合窗口，好评率 96.7%（29 ÷ 30），第 1 名，经复核排除 2 条',
  });
  screen.getByRole('button', { name: 'B0 窗口，好评率 75%（3 ÷ 4），样本少，不排名' });
  fireEvent.click(first);
  const sheet = within(screen.getByRole('dialog'));
  sheet.getByText('未评率');
  sheet.getByText('没有评价的办件 ÷ 全部办件');
  sheet.getByText('另有经复核排除 2 条、申诉成立 0 条，不计入上面的指标。');
  sheet.getByText('另有追评 3 条，其中差评 1 条，不计入好评率。');
  expect(sheet.getAllByText('样本少').length).toBeGreaterThan(0);
});

it('is asked for other periods and subjects', async () => {
  serve({
    ...units,
    [path('counter', '2026-11-01', '2026-11-23')]: answer(1),
    [path('counter', '2026-10-01', '2026-10-31')]: answer(1),
    [path('staff', '2026-10-01', '2026-10-31')]: answer(2),
  });
  render(<FiguresPage />);
  fireEvent.click(await screen.findByRole('tab', { name: '上月' }));
  fireEvent.click(screen.getByRole('tab', { name: '人员' }));
  await screen.findByRole('button', { name: /^B0 窗口/ });
});

it('shows twenty at a time', async () => {
  serve({ ...units, [path('counter', '2026-11-01', '2026-11-23')]: answer(25) });
  render(<FiguresPage />);
  await screen.findByRole('button', { name: /^A01/ });
  expect(screen.getAllByRole('listitem')).toHaveLength(20);
  fireEvent.click(screen.getByRole('button', { name: '查看后面的' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(5);
  fireEvent.click(screen.getByRole('button', { name: '回到前面的' }));
  screen.getByRole('button', { name: /^A01/ });
});

it('asks to sign in when nobody is', () => {
  localStorage.clear();
  render(<FiguresPage />);
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' });
});
