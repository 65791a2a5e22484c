import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import RatingPage from '../rating';
import SupplementPage from '.';

const id = 'a'.repeat(24);
const added = 'b'.repeat(24);
const createdAt = '2026-11-23T07:30:00.000Z';
const rating = {
  id,
  grade: 2,
  tags: [],
  comment: null,
  anonymous: true,
  counter: { code: 'A01', name: '社会保障综合窗口' },
  department: { name: '社区事务受理服务中心' },
  serviceItem: { name: '居住证办理' },
  createdAt,
  opensTicket: true,
  supplementTo: null,
  supplement: null,
  supplementBy: '2026-12-30T07:30:00.000Z',
  ticket: null,
  timeline: [],
};
const path = `/api/v1/ratings/${id}`;
const usual = {
  'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
  [`GET ${path}`]: () => ok(rating),
};
const send = `POST ${path}/supplement`;

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const bodies = () =>
  Taro.request.mock.calls.filter(([sent]) => sent.url === `${path}/supplement`).map(([sent]) => sent.data);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T02:00:00.000Z'), toFake: ['Date'] });
  routerParams.id = id;
  return () => vi.useRealTimers();
});

describe('a supplement', () => {
  it('is given with a grade of its own, beside the first, and leads to what happens next', async () => {
    serve({ ...usual, [send]: () => ok({ ...rating, id: added, grade: 1 }) });
    render(<SupplementPage />);
    await screen.findByText(/您评的是“不满意”，那条评价不会改变/);
    press('提交追评');
    screen.getByText('请先选一张脸');
    fireEvent.click(screen.getByRole('radio', { name: '非常不满意' }));
    fireEvent.click(screen.getByRole('checkbox', { name: '多头跑窗口和部门' }));
    fireEvent.change(screen.getByRole('textbox', { name: /还想说的话/ }), {
      target: { value: '又跑了一趟' },
    });
    press('提交追评');
    await waitFor(() =>
      expect(Taro.redirectTo).toHaveBeenCalledWith({
        url: `/pages/thanks/index?id=${added}&followUp=answer`,
      }),
    );
    expect(bodies()).toEqual([
      {
        grade: 1,
        tags: ['113'],
        comment: '又跑了一趟',
        anonymous: true,
        idempotencyKey: expect.stringMatching(/^[0-9a-z]{24}$/),
      },
    ]);
  });

  it('keeps what was written, and its key, when the network fails and when the page is opened again', async () => {
    serve(usual);
    const { unmount } = render(<SupplementPage />);
    fireEvent.click(await screen.findByRole('radio', { name: '满意' }));
    fireEvent.change(screen.getByRole('textbox', { name: /还想说的话/ }), { target: { value: '这次快' } });
    press('提交追评');
    await screen.findByText(/您填写的内容都还在/, {}, { timeout: 10_000 });
    unmount();
    serve({ ...usual, [send]: () => ok({ ...rating, id: added, grade: 4, opensTicket: false }) });
    render(<SupplementPage />);
    const comment = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /还想说的话/ });
    expect(comment.value).toBe('这次快');
    press('提交追评');
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalled());
    expect(new Set(bodies().map((body) => Object(body).idempotencyKey)).size).toBe(1);
  });

  it('that was given meanwhile leads back to the rating', async () => {
    const words = '这条评价已经追评过了，每条评价只能追评一次';
    serve({ ...usual, [send]: () => refused(409, 'already-supplemented', words) });
    render(<SupplementPage />);
    fireEvent.click(await screen.findByRole('radio', { name: '满意' }));
    press('提交追评');
    await screen.findByText(words);
    press('看这条评价');
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/pages/rating/index?id=${id}` });
  });

  it('that cannot be given has no form', async () => {
    serve({ ...usual, [`GET ${path}`]: () => ok({ ...rating, supplementBy: null }) });
    render(<SupplementPage />);
    await screen.findByText('现在不能追评');
    expect(screen.queryByRole('radio')).toBeNull();
  });
});

describe('the page of a rating', () => {
  const open = (more: object) => {
    serve({ ...usual, [`GET ${path}`]: () => ok({ ...rating, ...more }) });
    render(<RatingPage />);
  };

  it('offers the supplement as long as it can be given', async () => {
    open({});
    await screen.findByText(/12月30日 周三 15:30前可以追评一次，原来的评价不会改变/);
    press('写追评');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/pages/supplement/index?id=${id}` });
  });

  it('leads to the supplement, and from there back to the first', async () => {
    open({ supplementBy: null, supplement: { id: added, grade: 5, createdAt } });
    await screen.findByText(/您追评了：非常满意/);
    press('看追评');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/pages/rating/index?id=${added}` });
  });

  it('of a supplement says what it belongs to', async () => {
    open({ supplementBy: null, supplementTo: { id: added, grade: 3, createdAt } });
    const main = within(await screen.findByRole('main'));
    await main.findByText(/这是一条追评。.*首次评价：基本满意/);
    press('看首次评价');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/pages/rating/index?id=${added}` });
  });

  it('says nothing of it while there is nothing to add', async () => {
    open({ supplementBy: null });
    await screen.findByText('办理进度');
    expect(screen.queryByText('追评')).toBeNull();
  });
});
