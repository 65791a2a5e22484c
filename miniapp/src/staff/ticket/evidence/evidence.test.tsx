import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../../test/server';
import Taro, { routerParams } from '../../../../test/taro';
import { fileOf, lastTransfer, pick, sendTransfer, transfers, useTransfers } from '../../../../test/transfer';
import { writeStored } from '../../../platform/storage';
import { EvidenceCard } from './evidence-card';

const id = 'c'.repeat(24);
const path = `/api/v1/tickets/${id}/evidence`;
const ticket = {
  id,
  kind: 'rating',
  ratedAt: '2026-11-23T01:00:00.000Z',
  counter: { code: 'A02', name: '社会事务综合窗口' },
} as Parameters<typeof EvidenceCard>[0]['ticket']; // what the card looks at

const photo = {
  id: 'd'.repeat(24),
  kind: 'photo',
  mediaType: 'image/jpeg',
  size: 482_133,
  caption: '排队情况',
  by: '陈思远',
  at: '2026-11-23T02:00:00.000Z',
  gone: null,
  removable: true,
};
const counters = [ticket].map(() => ({ code: 'A02', name: '社会事务综合窗口' }));
const listOf = (...items: object[]) => ({ items, addable: true, counters });

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

beforeEach(() => {
  useTransfers();
  routerParams.id = id;
  writeStored(
    'session.staff',
    sessionNamed('staff', { kind: 'staff', id: 'd'.repeat(24), name: '陈思远', roles: ['handler'] }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function open(list: object = listOf(photo)) {
  serve({ [`GET ${path}`]: () => ok(list) });
  render(<EvidenceCard ticket={ticket} />);
  await screen.findByRole('heading', { name: '证据' });
}

describe('the evidence of a ticket', () => {
  it('says of each piece what it is, how large, by whom and when', async () => {
    await open();
    screen.getByRole('button', { name: /^排队情况，照片 · 471 KB · 陈思远 · / });
  });

  it('is not there at all for those who may not see it', async () => {
    serve({ [`GET ${path}`]: () => refused(403, 'not-allowed', '您没有权限做这项操作') });
    const { container } = render(<EvidenceCard ticket={ticket} />);
    await waitFor(() => expect(Taro.request).toHaveBeenCalled());
    expect(container.textContent).toBe('');
  });

  it('offers nothing to add where nothing can be added', async () => {
    await open({ ...listOf(photo), addable: false, counters: [] });
    expect(screen.queryByRole('button', { name: '添加照片或录像' })).toBeNull();
    expect(screen.queryByRole('button', { name: '引用窗口录音录像' })).toBeNull();
  });

  it('shows ten at a time, the newest first', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...photo,
      id: String(index).padStart(24, '0'),
      caption: `第${index + 1}张`,
    }));
    await open(listOf(...many));
    const shown = () =>
      within(screen.getByRole('list'))
        .getAllByRole('button')
        .map((row) => row.textContent?.slice(0, 4));
    expect(shown()).toHaveLength(10);
    expect(shown()[0]).toContain('第12张');
    press('较早的证据');
    expect(shown()).toHaveLength(2);
    press('较新的证据');
    expect(shown()).toHaveLength(10);
  });
});

