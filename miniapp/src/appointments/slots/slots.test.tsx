import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { held, lawyer, slot } from '../../../test/appointments';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro, { type RequestAnswer, routerParams } from '../../../test/taro';
import SlotsPage from '.';

const later = slot({
  mode: 'phone',
  startsAt: '2026-11-27T01:00:00.000Z',
  endsAt: '2026-11-27T01:20:00.000Z',
});
const full = slot({ startsAt: '2026-11-25T06:00:00.000Z', endsAt: '2026-11-25T06:30:00.000Z', free: 0 });

const holdPath = 'POST /api/v1/appointments/holds';

function open(handlers: Record<string, () => RequestAnswer> = {}, firstDay = [slot(), full]) {
  serve({
    'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
    'GET /api/v1/slots?matter=family': () =>
      ok({
        days: [
          { day: '2026-11-25', free: firstDay.filter(({ free }) => free > 0).length, slots: firstDay },
          { day: '2026-11-26', free: 0, slots: [] },
          { day: '2026-11-27', free: 1, slots: [later] },
        ],
      }),
    'GET /api/v1/lawyers?matter=family': () => ok({ items: [lawyer] }),
    ...handlers,
  });
  routerParams.matter = 'family';
  render(<SlotsPage />);
  return screen.findByRole('radiogroup', { name: '哪一天' });
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const bodiesOf = (path: string) =>
  Taro.request.mock.calls.filter(([{ url }]) => url === path).map(([{ data }]) => data);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T02:00:00.000Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the free times', () => {
  it('stand by day with what is free, and leave out days without any', async () => {
    await open();
    const days = screen.getAllByRole('radio').map((day) => day.getAttribute('aria-label'));
    expect(days).toEqual(['11月25日，周三，空 1 个', '11月27日，周五，空 1 个']);
  });

  it('stand by lawyer with the firm and the languages, and a full one cannot be pressed', async () => {
    await open();
    screen.getByRole('heading', { name: '秦明理律师' });
    screen.getByText('会说普通话、上海话');
    const taken = screen.getByRole('button', { name: '14:00，到现场，约满' });
    expect(taken.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(taken);
    expect(bodiesOf('/api/v1/appointments/holds')).toEqual([]);
  });

  it('can be narrowed to one way of consulting', async () => {
    await open();
    fireEvent.click(screen.getByRole('tab', { name: '打电话' }));
    screen.getByRole('button', { name: '最早有空：11月27日 周五 09:00，打电话，秦明理律师' });
    fireEvent.click(screen.getByRole('tab', { name: '视频' }));
    screen.getByText('这两周没有安排');
    press('看全部时间');
    screen.getByRole('button', { name: /^最早有空：11月25日/ });
  });

  const there = { id: '9'.repeat(24), name: '平吉邻里中心法律服务点' };
  const atTwoStations = {
    'GET /api/v1/slots?matter=family': () => {
      const at = { startsAt: '2026-11-26T05:30:00.000Z', endsAt: '2026-11-26T06:00:00.000Z' };
      return ok({
        days: [
          { day: '2026-11-25', free: 1, slots: [slot()] },
          { day: '2026-11-26', free: 1, slots: [slot({ station: there, ...at })] },
        ],
      });
    },
  };

  it('of the station whose code was scanned come first, and the others with one press', async () => {
    routerParams.station = there.id;
    await open(atTwoStations);
    expect(screen.queryByRole('radio', { name: /^11月25日/ })).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: '都可以去' }));
    screen.getByRole('radio', { name: /^11月25日/ });
  });

  it('can be narrowed to one station', async () => {
    await open(atTwoStations);
    screen.getByRole('radio', { name: /^11月25日/ });
    fireEvent.click(screen.getByRole('radio', { name: there.name }));
    expect(screen.queryByRole('radio', { name: /^11月25日/ })).toBeNull();
    screen.getByRole('button', { name: /^最早有空：11月26日/ });
    fireEvent.click(screen.getByRole('radio', { name: '都可以去' }));
    screen.getByRole('radio', { name: /^11月25日/ });
  });

  it('are held by a press, which leads to the questions', async () => {
    await open({ [holdPath]: () => ({ statusCode: 201, data: held() }) });
    press('13:30，到现场');
    await waitFor(() =>
      expect(Taro.navigateTo).toHaveBeenCalledWith({
        url: `/appointments/book/index?id=${held().id}&matter=family`,
      }),
    );
    expect(bodiesOf('/api/v1/appointments/holds')).toEqual([
      {
        lawyerId: lawyer.id,
        startsAt: slot().startsAt,
        matter: 'family',
        idempotencyKey: expect.stringMatching(/^[0-9a-z]{24}$/),
      },
    ]);
  });

  it('that somebody else was quicker for give way to the nearest others, and to the queue', async () => {
    let tries = 0;
    const first = refused(409, 'slot-full', '这个时间刚被约满', { alternatives: [later, { nonsense: 1 }] });
    await open({
      [holdPath]: () => (++tries === 1 ? first : { statusCode: 201, data: held() }),
      'POST /api/v1/waitlist': () => refused(409, 'seats-free', '这一天还有空位，可以直接预约'),
    });
    press('13:30，到现场');
    await screen.findByRole('dialog');
    press('排队等候');
    await screen.findByText('这一天还有空位，可以直接预约');
    expect(bodiesOf('/api/v1/waitlist')).toEqual([
      expect.objectContaining({ lawyerId: lawyer.id, mode: 'on-site', day: '2026-11-25', matter: 'family' }),
    ]);
    press('11月27日 周五 09:00，打电话，秦明理律师');
    await waitFor(() => expect(Taro.navigateTo).toHaveBeenCalledOnce());
    expect(bodiesOf('/api/v1/appointments/holds')[1]).toMatchObject({ startsAt: later.startsAt });
  });

  it.each([
    ['time-taken', '您在这个时间已经有一个预约'],
    ['bookings-full', '您的有效预约已满，请先完成或取消一个'],
  ])('refused for %s say why, and lead to the own appointments', async (code, message) => {
    await open({ [holdPath]: () => refused(409, code, message) });
    press('13:30，到现场');
    await screen.findByText(message);
    press('看我的预约');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/appointments/mine/index' });
  });
});

