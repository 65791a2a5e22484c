import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import HoldingsPage from '.';

const id = 'a'.repeat(24);
const holding = {
  kind: 'rating',
  id,
  title: 'A01 社会保障综合窗口',
  at: '2025-11-23T02:00:00.000Z',
  contact: { name: '王**', phone: '138****5678' },
  ofGuardian: false,
  contactState: 'held',
  correctable: true,
  excerpt: '等了一个小时',
  commentState: 'held',
  ticketState: 'accepted',
};
const list = (...items: object[]) => ({
  'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
  'GET /api/v1/me/data/rating': () => ok({ items, nextCursor: null }),
  'GET /api/v1/me/data/feedback': () => ok({ items: [], nextCursor: null }),
});
const correct = `POST /api/v1/me/data/rating/${id}/contact`;
const erase = `POST /api/v1/me/data/rating/${id}/erasures`;

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const lastBody = () => Taro.request.mock.calls.at(-1)?.[0].data;

async function openSheet(more: Parameters<typeof serve>[0] = {}, item: object = holding) {
  serve({ ...list(item), ...more });
  render(<HoldingsPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^A01 社会保障综合窗口/ }));
  return within(screen.getByRole('dialog'));
}

beforeEach(() => {
  routerParams.kind = 'rating';
});

describe('what is held with each rating or feedback', () => {
  it('is listed masked', async () => {
    serve(list(holding));
    render(<HoldingsPage />);
    await screen.findByRole('button', { name: /姓名电话：王\*\* 138\*\*\*\*5678，留言：等了一个小时/ });
  });

  it('is feedback where feedback was asked for, and says so when there is none', async () => {
    routerParams.kind = 'feedback';
    serve(list());
    render(<HoldingsPage />);
    await screen.findByText('您还没有提过投诉建议。');
    fireEvent.click(screen.getByRole('tab', { name: '评价' }));
    await screen.findByText('您还没有评价过。');
  });

  it('can be corrected: the purpose is said, both are asked for, and the new contact is shown', async () => {
    const contact = { name: '李**', phone: '139****0001' };
    const sheet = await openSheet({ [correct]: () => ok({ ...holding, contact }) });
    press('更正姓名和电话');
    sheet.getByText(/用于就这次评价与您联系/);
    press('保存');
    sheet.getByText('请填写姓名');
    expect(sentRequests()).not.toContain(correct);
    fireEvent.change(sheet.getByRole('textbox', { name: '姓名' }), { target: { value: ' 李四 ' } });
    fireEvent.change(sheet.getByRole('textbox', { name: '电话' }), { target: { value: '13900000001' } });
    press('保存');
    await sheet.findByText('已更正');
    expect(lastBody()).toEqual({ contact: { name: '李四', phone: '13900000001' } });
    sheet.getByText('李** 139****0001');
  });

  it('keeps what was typed when the correction is refused', async () => {
    const words = '联系方式已经删除或事情已经办结，不能再更正';
    const sheet = await openSheet({ [correct]: () => refused(409, 'contact-not-correctable', words) });
    press('更正姓名和电话');
    const name = sheet.getByRole<HTMLInputElement>('textbox', { name: '姓名' });
    fireEvent.change(name, { target: { value: '李四' } });
    fireEvent.change(sheet.getByRole('textbox', { name: '电话' }), { target: { value: '13900000001' } });
    press('保存');
    await sheet.findByText(words);
    expect(name.value).toBe('李四');
  });

  it('asks the guardian for the guardian’s own', async () => {
    const sheet = await openSheet({}, { ...holding, ofGuardian: true });
    sheet.getByText('王** 138****5678 监护人');
    press('更正姓名和电话');
    sheet.getByRole('textbox', { name: '监护人姓名' });
  });

  it('has its contact erased only when asked twice', async () => {
    const gone = { ...holding, contact: null, contactState: 'erased', correctable: false };
    const sheet = await openSheet({ [erase]: () => ok(gone) });
    press('删除姓名和电话');
    sheet.getByText(/不能恢复/);
    expect(sentRequests()).not.toContain(erase);
    press('确认删除');
    await sheet.findByText('已删除', { selector: '.notice-text' });
    expect(lastBody()).toEqual({ parts: ['contact'] });
    expect(sheet.queryByRole('button', { name: '更正姓名和电话' })).toBeNull();
    press('关闭');
    screen.getByRole('button', { name: /姓名电话：已删除/ });
  });

  it('says when the words go only later', async () => {
    const later = { ...holding, commentState: 'leaves-when-closed' };
    const sheet = await openSheet({ [erase]: () => ok(later) });
    press('删除留言');
    press('确认删除');
    await sheet.findByText('已记下，办结后删除');
    expect(lastBody()).toEqual({ parts: ['comment'] });
    sheet.getByText('等了一个小时（办结后删除）');
    expect(sheet.queryByRole('button', { name: '删除留言' })).toBeNull();
  });

  it('erases nothing when the mind is changed', async () => {
    await openSheet();
    press('删除姓名和电话');
    press('不删了');
    await waitFor(() => screen.getByRole('button', { name: '删除姓名和电话' }));
    expect(sentRequests()).not.toContain(erase);
  });

  it('offers nothing where nothing is held, but the way to the rating', async () => {
    const nothing = {
      ...holding,
      contact: null,
      contactState: 'none',
      correctable: false,
      excerpt: null,
      commentState: 'none',
    };
    const sheet = await openSheet({}, nothing);
    expect(sheet.getAllByRole('button').map((button) => button.textContent)).toEqual(['', '看这条评价']);
    press('看这条评价');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/pages/rating/index?id=${id}` });
  });
});