describe('adding a file', () => {
  it('shows how far it is, and the piece once it is there', async () => {
    await open(listOf());
    pick(fileOf(2_000_000));
    press('添加照片或录像');
    await screen.findByRole('dialog', { name: '添加证据' });
    type('说明（可不填）', ' 窗口监控 ');
    press('上传');
    await waitFor(() => expect(sendTransfer).toHaveBeenCalledOnce());
    expect(lastTransfer().address).toMatch(new RegExp(`^${path}\\?idempotencyKey=[0-9a-z]{24}$`));
    const form = sendTransfer.mock.lastCall?.[0];
    expect(form instanceof FormData && form.get('caption')).toBe('窗口监控');
    lastTransfer().upload.onprogress?.({ loaded: 42, total: 100 });
    await screen.findByText('正在上传 42%');
    lastTransfer().answer(201, listOf({ ...photo, caption: '窗口监控' }));
    await screen.findByRole('button', { name: /^窗口监控，照片/ });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('keeps file and words when it fails, and goes on with the same key', async () => {
    await open(listOf());
    pick(fileOf(2_000_000));
    press('添加照片或录像');
    await screen.findByRole('dialog');
    type('说明（可不填）', '窗口监控');
    press('上传');
    await waitFor(() => expect(transfers).toHaveLength(1));
    lastTransfer().onerror();
    await screen.findByText('网络没有连上，请检查网络后再试');
    const first = lastTransfer().address;
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '说明（可不填）' }).value).toBe('窗口监控');
    press('上传');
    await waitFor(() => expect(transfers).toHaveLength(2));
    expect(lastTransfer().address).toBe(first);
    const message = '只能上传照片（JPG、PNG、WebP）、PDF、录音和录像，请换一种格式再传';
    lastTransfer().answer(415, { error: { code: 'file-kind-refused', message, requestId: '1' } });
    await screen.findByText(message);
  });

  it('of more than 50 MB is refused before it is sent', async () => {
    await open(listOf());
    pick(fileOf(50 * 1024 * 1024 + 1));
    press('添加文件或录音');
    await screen.findByText('文件超过 50 MB，请剪短或压缩后再传');
    expect(screen.queryByRole('button', { name: '上传' })).toBeNull();
  });
});

describe('a piece of evidence', () => {
  it('is fetched when it is asked for, shown, and given back when the sheet closes', async () => {
    const revoke = vi.fn();
    Object.assign(URL, { createObjectURL: () => 'blob:photo', revokeObjectURL: revoke });
    await open();
    press(/^排队情况/);
    expect(transfers).toHaveLength(0);
    press('查看照片');
    await waitFor(() => expect(transfers).toHaveLength(1));
    expect(lastTransfer().address).toBe(`${path}/${photo.id}/file`);
    lastTransfer().response = new Blob(['x']);
    lastTransfer().answer(200, {});
    expect((await screen.findByRole('img', { name: '排队情况' })).getAttribute('src')).toBe('blob:photo');
    press('关闭');
    expect(revoke).toHaveBeenCalledWith('blob:photo');
  });

  it('is removed with a reason, and stays known', async () => {
    const gone = { at: '2026-11-23T03:00:00.000Z', by: '陈思远', reason: '传错了' };
    serve({
      [`GET ${path}`]: () => ok(listOf(photo)),
      [`POST ${path}/${photo.id}/removal`]: () => ok(listOf({ ...photo, gone, removable: false })),
    });
    render(<EvidenceCard ticket={ticket} />);
    fireEvent.click(await screen.findByRole('button', { name: /^排队情况/ }));
    press('移除这份证据');
    press('确认移除');
    expect(screen.getByRole('alert').textContent).toBe('请写明移除的原因');
    type('移除原因', '传错了');
    press('确认移除');
    await screen.findByText('传错了');
    expect(Taro.request.mock.lastCall?.[0].data).toEqual({ reason: '传错了' });
    expect(screen.queryByRole('button', { name: '查看照片' })).toBeNull();
  });
});

describe('a reference to a recording', () => {
  it('begins with the counter and day of the rating, and asks for a span that makes sense', async () => {
    const recording = { ...photo, kind: 'recording', caption: null, counter: counters[0] };
    const span = { from: '2026-11-23T01:00:00.000Z', to: '2026-11-23T01:20:00.000Z' };
    serve({
      [`GET ${path}`]: () => ok(listOf()),
      [`POST ${path}/recordings`]: () => ok(listOf({ ...recording, ...span })),
    });
    render(<EvidenceCard ticket={ticket} />);
    fireEvent.click(await screen.findByRole('button', { name: '引用窗口录音录像' }));
    type('开始时间', '9：00');
    type('结束时间', '08:20');
    press('保存引用');
    expect(screen.getByRole('alert').textContent).toBe('请填写正确的日期和起止时间，结束要晚于开始');
    type('结束时间', '09:20');
    press('保存引用');
    await screen.findByRole('button', { name: /^窗口录音录像，窗口录音录像 · A02 .*09:00–09:20/ });
    expect(Taro.request.mock.lastCall?.[0].data).toMatchObject({ counter: 'A02', ...span });
  });
});
