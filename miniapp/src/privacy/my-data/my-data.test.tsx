import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import MyDataPage from '.';

const data = {
  account: { id: 'c'.repeat(24), createdAt: '2025-11-01T02:00:00.000Z' },
  ratings: 3,
  feedback: 0,
  consents: [
    { purpose: 'rating-contact', givenAt: '2025-11-20T02:00:00.000Z', held: 2, waiting: 1 },
    { purpose: 'feedback-contact', givenAt: null, held: 0, waiting: 0 },
  ],
  keptByLaw: [{ what: '评价的等级', why: '不得更改或删除。' }],
};
const usual = {
  'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
  'GET /api/v1/me/data': () => ok(data),
};
const withdraw = 'POST /api/v1/me/consents/rating-contact/withdraw';

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function openPage(more: Parameters<typeof serve>[0] = {}) {
  serve({ ...usual, ...more });
  render(<MyDataPage />);
  await screen.findByRole('heading', { name: '我的账号' });
}

describe('my data', () => {
  it('shows what is held, each consent, and what the law keeps', async () => {
    await openPage();
    screen.getByText(/同意，现在存着 2 份姓名和电话。另有 1 份，事情办结后删除。/);
    screen.getByText('没有存您的姓名和电话。');
    screen.getByText('评价的等级');
    screen.getByText('不得更改或删除。');
  });

  it.each([
    ['评价里的信息，3 条，可以更正、删除', '/privacy/holdings/index?kind=rating'],
    ['投诉建议里的信息，还没有', '/privacy/holdings/index?kind=feedback'],
    ['隐私政策', '/privacy/policy/index'],
    ['注销账号', '/privacy/close-account/index'],
  ])('leads on from %s', async (name, url) => {
    await openPage();
    press(name);
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url });
  });

  it('takes a consent back only when asked twice, and shows what is left', async () => {
    await openPage({
      [withdraw]: () => ok({ purpose: 'rating-contact', givenAt: null, held: 0, waiting: 3 }),
    });
    press('撤回同意：实名评价的联系方式');
    within(screen.getByRole('dialog')).getByText(/正在办理的，到办结后删除/);
    expect(sentRequests()).not.toContain(withdraw);
    press('确认撤回');
    await screen.findByText('已撤回。还有 3 份，事情办结后删除。');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('button', { name: '撤回同意：实名评价的联系方式' })).toBeNull();
  });

  it('keeps a consent whose withdrawal fails, and says why', async () => {
    await openPage({ [withdraw]: () => refused(503, 'unavailable', '系统正在恢复，请稍后再试') });
    press('撤回同意：实名评价的联系方式');
    press('确认撤回');
    await screen.findByText('系统正在恢复，请稍后再试');
    press('不撤回了');
    screen.getByText(/现在存着 2 份/);
  });
});

describe('the export', () => {
  const all = { madeAt: '2026-11-23T18:00:00.000Z', account: { id: data.account.id }, notes: ['请妥善保管'] };
  const downloads: { name: string; blob: Blob }[] = [];

  beforeEach(() => {
    let latest = new Blob();
    vi.stubGlobal(
      'URL',
      Object.assign(URL, {
        createObjectURL: (blob: Blob) => {
          latest = blob;
          return 'blob:own-data';
        },
        revokeObjectURL: () => {},
      }),
    );
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      downloads.push({ name: this.download, blob: latest });
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    downloads.length = 0;
  });

  it('is a file named after the day in Beijing, with everything in it', async () => {
    await openPage({ 'GET /api/v1/me/export': () => ok(all) });
    press('导出文件');
    await screen.findByText(/已下载“法治邻里-我的数据-2026-11-24\.json”/);
    expect(downloads.map(({ name }) => name)).toEqual(['法治邻里-我的数据-2026-11-24.json']);
    expect(JSON.parse(await textOf(downloads[0]?.blob))).toEqual(all);
  });

  it('that is asked for too often says so', async () => {
    await openPage({
      'GET /api/v1/me/export': () => refused(429, 'too-many-requests', '操作太频繁，请稍后再试'),
    });
    press('导出文件');
    await screen.findByText('操作太频繁，请稍后再试');
    await waitFor(() => screen.getByRole('button', { name: '导出文件' }));
    expect(downloads).toEqual([]);
  });
});

function textOf(blob = new Blob()): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });
}
