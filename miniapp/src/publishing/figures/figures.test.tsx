import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { signInAs } from '../../../test/publishing';
import { ok, sentRequests } from '../../../test/server';
import Taro from '../../../test/taro';
import FiguresPage from '.';
import { tableOf } from './table';

const of = { published: 3, live: 12, views: 180, useful: 9, notUseful: 1, consultations: 2, quizAnswers: 60 };
const figures = {
  from: '2026-11-01',
  to: '2026-11-30',
  total: of,
  rows: [
    { key: 'judicial-office', name: '司法所', ...of },
    { key: '', name: '', ...of, views: 7 },
  ],
};

/** Whatever the days are: they are of today. */
function serveFigures() {
  Taro.request.mockImplementation(async ({ url }) => {
    if (url.includes('search-gaps'))
      return ok({ items: [{ text: '彩票纠纷', times: 3, lastAt: '2026-11-21T02:00:00.000Z' }], rare: 4 });
    return ok(figures);
  });
}

it('says what came of articles by department, campaign and article, and what was not found', async () => {
  signInAs('editor');
  serveFigures();
  render(<FiguresPage />);
  await screen.findByText('90%（9 ÷ 10）');
  screen.getByRole('button', { name: '不属于专题，阅读 7，预约咨询 2' });
  await screen.findByText('彩票纠纷：3 次');
  fireEvent.click(screen.getByRole('tab', { name: '按文章' }));
  await waitFor(() => expect(sentRequests().some((request) => request.endsWith('by=article'))).toBe(true));
  fireEvent.click(await screen.findByRole('button', { name: /^司法所/ }));
  fireEvent.click(screen.getByRole('button', { name: '居民怎么说' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/publishing/verdicts/index?id=judicial-office' });
});

it('an auditor reads the figures, not what residents looked for', async () => {
  signInAs('auditor');
  serveFigures();
  render(<FiguresPage />);
  await screen.findByText('90%（9 ÷ 10）');
  expect(sentRequests().some((request) => request.includes('search-gaps'))).toBe(false);
});

it('is taken away as a table', async () => {
  signInAs('editor');
  serveFigures();
  const created = vi.fn((_: Blob) => 'blob:table');
  Object.assign(URL, { createObjectURL: created, revokeObjectURL: () => {} });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  render(<FiguresPage />);
  fireEvent.click(await screen.findByRole('button', { name: '导出表格，用于年度责任清单' }));
  await waitFor(() => expect(created).toHaveBeenCalledOnce());
  expect(tableOf({ ...figures, rows: figures.rows.slice(1) })).toBe(
    '\ufeff名称,发布文章,在线文章,阅读,有用,没用,由此预约,答题\r\n不属于专题,3,12,7,9,1,2,60\r\n合计,3,12,180,9,1,2,60\r\n',
  );
});
