import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { booked } from '../../../test/appointments';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import AppointmentPage from '.';

const path = `/api/v1/appointments/${booked.id}`;

function open(changes: Partial<AppointmentDetail> = {}, more = {}) {
  serve({
    'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
    [`GET ${path}`]: () => ok({ ...booked, ...changes }),
    ...more,
  });
  routerParams.id = booked.id;
  return render(<AppointmentPage />);
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T02:00:00.000Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('shows when, where, with whom and the code', async () => {
  open();
  await screen.findByText('11月25日 周三 13:30–14:00');
  screen.getByRole('img', { name: '0 4 2 7 1 3' });
  screen.getByText('平南路 200 号 3 楼');
  screen.getByText('房子怎么分');
});

it('needs no place and no code for a call', async () => {
  open({ slot: { ...booked.slot, mode: 'phone' } });
  await screen.findByText(/到时间律师会打您留下的电话/);
  expect(screen.queryByRole('img', { name: '0 4 2 7 1 3' })).toBeNull();
  expect(screen.queryByText('平南路 200 号 3 楼')).toBeNull();
});

it('cancels after asking once', async () => {
  open({}, { [`POST ${path}/cancellation`]: () => ok({ ...booked, state: 'cancelled' }) });
  await screen.findByText(/11月25日 周三 11:30 以前可以改时间或取消/);
  press('取消预约');
  expect(sentRequests()).not.toContain(`POST ${path}/cancellation`);
  press('不取消');
  press('取消预约');
  press('确定取消');
  await screen.findByText('已取消');
  expect(screen.queryByRole('button', { name: '改时间' })).toBeNull();
});

it('says why it was not cancelled', async () => {
  open(
    {},
    { [`POST ${path}/cancellation`]: () => refused(409, 'too-late-to-change', '已过取消和改期的时限') },
  );
  await screen.findByText('已预约');
  press('取消预约');
  press('确定取消');
  await screen.findByText('已过取消和改期的时限');
  screen.getByText('已预约');
});

it('is moved with the same finder', async () => {
  open();
  await screen.findByText('已预约');
  press('改时间');
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/appointments/slots/index?matter=family&lawyer=&move=${booked.id}`,
  });
});

it('offers neither when it is too late', async () => {
  vi.setSystemTime(Date.parse('2026-11-25T04:00:00.000Z'));
  open();
  await screen.findByText(/已过改时间和取消的时限/);
  expect(screen.queryByRole('button', { name: '取消预约' })).toBeNull();
});

it('opens without a network, and what was told to the lawyer does not lie on the device', async () => {
  const { unmount } = open();
  await screen.findByText('房子怎么分');
  unmount();
  expect(JSON.stringify({ ...localStorage })).not.toContain('房子怎么分');
  serve({});
  render(<AppointmentPage />);
  screen.getByRole('img', { name: '0 4 2 7 1 3' });
});
