import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { booked, slot } from '../../../test/appointments';
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
  expect(screen.getByRole('img', { name: '签到二维码' }).style.backgroundImage).toContain('data:image/png');
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

const another = slot({ startsAt: '2026-11-26T05:30:00.000Z', endsAt: '2026-11-26T06:00:00.000Z' });
const { seats: _seats, free: _free, ...keptSlot } = another;
const kept = {
  id: '7'.repeat(24),
  state: 'offered' as const,
  slot: keptSlot,
  expiresAt: '2026-11-24T04:00:00.000Z',
};
const closed = {
  state: 'closed' as const,
  closure: { reason: '律师突发疾病', instead: kept, alternatives: [slot({ mode: 'phone' })] },
};

it('that was closed says why, and the time kept instead is taken with one press', async () => {
  open(closed, { [`POST ${path}/reschedule`]: () => ok({ ...booked, id: kept.id, insteadOf: booked.id }) });
  await screen.findByText(/很抱歉，这次咨询停诊了。原因：律师突发疾病/);
  screen.getByText(/为您保留到 12:00/);
  press('就改到这个时间');
  await waitFor(() =>
    expect(Taro.redirectTo).toHaveBeenCalledWith({
      url: `/appointments/appointment/index?id=${kept.id}&new=1`,
    }),
  );
  const sent = Taro.request.mock.calls.map(([request]) => request).find(({ url }) => /reschedule$/.test(url));
  expect(sent?.data).toEqual({ lawyerId: another.lawyer.id, startsAt: another.startsAt });
});

it('that was closed can be moved to another time, and says so when that is gone', async () => {
  open(closed, {
    [`POST ${path}/reschedule`]: () =>
      refused(409, 'slot-full', '这个时间刚被约满', { alternatives: [another] }),
  });
  await screen.findByText('或者另选一个');
  press('11月25日 周三 13:30，打电话，秦明理律师');
  await screen.findByText('这个时间刚被约满');
  screen.getByRole('button', { name: '11月26日 周四 13:30，到现场，秦明理律师' });
});

it('that was closed and moved leads to the new one', async () => {
  const instead = { ...kept, state: 'booked' as const, expiresAt: null };
  open({ ...closed, closure: { ...closed.closure, instead, alternatives: [] } });
  await screen.findByText('已经改约');
  press('看新的预约');
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/appointments/appointment/index?id=${kept.id}` });
});

it('who has checked in waits; the code is not needed any more', async () => {
  open({ state: 'arrived' });
  await screen.findByText(/已经签到/);
  expect(screen.queryByRole('img', { name: '0 4 2 7 1 3' })).toBeNull();
});

it('tells who missed several, politely, that the station will call', async () => {
  open({ phoneConfirmation: true });
  await screen.findByText(/服务站会在咨询前打电话跟您确认/);
});

it('shows where the video takes place', async () => {
  open({ slot: { ...booked.slot, mode: 'video' }, videoLink: 'https://meeting.example/1' });
  await screen.findByText('https://meeting.example/1');
  screen.getByRole('button', { name: '复制视频链接' });
});

it('shows the advice, where to go on to with what, and the way to rate it', async () => {
  const advice = {
    text: '先去公证处。',
    referral: { kind: 'legal-aid', to: '区法律援助中心', bring: '身份证' },
    by: '秦明理',
    at: '2026-11-25T06:10:00.000Z',
  };
  const after = {
    id: booked.id,
    lawyer: '秦明理',
    matter: 'family',
    finishedAt: '2026-11-25T06:00:00.000Z',
    advice,
    ratableUntil: '2026-12-25T06:00:00.000Z',
    rating: null,
  };
  open({ state: 'finished' }, { [`GET ${path}/consultation`]: () => ok(after) });
  await screen.findByText('先去公证处。');
  screen.getByText(/申请法律援助/);
  screen.getByText('身份证');
  press('评价这次咨询');
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/appointments/rating/index?id=${booked.id}` });
});
