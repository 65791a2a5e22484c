import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { signInAs } from '../../test/publishing';
import { ok, refused, sentRequests, serve } from '../../test/server';
import Taro from '../../test/taro';
import { monthAfter } from '../platform/moment';
import { showPdf } from '../platform/show-pdf';
import { fetchFile } from '../platform/transfer';
import CodesPage from './codes';
import MonthlyPage from './monthly';
import PartnersPage from './partners';
import ScreensPage from './screens';

vi.mock('../platform/show-pdf', () => ({ showPdf: vi.fn(async () => {}) }));
vi.mock('../platform/transfer', () => ({ fetchFile: vi.fn() }));

const id = '1'.repeat(24);
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const posted = () =>
  Taro.request.mock.calls.map(([request]) => request).filter(({ method }) => method === 'POST');

const code = {
  id,
  kind: 'counter',
  code: 'A02',
  name: '社会事务综合窗口',
  scene: 'c.A02',
  scanCode: 'A02',
  revokedAt: null,
  lastScanAt: '2026-11-20T02:00:00.000Z',
  scans: 12,
};
const codesOf = (kind: string) => `GET /api/v1/codes?kind=${kind}`;

describe('codes', () => {
  beforeEach(() => signInAs('admin'));

  it('are printed, one or all, for the wall or the counter', async () => {
    vi.mocked(fetchFile).mockResolvedValue({ file: { path: 'blob:codes', close: () => {} } });
    serve({ [codesOf('counter')]: () => ok({ items: [code] }) });
    render(<CodesPage />);
    await screen.findByRole('button', { name: '全部打印成 A4 张贴页' });
    press('全部打印成 A4 张贴页');
    await screen.findByText('PDF 已经生成，可以发到电脑上打印');
    press(/^A02 社会事务综合窗口，30 天内扫 12 次/);
    press('打印桌面名牌');
    await waitFor(() => expect(showPdf).toHaveBeenCalledTimes(2));
    expect(vi.mocked(fetchFile).mock.calls.map(([{ url }]) => url)).toEqual([
      '/api/v1/codes/print?kind=counter&format=a4',
      `/api/v1/codes/print?kind=counter&format=plate&id=${id}`,
    ]);
    expect(vi.mocked(showPdf).mock.lastCall?.[1]).toEqual({ name: '窗口二维码-桌面名牌', shareable: true });
  });

  it('of a counter is changed and revoked after being asked once more; a revoked one is not printed', async () => {
    const revoked = { ...code, scanCode: 'A02-7KQ2', revokedAt: '2026-11-23T02:00:00.000Z' };
    serve({
      [codesOf('counter')]: () => ok({ items: [code] }),
      [`POST /api/v1/counters/${id}/code-change`]: () => ok({ ...code, scanCode: 'A02-7KQ2' }),
      [`POST /api/v1/counters/${id}/code-revocation`]: () => ok(revoked),
    });
    render(<CodesPage />);
    fireEvent.click(await screen.findByRole('button', { name: /^A02/ }));
    press('换一个码');
    expect(posted()).toEqual([]);
    press('确认换码');
    await screen.findByText('A02-7KQ2');
    press('停用这个码');
    press('确认停用');
    await screen.findByText('这个码已停用。换一个码，窗口就能再用。');
    expect(screen.queryByRole('button', { name: '打印桌面名牌' })).toBeNull();
    // Each names the code it was meant for.
    expect(posted().map(({ data }) => data)).toEqual([{ scanCode: 'A02' }, { scanCode: 'A02-7KQ2' }]);
  });

  it('are only looked at and printed by a supervisor, and those of articles by an editor', async () => {
    serve({
      [codesOf('counter')]: () => ok({ items: [code] }),
      [codesOf('article')]: () => ok({ items: [] }),
    });
    signInAs('supervisor');
    const { unmount } = render(<CodesPage />);
    fireEvent.click(await screen.findByRole('button', { name: /^A02/ }));
    expect(screen.queryByRole('button', { name: '换一个码' })).toBeNull();
    unmount();
    signInAs('editor');
    render(<CodesPage />);
    await screen.findByText('还没有已发布的文章');
    expect(screen.queryByRole('tab')).toBeNull();
  });
});

