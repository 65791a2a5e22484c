import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import OverviewPage from '.';

const unit = { id: 'e'.repeat(24), code: 'gumei', name: '古美路街道', kind: 'sub-district' };
const handler = { id: 'd'.repeat(24), name: '周明' };
const overview = (red: number, reviews = 0) => ({
  asOf: '2026-11-23T07:31:00.000Z',
  open: { total: 3 + red + reviews, green: 2 + reviews, yellow: 1, red },
  states: [
    { state: 'assigned', total: red, green: 0, yellow: 0, red },
    { state: 'reviewing', total: reviews, green: reviews, yellow: 0, red: 0 },
  ],
  handlers: [{ handler, total: 3, green: 1, yellow: 1, red: 1 }],
});
const ticket = {
  kind: 'feedback',
  id: 'c'.repeat(24),
  number: '20261123-7KQ2',
  state: 'assigned',
  feedbackKind: 'fault',
  excerpt: '一直在转圈',
  handler,
  clock: null,
  openedAt: '2026-11-23T07:31:00.000Z',
};
const units = { 'GET /api/v1/units': () => ok({ items: [unit] }) };
const counts = 'GET /api/v1/oversight/overview?unit=gumei';
const tickets = 'GET /api/v1/oversight/tickets?unit=gumei';
const page = (...items: object[]) => ok({ items, nextCursor: null });
const lists = (more: string[] = []) =>
  Object.fromEntries(
    [tickets, ...more.map((query) => `${tickets}&${query}`)].map((list) => [list, () => page(ticket)]),
  );
const asked = (request: string) => sentRequests().filter((sent) => sent === request).length;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const department = { id: unit.id, name: unit.name };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '沈文清', roles: ['supervisor'], department };
  writeStored('session.staff', sessionNamed('staff', person));
});
afterEach(() => vi.useRealTimers());

it('counts by colour and state, and lists what is pressed', async () => {
  serve({ ...units, ...lists(['colour=red']), [counts]: () => ok(overview(2)) });
  render(<OverviewPage />);
  await screen.findByRole('heading', { name: '待办工单 5 件' });
  screen.getByText('2 件，超时 2');
  await screen.findByRole('button', { name: /20261123-7KQ2/ });
  fireEvent.click(screen.getByRole('button', { name: '已超时 2' }));
  await screen.findByRole('button', { name: '只看：已超时' });
  await waitFor(() => expect(asked(`${tickets}&colour=red`)).toBe(1));
});

it('puts what waits for a review on top', async () => {
  serve({ ...units, ...lists(['state=reviewing']), [counts]: () => ok(overview(0, 2)) });
  render(<OverviewPage />);
  fireEvent.click(await screen.findByRole('button', { name: '看待复核的工单' }));
  await waitFor(() => expect(asked(`${tickets}&state=reviewing`)).toBe(1));
});

it('shows who has how many, and theirs', async () => {
  serve({ ...units, ...lists([`handler=${handler.id}`]), [counts]: () => ok(overview(1)) });
  render(<OverviewPage />);
  fireEvent.click(await screen.findByRole('tab', { name: '办理人' }));
  fireEvent.click(screen.getByRole('button', { name: '周明，3 件，超时 1，快到期 1' }));
  await screen.findByRole('button', { name: '只看：周明' });
});

it('asks again by itself, lists again when something has moved, and says how old it is', async () => {
  let red = 1;
  serve({ ...units, ...lists(), [counts]: () => ok(overview(red)) });
  render(<OverviewPage />);
  await screen.findByText('刚刚更新，会自动更新');
  await waitFor(() => expect(asked(tickets)).toBe(1));
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  expect(asked(counts)).toBe(2);
  expect(asked(tickets), 'nothing has moved').toBe(1);
  red = 2;
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  await screen.findByRole('button', { name: '已超时 2' });
  await waitFor(() => expect(asked(tickets)).toBe(2));

  serve({ ...units, ...lists(), [counts]: () => refused(503, 'unavailable', '系统正在恢复，请稍后再试') });
  await act(() => vi.advanceTimersByTimeAsync(70_000));
  await screen.findByText(/没能更新/);
  await screen.findByText('1 分钟前更新，会自动更新');
  screen.getByRole('button', { name: '已超时 2' });
});

it('asks to sign in when nobody is', () => {
  localStorage.clear();
  render(<OverviewPage />);
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' });
});
