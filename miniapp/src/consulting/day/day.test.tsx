import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { day, signInAs, visit, walkIn } from '../../../test/consulting';
import { ok, refused, sentRequests, serve } from '../../../test/server';
import Taro from '../../../test/taro';
import DayPage from '.';

const path = 'GET /api/v1/consultations/day';
const asked = () => sentRequests().filter((sent) => sent === path).length;
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
const sentTo = (url: string) => Taro.request.mock.calls.find(([sent]) => sent.url === url)?.[0].data;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: Date.parse('2026-11-23T05:30:00.000Z') });
  signInAs('handler');
});
afterEach(() => vi.useRealTimers());

it('counts the day and lists everybody, who is over last; each leads to their page', async () => {
  const over = { ...visit, id: '9'.repeat(24), state: 'finished' as const, recorded: true };
  serve({ [path]: () => ok(day({ visits: [over, visit, walkIn] })) });
  render(<DayPage />);
  await screen.findByText('还没到 0，在等 2，咨询中 0，已结束 1');
  const rows = screen
    .getAllByRole('button', { name: /婚姻家庭/ })
    .map((row) => row.getAttribute('aria-label'));
  expect(rows).toEqual([
    '13:30，王**，婚姻家庭，到现场，秦明理律师，在等',
    '3 号，李**，婚姻家庭，到现场，在等',
    '13:30，王**，婚姻家庭，到现场，秦明理律师，已结束，已写记录',
  ]);
  press(/^3 号/);
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/consulting/visit/index?kind=walk-in&id=${walkIn.id}`,
  });
});

it('asks again by itself, and keeps what it has when that fails', async () => {
  serve({ [path]: () => ok(day()) });
  render(<DayPage />);
  await screen.findByText(/在等 2/);
  serve({ [path]: () => ok(day({ visits: [] })) });
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  await screen.findByText('没有安排咨询');
  expect(asked()).toBe(2);
  serve({ [path]: () => refused(503, 'unavailable', '系统正在恢复，请稍后再试') });
  await act(() => vi.advanceTimersByTimeAsync(40_000));
  await screen.findByText(/没能更新/);
  screen.getByText('没有安排咨询');
});

it('calls whose turn it is, with the one lawyer there is', async () => {
  serve({
    [path]: () => ok(day()),
    'POST /api/v1/consultations/calls': () => ok({ ...visit, calledAt: '2026-11-23T05:30:00.000Z' }),
  });
  render(<DayPage />);
  await screen.findByText(/在等 2/);
  press('叫下一位');
  await screen.findByText('请 13:30 王**');
  expect(sentTo('/api/v1/consultations/calls')).toEqual({ station: '1'.repeat(24), lawyer: '2'.repeat(24) });
});

it('says that somebody else was quicker', async () => {
  serve({
    [path]: () => ok(day()),
    'POST /api/v1/consultations/calls': () => refused(409, 'nobody-waiting', '现在没有人在等'),
  });
  render(<DayPage />);
  await screen.findByText(/在等 2/);
  press('叫下一位');
  await screen.findByText('现在没有人在等');
});

it('checks in by six digits or what a scanner types, and nothing else', async () => {
  serve({
    [path]: () => ok(day()),
    'POST /api/v1/consultations/check-ins': () => ok(visit),
  });
  render(<DayPage />);
  await screen.findByText(/在等 2/);
  press('签到');
  type('签到码', '04271');
  press('确认签到');
  await screen.findByText('签到码是六位数字，请核对');
  type('签到码', `a.042713.${visit.id}`);
  press('确认签到');
  await screen.findByText('13:30 王** 已签到');
  expect(sentTo('/api/v1/consultations/check-ins')).toEqual({ code: '042713', appointment: visit.id });
});

it('says when a code is not of today', async () => {
  serve({
    [path]: () => ok(day()),
    'POST /api/v1/consultations/check-ins': () =>
      refused(404, 'check-in-code-unknown', '今天没有这个签到码的预约，请核对数字和日期'),
  });
  render(<DayPage />);
  await screen.findByText(/在等 2/);
  press('签到');
  type('签到码', '042713');
  press('确认签到');
  await screen.findByText('今天没有这个签到码的预约，请核对数字和日期');
});

it('gives a number to who walks in, in two questions', async () => {
  serve({ [path]: () => ok(day()), 'POST /api/v1/consultations/walk-ins': () => ok(walkIn) });
  render(<DayPage />);
  await screen.findByText(/在等 2/);
  press('现场取号');
  fireEvent.click(screen.getByRole('radio', { name: '劳动人事' }));
  press('取号');
  await screen.findByText('请填写称呼');
  type('怎么称呼', '李先生');
  press('取号');
  await screen.findByText('已取号：3 号');
  expect(sentTo('/api/v1/consultations/walk-ins')).toMatchObject({ name: '李先生', matter: 'labour' });
});

it('tells those of other units that it is not theirs', async () => {
  serve({ [path]: () => ok(day({ station: null, stations: [], places: [], lawyers: [], visits: [] })) });
  render(<DayPage />);
  await screen.findByRole('heading', { name: '您的账号不在法律服务站' });
});

it('looks at another station, and at tomorrow', async () => {
  const other = { id: '8'.repeat(24), name: '平吉邻里中心法律服务点' };
  const stations = [...day().stations, other];
  serve({
    [path]: () => ok(day({ stations })),
    [`${path}?station=${other.id}`]: () => ok(day({ stations, station: other, visits: [] })),
    [`${path}?station=${other.id}&day=2026-11-24`]: () =>
      ok(day({ stations, station: other, day: '2026-11-24' })),
  });
  render(<DayPage />);
  await screen.findByText(/在等 2/);
  press('换一个地方看');
  fireEvent.click(screen.getByRole('radio', { name: other.name }));
  await screen.findByRole('heading', { name: other.name });
  fireEvent.click(screen.getByRole('tab', { name: '明天' }));
  await waitFor(() => expect(sentRequests()).toContain(`${path}?station=${other.id}&day=2026-11-24`));
  await screen.findByText(/在等 2/);
  expect(screen.queryByRole('button', { name: '叫下一位' })).toBeNull();
});

it('asks to sign in when nobody is', () => {
  localStorage.clear();
  render(<DayPage />);
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' });
});
