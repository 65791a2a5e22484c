import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { article, lawArticleId } from '../../../test/articles';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro, { type RequestAnswer, routerParams } from '../../../test/taro';
import { bookingOrigin } from '../../appointments/origin';
import ArticlePage from '.';

const id = article().id;
const path = `/api/v1/articles/${id}`;
const quizzes = `/api/v1/quizzes?article=${id}`;
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const bodyOf = (url: string) => Taro.request.mock.calls.find(([request]) => request.url === url)?.[0].data;
const mine = (changes: object = {}) => ok({ favourite: false, verdict: null, ...changes });

function open(
  handlers: Record<string, () => RequestAnswer> = {},
  changes: Parameters<typeof article>[0] = {},
) {
  serve({
    [`GET ${path}`]: () => ok(article(changes)),
    [`POST ${path}/views`]: () => ({ statusCode: 204, data: '' }),
    'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
    [`GET ${path}/mine`]: () => mine(),
    [`GET ${quizzes}`]: () => ok({ items: [{ id: 'quiz', title: '邻里五问' }] }),
    ...handlers,
  });
  return render(<ArticlePage />);
}

beforeEach(() => {
  routerParams.id = id;
});

describe('an article', () => {
  it('shows what it says, what to do and what it rests on, and signs nobody in', async () => {
    open({}, { corrections: [{ at: '2026-11-22T02:00:00.000Z', note: '时间写错了，已改正。' }] });
    await screen.findByRole('heading', { name: '隔壁太吵，睡不着，怎么办' });
    screen.getByRole('heading', { name: '法律怎么说' });
    screen.getAllByText('约 3 分钟读完');
    screen.getByText('写给：全体居民、老年人');
    screen.getByText('司法所');
    screen.getByText('2026年11月20日');
    screen.getByText('更正（2026年11月22日）：时间写错了，已改正。');
    screen.getByRole('group', { name: '第 2 步，去敲一次门。' });
    screen.getByText('《民法典》');
    screen.getByText('现行有效');
    screen.getByText('第二百九十四条');
    await waitFor(() =>
      expect(sentRequests().sort()).toEqual([`GET ${path}`, `GET ${quizzes}`, `POST ${path}/views`]),
    );
  });

  it('opens the very article of the law that it rests on, and what to read next', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: '《民法典》第二百八十八条，看原文' }));
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: `/law/provision/index?id=${lawArticleId}` });
    await screen.findByRole('button', { name: '考考自己，邻里五问' });
    await waitFor(() => {
      press(/^楼上漏水/);
      expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: `/law/article/index?id=${'6'.repeat(24)}` });
    });
  });

  it('is counted once a day under a name that says nothing of whom', async () => {
    const names = [];
    for (const day of ['2026-11-23T02:00:00Z', '2026-11-23T09:00:00Z', '2026-11-24T02:00:00Z']) {
      vi.useFakeTimers({ now: Date.parse(day), toFake: ['Date'] });
      const { unmount } = open();
      await waitFor(() => expect(bodyOf(`${path}/views`)).toBeDefined());
      names.push(Object(bodyOf(`${path}/views`)).visitor);
      unmount();
      Taro.request.mockClear();
    }
    vi.useRealTimers();
    expect(names[0]).toMatch(/^[0-9a-z]{24}$/);
    expect(names[1]).toBe(names[0]);
    expect(names[2]).not.toBe(names[0]);
  });

  it('leads to booking on its matter, and is remembered as what led there', async () => {
    open();
    await screen.findByRole('heading', { name: '法律怎么说' });
    press('约律师谈这件事');
    expect(Taro.navigateTo).toHaveBeenCalledWith({
      url: '/appointments/slots/index?matter=neighbours&lawyer=&move=',
    });
    expect(bookingOrigin.of('neighbours')).toBe(id);
    expect(bookingOrigin.of('labour')).toBeUndefined();
  });

  it('can be called useful with one press, and that taken back', async () => {
    const verdict = { useful: true, reasons: [], word: null };
    let said: object | null = null;
    open({
      [`POST ${path}/verdict`]: () => {
        said = said === null ? verdict : null;
        return mine({ verdict: said });
      },
    });
    await screen.findByRole('heading', { name: '这篇文章有用吗？' });
    press('有用');
    await screen.findByText('您说这篇有用，谢谢。');
    expect(bodyOf(`${path}/verdict`)).toEqual({ verdict: { useful: true } });
    fireEvent.click(await screen.findByRole('button', { name: '收回' }));
    await screen.findByRole('button', { name: '没用' });
  });

  it('can be called not useful with a reason and a word', async () => {
    const verdict = { useful: false, reasons: ['too-long'], word: '字太小' };
    open({ [`POST ${path}/verdict`]: () => mine({ verdict }) });
    await screen.findByRole('heading', { name: '这篇文章有用吗？' });
    press('没用');
    fireEvent.click(screen.getByRole('checkbox', { name: '太长了' }));
    fireEvent.click(screen.getByRole('checkbox', { name: '看不太懂' }));
    fireEvent.click(screen.getByRole('checkbox', { name: '看不太懂' }));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: ' 字太小 ' } });
    press('提交');
    await screen.findByText('您说这篇没用，我们会改。');
    expect(bodyOf(`${path}/verdict`)).toEqual({ verdict });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is kept and given up, and says why when that fails', async () => {
    let full = true;
    open({
      [`POST ${path}/favourite`]: () =>
        full ? refused(500, 'internal', '系统出了点问题') : mine({ favourite: true }),
      [`POST ${path}/favourite/removal`]: () => mine(),
    });
    await screen.findByRole('heading', { name: '法律怎么说' });
    press('收藏');
    await screen.findByText('系统出了点问题');
    full = false;
    press('收藏');
    fireEvent.click(await screen.findByText('已收藏，点一下取消'));
    await screen.findByText('收藏');
  });

  it('is shared in a browser by its link', async () => {
    const writeText = vi.fn(async () => {});
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { clipboard: { writeText } }));
    open();
    await screen.findByRole('heading', { name: '法律怎么说' });
    press('分享给家人朋友');
    await screen.findByText(/^链接已复制/);
    expect(writeText).toHaveBeenCalledWith(
      expect.stringMatching(new RegExp(`#/law/article/index\\?id=${id}$`)),
    );
    vi.unstubAllGlobals();
  });

  it('opens from the scene of a printed code', async () => {
    delete routerParams.id;
    routerParams.scene = `a.${id}`;
    open();
    await screen.findByRole('heading', { name: '隔壁太吵，睡不着，怎么办' });
  });

  it.each([
    ['was taken away', id, () => refused(404, 'not-found', '没有找到您要的内容')],
    ['has a damaged link', 'x', () => ok(article())],
  ])('that %s says so and leads to the others', async (_, named, answer) => {
    routerParams.id = named;
    open({ [`GET ${path}`]: answer });
    await screen.findByRole('heading', { name: '这篇文章不在了' });
    press('看别的文章');
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/law/articles/index' });
  });
});
