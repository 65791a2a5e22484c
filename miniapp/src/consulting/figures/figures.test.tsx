import { render, screen } from '@testing-library/react';
import { beforeEach, it, vi } from 'vitest';
import { signInAs } from '../../../test/consulting';
import { ok, serve } from '../../../test/server';
import FiguresPage from '.';

const of = {
  finished: { 'on-site': 12, phone: 4, video: 0, walkIn: 3 },
  missed: 1,
  byGrade: { 5: 9, 4: 2, 3: 1, 2: 1, 1: 0 },
  good: { part: 12, of: 13, rate: 12 / 13, small: true },
  excluded: 0,
};
const path = 'GET /api/v1/consultations/figures?from=2026-11-01&to=2026-11-23';
const lawyer = { id: '2'.repeat(24), name: '秦明理' };
const period = { from: '2026-11-01', to: '2026-11-23', minSample: 20 };

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T02:00:00.000Z'), toFake: ['Date'] });
  signInAs('supervisor');
});

it('shows each lawyer with sample and formula, and marks what is too small', async () => {
  serve({ [path]: () => ok({ ...period, total: of, rows: [{ lawyer, ...of }] }) });
  render(<FiguresPage />);
  await screen.findByRole('heading', { name: '秦明理' });
  screen.getByText('92.3%（12 ÷ 13）');
  screen.getByText(/评价不到 20 条/);
  screen.getByText(/不与窗口的评价相加/);
});

it('says when there was nothing', async () => {
  serve({ [path]: () => ok({ ...period, total: of, rows: [] }) });
  render(<FiguresPage />);
  await screen.findByRole('heading', { name: '这段时间没有咨询' });
});
