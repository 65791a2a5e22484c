import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { held, lawyer, slot } from '../../../test/appointments';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro, { type RequestAnswer, routerParams } from '../../../test/taro';
import BookPage from '.';

const kept = held();
const other = slot({ startsAt: '2026-11-27T05:30:00.000Z', endsAt: '2026-11-27T06:00:00.000Z' });
const bookPath = 'POST /api/v1/appointments';
const minute = 60_000;

function open(handlers: Record<string, () => RequestAnswer> = {}, shown = kept) {
  serve({
    'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
    [`GET /api/v1/appointments/${kept.id}`]: () => ok(shown),
    ...handlers,
  });
  routerParams.id = kept.id;
  routerParams.matter ??= 'family';
  return render(<BookPage />);
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const bodies = () =>
  Taro.request.mock.calls.filter(([{ url }]) => url === '/api/v1/appointments').map(([{ data }]) => data);

/** Up to the last press. */
async function fillIn() {
  await screen.findByText('第 1 步，共 4 步');
  press('下一步');
  fireEvent.click(screen.getByRole('radio', { name: /已满 14 周岁/ }));
  type('姓名', '王秀兰');
  type('电话', '13800001234');
  press('下一步');
  type('简单说说事情经过', '房子怎么分');
  type('对方是谁', '王先生');
  press('下一步');
}

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.parse('2026-11-23T02:00:00.000Z'),
    toFake: ['Date', 'setInterval', 'clearInterval'],
    // What waits for something on the page looks again by itself.
    shouldAdvanceTime: true,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('booking what is held', () => {
  it('asks one question after the other and sends the answers', async () => {
    open({ [bookPath]: () => ({ statusCode: 201, data: held({ state: 'booked' }) }) });
    await fillIn();
    screen.getByText('房子怎么分');
    press('确认预约');
    await waitFor(() =>
      expect(Taro.redirectTo).toHaveBeenCalledWith({
        url: `/appointments/appointment/index?id=${kept.id}&new=1`,
      }),
    );
    expect(bodies()).toEqual([
      {
        lawyerId: lawyer.id,
        startsAt: kept.slot.startsAt,
        holdId: kept.id,
        matter: 'family',
        contact: { name: '王秀兰', phone: '13800001234' },
        consent: { version: 2, ageGroup: '14-or-older' },
        description: '房子怎么分',
        otherParty: '王先生',
        urgencies: [],
        idempotencyKey: expect.stringMatching(/^[0-9a-z]{24}$/),
      },
    ]);
    expect(JSON.stringify({ ...localStorage })).not.toContain('房子怎么分');
  });

  it('goes on only with a consent, a name and a number, and with whom it is for', async () => {
    open();
    await screen.findByText('第 1 步，共 4 步');
    press('下一步');
    press('下一步');
    expect(screen.getAllByText('请先看过说明，再选“同意”的一项').length).toBeGreaterThan(0);
    fireEvent.click(screen.getByRole('radio', { name: /我是监护人/ }));
    expect(screen.getAllByText('请填写姓名').length).toBeGreaterThan(0);
    type('监护人姓名', '王秀兰');
    type('监护人电话', '13800001234');
    fireEvent.click(screen.getByRole('radio', { name: '替家里老人或别人' }));
    press('下一步');
    screen.getAllByText('第 2 步，共 4 步');
    type('替谁咨询', '母亲');
    press('下一步');
    screen.getAllByText('第 3 步，共 4 步');
  });

  it('asks for the matter first when nobody has said it', async () => {
    routerParams.matter = '';
    open();
    await screen.findByText('第 1 步，共 5 步');
    press('下一步');
    screen.getAllByText('请选一类，说不准就选“其他”');
    fireEvent.click(screen.getByRole('radio', { name: '继承' }));
    press('下一步');
    screen.getAllByText('第 2 步，共 5 步');
  });

  it('shows at once whom to call when it is urgent', async () => {
    open();
    await screen.findByText('第 1 步，共 4 步');
    expect(screen.queryByText('情况紧急，请先打电话')).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: '有未成年人处在危险中' }));
    for (const number of ['110', '12348', '12345']) screen.getByRole('button', { name: new RegExp(number) });
  });

  it('says in words how long the time is kept, and says it aloud once a minute', async () => {
    open();
    await screen.findByText('这个时间为您保留到 10:05，还有 5 分钟');
    const aloud = () => document.querySelector('[aria-live=polite]')?.textContent;
    expect(aloud()).not.toContain('保留到');
    act(() => void vi.advanceTimersByTime(minute));
    expect(aloud()).toContain('还有 4 分钟');
    act(() => void vi.advanceTimersByTime(3 * minute));
    expect(aloud()).toContain('不到 1 分钟了');
  });
});