describe('a screen', () => {
  const added = {
    id: '2'.repeat(24),
    name: 'A02 小屏',
    counter: { id, code: 'A02', name: '社会事务综合窗口' },
    createdAt: '2026-11-23T02:00:00.000Z',
    seenAt: null,
    revokedAt: null as string | null,
  };
  beforeEach(() => signInAs('admin'));

  it('is let in, and its token is told once, with the address of its page', async () => {
    let items: (typeof added)[] = [];
    let tries = 0;
    serve({
      'GET /api/v1/screens': () => ok({ items }),
      [codesOf('counter')]: () => ok({ items: [code] }),
      'POST /api/v1/screens': () => {
        tries += 1;
        if (tries === 1) return refused(404, 'not-found', '没有找到');
        items = [added];
        return ok({ ...added, token: 'geheim' });
      },
    });
    render(<ScreensPage />);
    await screen.findByText('还没有登记小屏');
    press('登记一块小屏');
    await screen.findByRole('button', { name: '选择窗口' });
    press('登记，取得口令');
    screen.getByText('请选择窗口');
    screen.getByText('请填写名称');
    press('选择窗口');
    fireEvent.click(screen.getByRole('radio', { name: 'A02 社会事务综合窗口' }));
    type('名称', ' A02 小屏 ');
    press('登记，取得口令');
    await screen.findByText('没有找到');
    press('登记，取得口令');
    await screen.findByText('geheim');
    screen.getByText(`${window.location.origin}/screen/`);
    screen.getByText(`${window.location.origin}/screen/#geheim`);
    press('我已保存，关闭');
    await screen.findByRole('heading', { name: 'A02 小屏' });
    expect(screen.queryByText('geheim')).toBeNull();
    const [first, second] = posted().map(({ data }) => data);
    expect(first).toMatchObject({ counter: id, name: 'A02 小屏' });
    expect(second).toEqual(first);
  });

  it('is shut out after being asked once more', async () => {
    let revokedAt: string | null = null;
    serve({
      'GET /api/v1/screens': () => ok({ items: [{ ...added, revokedAt }] }),
      [`POST /api/v1/screens/${added.id}/revocation`]: () => {
        revokedAt = '2026-11-23T03:00:00.000Z';
        return ok({ ...added, revokedAt });
      },
    });
    render(<ScreensPage />);
    fireEvent.click(await screen.findByRole('button', { name: '停用这块小屏' }));
    press('先不动');
    press('停用这块小屏');
    press('确认停用');
    await screen.findByText(/已停用$/);
    expect(screen.queryByRole('button', { name: '停用这块小屏' })).toBeNull();
  });
});

describe('another system', () => {
  const partner = {
    id,
    name: '受理平台',
    unit: { code: 'gumei', name: '古美路街道' },
    key: 'key-1',
    createdAt: '2026-11-23T02:00:00.000Z',
    revokedAt: null,
  };
  const units = { 'GET /api/v1/units': () => ok({ items: [{ code: 'gumei', name: '古美路街道' }] }) };

  it('is let in for a unit, and its secret is told once', async () => {
    signInAs('admin');
    serve({
      ...units,
      'GET /api/v1/partners': () => ok({ items: [] }),
      'POST /api/v1/partners': () => ok({ ...partner, secret: 'geheim' }),
    });
    render(<PartnersPage />);
    fireEvent.click(await screen.findByRole('button', { name: '登记一个系统' }));
    await screen.findByText('只能报送和读取古美路街道及下级部门的窗口');
    press('登记，取得密钥');
    screen.getByText('请填写名称');
    type('名称', '受理平台');
    press('登记，取得密钥');
    await screen.findByText('geheim');
    screen.getByText('key-1');
    expect(posted()[0]?.data).toMatchObject({ name: '受理平台', unit: 'gumei' });
  });

  it('is only read by an auditor', async () => {
    signInAs('auditor');
    serve({ 'GET /api/v1/partners': () => ok({ items: [partner] }) });
    render(<PartnersPage />);
    await screen.findByRole('heading', { name: '受理平台' });
    expect(screen.queryByRole('button')?.textContent ?? '').not.toContain('停用');
    expect(screen.queryByRole('button', { name: '登记一个系统' })).toBeNull();
  });
});

describe('the counts of a month', () => {
  it('are those of the month before, at first, and leave out what was not told', async () => {
    signInAs('supervisor');
    const row = {
      partner: '受理平台',
      counter: { code: 'A02', name: '社会事务综合窗口' },
      serviceItem: null,
      records: 120,
      ratings: [
        { channel: 4, grade: 5, count: 30 },
        { channel: 7, grade: 5, count: 70 },
      ],
      importedAt: '2026-11-02T02:00:00.000Z',
    };
    Taro.request.mockImplementation(async ({ url }) =>
      url.endsWith('/units')
        ? ok({ items: [{ code: 'gumei', name: '古美路街道' }] })
        : ok({ month: '2026-10', unit: { code: 'gumei', name: '古美路街道' }, rows: [row] }),
    );
    render(<MonthlyPage />);
    fireEvent.click(await screen.findByRole('button', { name: /^A02 .*，全部事项，办件 120，评价 100$/ }));
    screen.getByText('大厅平板');
    screen.getByText('非常满意 70');
    expect(screen.queryByText('短信')).toBeNull();
    const asked = sentRequests().filter((request) => request.includes('monthly-figures'));
    expect(asked[0]).toContain(
      `month=${monthAfter(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7), -1)}`,
    );
    press('关闭');
    press('下一个月');
    await waitFor(() =>
      expect(sentRequests().filter((request) => request.includes('monthly-figures'))).toHaveLength(2),
    );
  });

  it('turn over the year', () => {
    expect([monthAfter('2026-01', -1), monthAfter('2026-12', 1)]).toEqual(['2025-12', '2027-01']);
  });
});