describe('a full day', () => {
  const queue = async (answer: RequestAnswer) => {
    await open({ 'POST /api/v1/waitlist': () => answer }, [full]);
    fireEvent.click(screen.getByRole('radio', { name: '11月25日，周三，约满' }));
    press('排队等候');
  };

  it('can be waited for', async () => {
    await queue({ statusCode: 201, data: { ahead: 0 } });
    await screen.findByText(/您排在第一位/);
    expect(bodiesOf('/api/v1/waitlist')).toEqual([
      { day: '2026-11-25', matter: 'family', idempotencyKey: expect.any(String) },
    ]);
  });

  it('that is waited for already leads to where one sees it', async () => {
    await queue(refused(409, 'already-waiting', '您已经在排队了'));
    await screen.findByText('您已经在排队了');
    press('看我的预约');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/appointments/mine/index' });
  });
});

describe('moving an appointment', () => {
  const move = 'POST /api/v1/appointments/m1/reschedule';

  async function moveTo(answer: RequestAnswer) {
    routerParams.move = 'm1';
    await open({ [move]: () => answer });
    press('13:30，到现场');
    await screen.findByRole('dialog');
    expect(bodiesOf('/api/v1/appointments/m1/reschedule')).toEqual([]);
    press('就改到这个时间');
  }

  it('asks once, moves, and shows the appointment', async () => {
    await moveTo(ok(held({ state: 'booked' })));
    await waitFor(() =>
      expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/appointments/appointment/index?id=m1&new=1' }),
    );
    expect(bodiesOf('/api/v1/appointments/m1/reschedule')).toEqual([
      { lawyerId: lawyer.id, startsAt: slot().startsAt },
    ]);
  });

  it('to a time that has just gone offers others, and asks again', async () => {
    await moveTo(refused(409, 'slot-full', '这个时间刚被约满', { alternatives: [later] }));
    await screen.findByText('这个时间刚被约满');
    press('11月27日 周五 09:00，打电话，秦明理律师');
    screen.getByText('11月27日 周五 09:00–09:20');
    screen.getByRole('button', { name: '就改到这个时间' });
  });
});
