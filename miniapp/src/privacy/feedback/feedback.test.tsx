import { purposeTexts } from '@linli/shared/consent.ts';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import FeedbackPage from '.';

const id = 'f'.repeat(24);
const submit = 'POST /api/v1/feedback';
const signIn = { 'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')) };
const taken = () => ok({ id, kind: 'fault', text: '打不开', createdAt: '2026-11-23T02:00:00.000Z' });

const text = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: '请写明情况' });
const write = (value: string) => fireEvent.change(text(), { target: { value } });
const choose = (name: string | RegExp) => fireEvent.click(screen.getByRole('radio', { name }));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const bodies = () =>
  Taro.request.mock.calls.filter(([sent]) => sent.url === '/api/v1/feedback').map(([sent]) => sent.data);

describe('a feedback about the app', () => {
  it('is sent without any personal data, and leads to where the answer will be', async () => {
    serve({ ...signIn, [submit]: taken });
    render(<FeedbackPage />);
    choose('故障报告');
    write(' 打不开 ');
    press('提交');
    await screen.findByRole('heading', { name: '收到了，谢谢您' });
    expect(bodies()).toEqual([
      { kind: 'fault', text: '打不开', idempotencyKey: expect.stringMatching(/^[0-9a-z]{24}$/) },
    ]);
    press('看这一条');
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/privacy/feedback-detail/index?id=${id}` });
  });

  it('says what is missing, and sends nothing', async () => {
    serve(signIn);
    render(<FeedbackPage />);
    press('提交');
    const said = () => screen.getAllByRole('alert').map((alert) => alert.textContent);
    expect(said()).toContain('请先选一项：投诉、建议或故障报告');
    choose('建议');
    expect(said()).toContain('请写明情况');
    expect(bodies()).toEqual([]);
  });

  it('takes a name and number only after its own purpose was read and agreed to', async () => {
    serve({ ...signIn, [submit]: taken });
    render(<FeedbackPage />);
    choose('投诉');
    write('字太小');
    fireEvent.click(screen.getByRole('switch', { name: '留下姓名和电话' }));
    screen.getByText(purposeTexts['feedback-contact'].why);
    expect(screen.queryByRole('textbox', { name: '姓名' })).toBeNull();
    press('提交');
    expect(bodies()).toEqual([]);
    choose(/我是监护人/);
    fireEvent.change(screen.getByRole('textbox', { name: '监护人姓名' }), { target: { value: '王秀英' } });
    fireEvent.change(screen.getByRole('textbox', { name: '监护人电话' }), {
      target: { value: '13812345678' },
    });
    press('提交');
    await waitFor(() => expect(bodies()).toHaveLength(1));
    expect(bodies()[0]).toMatchObject({
      contact: { name: '王秀英', phone: '13812345678' },
      consent: { version: 1, ageGroup: 'under-14-with-guardian' },
    });
  });

  it('loses nothing when sending fails, and sends the same once more', async () => {
    serve(signIn);
    const { unmount } = render(<FeedbackPage />);
    choose('故障报告');
    write('打不开');
    press('提交');
    await screen.findByText(/网络没有连上.*都还在/);
    expect(text().value).toBe('打不开');
    unmount();

    serve({ ...signIn, [submit]: taken });
    render(<FeedbackPage />);
    expect(text().value).toBe('打不开');
    press('提交');
    await screen.findByRole('heading', { name: '收到了，谢谢您' });
    const [first, second] = bodies();
    expect(second).toEqual(first);
  });

  it('that was taken while the answer was lost can be followed by another', async () => {
    const keys = new Set<string>();
    serve({
      ...signIn,
      [submit]: ({ data }) => {
        keys.add(Object(data).idempotencyKey);
        return keys.size === 1
          ? refused(409, 'idempotency-key-reused', '这份内容已经提交过，不能更改')
          : taken();
      },
    });
    render(<FeedbackPage />);
    choose('故障报告');
    write('打不开，还很慢');
    press('提交');
    await screen.findByText(/刚才那一份我们已经收到了/);
    press('再提交一次');
    await screen.findByRole('heading', { name: '收到了，谢谢您' });
  });

  it('is sent once, however often the button is pressed', async () => {
    serve({ ...signIn, [submit]: taken });
    render(<FeedbackPage />);
    choose('建议');
    write('字再大一点');
    const button = screen.getByRole('button', { name: '提交' });
    act(() => {
      button.click();
      button.click();
    });
    await screen.findByRole('heading', { name: '收到了，谢谢您' });
    expect(bodies()).toHaveLength(1);
  });

  it('leaves no name or number on the device', async () => {
    serve(signIn);
    render(<FeedbackPage />);
    fireEvent.click(screen.getByRole('switch', { name: '留下姓名和电话' }));
    choose(/已满 14 周岁/);
    fireEvent.change(screen.getByRole('textbox', { name: '姓名' }), { target: { value: '王秀英' } });
    write('打不开');
    expect(JSON.stringify({ ...localStorage })).toContain('打不开');
    expect(JSON.stringify({ ...localStorage })).not.toContain('王秀英');
  });
});