describe('when the time is over', () => {
  it('what was typed stays, and the same time can be had again', async () => {
    const again = held({ id: '6'.repeat(24), expiresAt: '2026-11-23T02:10:30.000Z' });
    open({ 'POST /api/v1/appointments/holds': () => ({ statusCode: 201, data: again }) });
    await fillIn();
    act(() => void vi.advanceTimersByTime(5 * minute));
    screen.getByRole('heading', { name: '保留的时间到了' });
    press('再约这个时间');
    await screen.findByText('第 1 步，共 4 步');
    press('下一步');
    press('下一步');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '简单说说事情经过' }).value).toBe(
      '房子怎么分',
    );
  });

  it('another time can be chosen', async () => {
    open({}, held({ state: 'expired' }));
    await screen.findByRole('heading', { name: '保留的时间到了' });
    press('另选时间');
    expect(Taro.redirectTo).toHaveBeenCalledWith({
      url: '/appointments/slots/index?matter=family&lawyer=&move=',
    });
  });

  it('the server knows best', async () => {
    open({ [bookPath]: () => refused(409, 'hold-ended', '保留时间已过，请重新选择时间') });
    await fillIn();
    press('确认预约');
    await screen.findByRole('heading', { name: '保留的时间到了' });
  });
});

describe('a refusal', () => {
  const refuse = async (answer: RequestAnswer, more: Record<string, () => RequestAnswer> = {}) => {
    open({ [bookPath]: () => answer, ...more });
    await fillIn();
    press('确认预约');
  };

  it('because somebody was quicker shows other times; one of them takes its place, and nothing is lost', async () => {
    const next = held({ id: '6'.repeat(24), slot: { ...kept.slot, startsAt: other.startsAt } });
    await refuse(refused(409, 'slot-full', '这个时间刚被约满', { alternatives: [other] }), {
      'POST /api/v1/appointments/holds': () => ({ statusCode: 201, data: next }),
    });
    fireEvent.click(await screen.findByRole('button', { name: '11月27日 周五 13:30，到现场，秦明理律师' }));
    await screen.findByRole('heading', { name: '11月27日 周五 13:30，到现场，秦明理律师' });
    press('确认预约');
    await waitFor(() => expect(bodies()).toHaveLength(2));
    expect(bodies()[1]).toMatchObject({
      holdId: next.id,
      startsAt: other.startsAt,
      description: '房子怎么分',
    });
  });

  it('because of the other party leads to other lawyers and to legal aid', async () => {
    const details = { legalAid: { name: '闵行区法律援助中心', phone: '021-64120002' } };
    await refuse(refused(409, 'conflict-of-interest', '这位律师所在的律所与对方有业务关系', details));
    await screen.findByText('这位律师所在的律所与对方有业务关系');
    screen.getByRole('button', { name: /12348/ });
    screen.getByRole('button', { name: '拨打 021-64120002，闵行区法律援助中心' });
    press('换一位律师');
    expect(Taro.redirectTo).toHaveBeenCalledWith({
      url: '/appointments/slots/index?matter=family&lawyer=&move=',
    });
  });

  it('without a network keeps everything, and the next try is the same', async () => {
    open();
    await fillIn();
    press('确认预约');
    await screen.findByText(/网络没有连上.*都还在/);
    press('再试一次');
    await waitFor(() => expect(bodies().length).toBeGreaterThan(1));
    const [first, ...others] = bodies();
    for (const body of others) expect(body).toEqual(first);
  });
});

it('who does not want the time any more gives it back', async () => {
  open({ [`POST /api/v1/appointments/${kept.id}/cancellation`]: () => ok(held({ state: 'cancelled' })) });
  await screen.findByText('第 1 步，共 4 步');
  press('不约了，放弃这个时间');
  await waitFor(() => expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/home/index' }));
});

it('what is booked already leads to the appointment', async () => {
  open({}, held({ state: 'booked' }));
  await screen.findByText('这个预约已经办好了');
  press('看这个预约');
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/appointments/appointment/index?id=${kept.id}` });
});
