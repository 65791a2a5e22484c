import { purposeTexts } from '@linli/shared/consent.ts';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import { outbox } from '../../platform/outbox';
import { seen } from '../../platform/seen';
import RatePage from '.';

const scanned = {
  kind: 'counter',
  scene: 'c.A01',
  counter: { code: 'A01', name: '社会保障综合窗口' },
  department: { name: '社区事务受理服务中心', subDistrict: '古美路街道' },
  tagEdition: 1,
};
const given = { id: 'a'.repeat(24), anonymous: true, opensTicket: true };
const submit = 'POST /api/v1/ratings';
const usual = {
  'GET /api/v1/scan/c.A01': () => ok(scanned),
  'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
};

const face = (name: string) => screen.getByRole('radio', { name });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const comment = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /还想说的话/ });
const bodies = () =>
  Taro.request.mock.calls.filter(([sent]) => sent.url === '/api/v1/ratings').map(([sent]) => sent.data);

async function openPage() {
  render(<RatePage />);
  await screen.findByRole('radiogroup');
}

beforeEach(() => {
  routerParams.scene = 'c.A01';
});

describe('the rating page', () => {
  it('can be used after one request', async () => {
    serve(usual);
    await openPage();
    expect(sentRequests()).toEqual(['GET /api/v1/scan/c.A01']);
    screen.getByRole('heading', { name: 'A01 社会保障综合窗口' });
  });

  it('sends what was chosen, anonymously, and leads to what happens next', async () => {
    serve({ ...usual, [submit]: () => ok(given) });
    await openPage();
    fireEvent.click(face('非常不满意'));
    fireEvent.click(screen.getByRole('checkbox', { name: '多头跑窗口和部门' }));
    fireEvent.change(comment(), { target: { value: ' 跑了三次 ' } });
    press('提交评价');
    await waitFor(() =>
      expect(Taro.redirectTo).toHaveBeenCalledWith({
        url: `/pages/thanks/index?id=${given.id}&followUp=answer`,
      }),
    );
    expect(bodies()).toEqual([
      {
        scene: 'c.A01',
        grade: 1,
        tags: ['113'],
        comment: '跑了三次',
        anonymous: true,
        idempotencyKey: expect.stringMatching(/^[0-9a-z]{24}$/),
      },
    ]);
  });

  it('asks for a grade before it sends anything', async () => {
    serve(usual);
    await openPage();
    press('提交评价');
    expect(screen.getByRole('alert').textContent).toBe('请先选一张脸');
    expect(bodies()).toEqual([]);
  });

  it('forgets the reasons of another grade, but not the comment', async () => {
    serve({ ...usual, [submit]: () => ok(given) });
    await openPage();
    fireEvent.click(face('非常不满意'));
    fireEvent.click(screen.getByRole('checkbox', { name: '多头跑窗口和部门' }));
    fireEvent.change(comment(), { target: { value: '跑了三次' } });
    fireEvent.click(face('不满意'));
    press('提交评价');
    await waitFor(() => expect(bodies()).toHaveLength(1));
    expect(bodies()[0]).toMatchObject({ grade: 2, tags: [], comment: '跑了三次' });
  });

  describe('for those who want to leave a name and number', () => {
    const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
    const agree = (who: RegExp) => fireEvent.click(screen.getByRole('radio', { name: who }));
    const fillIn = (name: string, phone: string) => {
      fireEvent.change(field(name), { target: { value: '王秀英' } });
      fireEvent.change(field(phone), { target: { value: '13812345678' } });
    };

    async function openWithName() {
      await openPage();
      fireEvent.click(face('不满意'));
      fireEvent.click(screen.getByRole('switch', { name: '留下姓名和电话' }));
    }

    it('says what it is for, and asks for the consent before anything can be typed', async () => {
      serve(usual);
      await openWithName();
      screen.getByText(purposeTexts['rating-contact'].why);
      screen.getByText(purposeTexts['rating-contact'].withdrawal);
      for (const choice of screen.getAllByRole('radio', { name: /^同意/ })) {
        expect(choice.getAttribute('aria-checked')).toBe('false');
      }
      expect(screen.queryByRole('textbox', { name: '姓名' })).toBeNull();
      press('提交评价');
      expect(screen.getAllByRole('alert')[0]?.textContent).toMatch(/请先选“同意”的一项/);
      expect(bodies()).toEqual([]);
    });

    it('leads to the privacy policy', async () => {
      serve(usual);
      await openWithName();
      fireEvent.click(screen.getByRole('link', { name: '隐私政策' }));
      expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/privacy/policy/index' });
    });

    it('takes name and number with the consent', async () => {
      serve({ ...usual, [submit]: () => ok({ ...given, anonymous: false }) });
      await openWithName();
      agree(/已满 14 周岁/);
      press('提交评价');
      expect(bodies()).toEqual([]);
      fillIn('姓名', '电话');
      press('提交评价');
      await waitFor(() => expect(bodies()).toHaveLength(1));
      expect(bodies()[0]).toMatchObject({
        anonymous: false,
        contact: { name: '王秀英', phone: '13812345678' },
        consent: { version: 1, ageGroup: '14-or-older' },
      });
    });

    it('takes those of a guardian for a child under 14', async () => {
      serve({ ...usual, [submit]: () => ok({ ...given, anonymous: false }) });
      await openWithName();
      agree(/我是监护人/);
      fillIn('监护人姓名', '监护人电话');
      press('提交评价');
      await waitFor(() => expect(bodies()).toHaveLength(1));
      expect(bodies()[0]).toMatchObject({
        contact: { name: '王秀英', phone: '13812345678' },
        consent: { version: 1, ageGroup: 'under-14-with-guardian' },
      });
    });

    it('asks again when the text has changed, keeps what was typed, and sends the new consent', async () => {
      const newer = {
        id: 'rating-contact',
        ...purposeTexts['rating-contact'],
        version: 2,
        why: '新的用途。',
      };
      serve({
        ...usual,
        [submit]: ({ data }) =>
          Object(data).consent.version === 2
            ? ok({ ...given, anonymous: false })
            : refused(403, 'consent-needed', '请先阅读用途说明并同意，再留下姓名和电话'),
        'GET /api/v1/legal': () => ok({ purposes: [newer] }),
      });
      await openWithName();
      agree(/已满 14 周岁/);
      fillIn('姓名', '电话');
      press('提交评价');
      await screen.findByText('新的用途。');
      expect(screen.queryByRole('textbox', { name: '姓名' })).toBeNull();
      agree(/已满 14 周岁/);
      expect(field('姓名').value).toBe('王秀英');
      press('再提交一次');
      await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalled());
    });

    it('sends neither when they change their mind', async () => {
      serve({ ...usual, [submit]: () => ok(given) });
      await openWithName();
      agree(/已满 14 周岁/);
      fillIn('姓名', '电话');
      fireEvent.click(screen.getByRole('switch', { name: '留下姓名和电话' }));
      press('提交评价');
      await waitFor(() => expect(bodies()).toHaveLength(1));
      expect(JSON.stringify(bodies()[0])).not.toMatch(/王秀英|consent/);
    });
  });

  it('says that it is kept when it cannot be sent, and sends the same rating when that works', async () => {
    serve(usual);
    await openPage();
    fireEvent.click(face('不满意'));
    fireEvent.change(comment(), { target: { value: '跑了三次' } });
    press('提交评价');
    await screen.findByRole('heading', { name: '已保存' });
    screen.getByText(/有网络时自动发送/);

    serve({ ...usual, [submit]: () => ok(given) });
    await act(() => outbox.wake());
    screen.getByRole('heading', { name: '已经发出' });
    press('看接下来怎么办');
    expect(Taro.redirectTo).toHaveBeenCalledWith({
      url: `/pages/thanks/index?id=${given.id}&followUp=answer`,
    });
    expect(new Set(bodies().map((body) => JSON.stringify(body))).size).toBe(1);
  });

  it('lets the resident change what waits, and then sends only that', async () => {
    serve(usual);
    await openPage();
    fireEvent.click(face('不满意'));
    fireEvent.change(comment(), { target: { value: '跑了三次' } });
    press('提交评价');
    fireEvent.click(await screen.findByRole('button', { name: '改一改' }));
    await screen.findByRole('radiogroup');
    expect(face('不满意').getAttribute('aria-checked')).toBe('true');
    fireEvent.change(comment(), { target: { value: '跑了四次' } });
    await act(() => outbox.wake());

    serve({ ...usual, [submit]: () => ok(given) });
    press('提交评价');
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalled());
    expect(bodies().at(-1)).toMatchObject({ comment: '跑了四次' });
  });

  it('does not offer the form again for what waits already, also without a network', async () => {
    serve(usual);
    await openPage();
    fireEvent.click(face('满意'));
    press('提交评价');
    await screen.findByRole('heading', { name: '已保存' });
    cleanup();
    seen.resident.clear();
    serve({});
    render(<RatePage />);
    await screen.findByRole('heading', { name: '已保存' });
    expect(screen.queryByRole('radiogroup')).toBeNull();
  });

  it('opens without a network when it has been opened before', async () => {
    serve(usual);
    await openPage();
    cleanup();
    serve({});
    await openPage();
    await screen.findByText(/^更新于 刚刚，网络不好/);
    fireEvent.click(face('满意'));
    press('提交评价');
    await screen.findByRole('heading', { name: '已保存' });
  });

  it('shows again what was filled in before it was closed', async () => {
    serve(usual);
    const { unmount } = render(<RatePage />);
    await screen.findByRole('radiogroup');
    fireEvent.click(face('不满意'));
    fireEvent.change(comment(), { target: { value: '跑了三次' } });
    unmount();

    await openPage();
    expect(face('不满意').getAttribute('aria-checked')).toBe('true');
    expect(comment().value).toBe('跑了三次');
  });

  it('starts empty after the rating was taken', async () => {
    serve({ ...usual, [submit]: () => ok(given) });
    const { unmount } = render(<RatePage />);
    await screen.findByRole('radiogroup');
    fireEvent.click(face('不满意'));
    press('提交评价');
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalled());
    unmount();
    await openPage();
    expect(screen.queryByRole('radio', { checked: true })).toBeNull();
  });

  it('sends once, however often the button is pressed', async () => {
    let answer = (_: ReturnType<typeof ok>) => {};
    const answered = new Promise<ReturnType<typeof ok>>((resolve) => {
      answer = resolve;
    });
    serve({ ...usual, [submit]: () => answered });
    await openPage();
    fireEvent.click(face('满意'));
    const button = screen.getByRole('button', { name: '提交评价' });
    // Both presses arrive before the first is drawn.
    act(() => {
      button.click();
      button.click();
    });
    await waitFor(() => expect(bodies()).toHaveLength(1));
    fireEvent.click(screen.getByRole('button', { name: '正在提交…' }));
    await act(async () => answer(ok(given)));
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledOnce());
    expect(bodies()).toHaveLength(1);
  });

  it('leads to the ratings given when this service has been rated meanwhile', async () => {
    serve({ ...usual, [submit]: () => refused(409, 'already-rated', '这次服务已经评价过了，谢谢您') });
    await openPage();
    fireEvent.click(face('满意'));
    press('提交评价');
    expect((await screen.findByRole('alert')).textContent).toBe('这次服务已经评价过了，谢谢您');
    press('看我的评价');
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/my-ratings/index' });
  });
});

describe('a scan that leads to no form', () => {
  it.each([
    [404, 'scan-code-unknown', '没有认出这个码', '改用窗口编号'],
    [410, 'scan-code-revoked', '这个码已停用', '改用窗口编号'],
    [410, 'scan-code-expired', '评价期已过', '回到首页'],
    [409, 'already-rated', '已经评价过了', '看我的评价'],
  ])('%i %s says “%s” and offers “%s”', async (status, code, title, way) => {
    serve({ 'GET /api/v1/scan/c.A01': () => refused(status, code, '服务器的话') });
    render(<RatePage />);
    await screen.findByRole('heading', { name: title });
    screen.getByText('服务器的话');
    screen.getByRole('button', { name: way });
  });

  it('for want of a connection can be tried again', async () => {
    serve({});
    render(<RatePage />);
    await screen.findByRole('heading', { name: '没有连上' });
    serve(usual);
    press('重试');
    await screen.findByRole('radiogroup');
  });
});
