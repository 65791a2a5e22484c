import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import CalendarPage from '.';

const gumei = { id: 'e'.repeat(24), code: 'gumei', name: '古美路街道', kind: 'sub-district' };
const station = { id: 'f'.repeat(24), code: 'legal-station', name: '公共法律服务站', kind: 'department' };
const hours = [{ from: '09:00', to: '11:30' }];
const days = [
  { day: '2026-11-16', workingDay: true, hours, exception: null },
  { day: '2026-11-17', workingDay: false, hours: [], exception: { unit: 'gumei', reason: '台风' } },
  { day: '2026-11-02', workingDay: true, hours, exception: null },
];
const calendarOf = (unpublishedYears: number[]) =>
  ok({ unit: { code: 'gumei', name: gumei.name }, published: true, unpublishedYears, days });
const units = { 'GET /api/v1/units': () => ok({ items: [gumei, station] }) };
const november = 'GET /api/v1/calendar?unit=gumei&month=2026-11';
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
const lastBody = () =>
  Taro.request.mock.calls
    .map(([request]) => request.data)
    .filter(Boolean)
    .pop();

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00.000Z'), toFake: ['Date'] });
  const department = { id: gumei.id, name: gumei.name };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '孔令仪', roles: ['admin'], department };
  writeStored('session.staff', sessionNamed('staff', person));
  return () => vi.useRealTimers();
});

it('shows the days of half a month, and what is out of the ordinary', async () => {
  serve({ ...units, [november]: () => calendarOf([]) });
  render(<CalendarPage />);
  await screen.findByRole('button', { name: '11月17日 周二，不办公，例外：台风' });
  expect(screen.queryByRole('button', { name: /11月2日/ })).toBeNull();
  fireEvent.click(screen.getByRole('tab', { name: '1—15 日' }));
  screen.getByRole('button', { name: '11月2日 周一，09:00-11:30' });
  expect(screen.queryByText(/还没有录入/)).toBeNull();
});

it('flags a year without a schedule, until it is entered', async () => {
  let missing = [2027];
  serve({
    ...units,
    [november]: () => calendarOf(missing),
    'POST /api/v1/calendar/years': () => {
      missing = [];
      return ok({ year: 2027, holidays: ['2027-01-01'], makeUpDays: [] });
    },
  });
  render(<CalendarPage />);
  await screen.findByText(/2027 年的放假安排还没有录入/);
  press('录入放假安排');
  press('保存');
  screen.getByText('请填写放假的日子');
  type('放假的日子', '2027-01-01~2027-01-03');
  press('保存');
  await waitFor(() => expect(screen.queryByText(/还没有录入/)).toBeNull());
  expect(lastBody()).toEqual({
    year: 2027,
    holidays: ['2027-01-01', '2027-01-02', '2027-01-03'],
    makeUpDays: [],
  });
});

it('sets a day with hours and a reason, and takes back what was set here', async () => {
  serve({
    ...units,
    [november]: () => calendarOf([]),
    'POST /api/v1/calendar/days': () => ok(days[0]),
    'POST /api/v1/calendar/days/clear': () => ok(days[0]),
  });
  render(<CalendarPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^11月16日/ }));
  type('办公时间', '上午');
  press('保存');
  screen.getByText(/时间请写成/);
  screen.getByText('请写明原因');
  type('办公时间', '9:00-11:00');
  type('原因', '停电');
  press('保存');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(lastBody()).toEqual({
    unit: 'gumei',
    day: '2026-11-16',
    hours: [{ from: '09:00', to: '11:00' }],
    reason: '停电',
  });
  fireEvent.click(await screen.findByRole('button', { name: /^11月17日/ }));
  press('恢复照常');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(lastBody()).toEqual({ unit: 'gumei', day: '2026-11-17' });
});

it('keeps what was typed when saving fails', async () => {
  serve({
    ...units,
    [november]: () => calendarOf([]),
    'POST /api/v1/calendar/days': () => refused(403, 'not-allowed', '您没有权限做这项操作'),
  });
  render(<CalendarPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^11月16日/ }));
  type('原因', '停电');
  press('保存');
  await screen.findByText('您没有权限做这项操作');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '原因' }).value).toBe('停电');
});

it('turns to other months and units', async () => {
  const december = 'GET /api/v1/calendar?unit=legal-station&month=2026-12';
  serve({
    ...units,
    [november]: () => calendarOf([]),
    'GET /api/v1/calendar?unit=legal-station&month=2026-11': () => calendarOf([]),
    [december]: () => calendarOf([]),
  });
  render(<CalendarPage />);
  await screen.findByRole('button', { name: /^11月16日/ });
  press('换一个部门');
  fireEvent.click(screen.getByRole('radio', { name: '公共法律服务站' }));
  press('下个月');
  await waitFor(() => expect(sentRequests()).toContain(december));
});
