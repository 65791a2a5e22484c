import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok, serve } from '../../../test/server';
import PolicyPage from '../policy';
import TermsPage from '../terms';

const text = (title: string) => ({
  version: '1.2',
  effectiveFrom: '2026-11-01',
  sections: [{ title, paragraphs: ['第一段。', '第二段。'] }],
});
const legal = {
  operator: {
    name: '古美路街道办事处',
    department: '司法所',
    phone: '021-64120000',
    address: '上海市闵行区',
    filingNumber: '沪ICP备00000000号-1X',
  },
  privacyPolicy: text('我们收集什么'),
  serviceTerms: text('这是什么服务'),
  purposes: [],
};

it.each([
  ['the privacy policy', PolicyPage, '我们收集什么'],
  ['the service terms', TermsPage, '这是什么服务'],
])('%s: which version, every section, and who stands by it', async (_what, Page, title) => {
  serve({ 'GET /api/v1/legal': () => ok(legal) });
  render(<Page />);
  await screen.findByRole('heading', { name: title });
  for (const words of ['第 1.2 版，2026年11月1日 起生效', '第一段。', '第二段。', ...operatorWords()]) {
    screen.getByText(words);
  }
});

function operatorWords(): string[] {
  return Object.values(legal.operator);
}

it('without a filing number none is spoken of', async () => {
  serve({
    'GET /api/v1/legal': () => ok({ ...legal, operator: { ...legal.operator, filingNumber: null } }),
  });
  render(<PolicyPage />);
  await screen.findByText('021-64120000');
  expect(screen.queryByText('备案号')).toBeNull();
});

it('a text that does not come is asked for again', async () => {
  serve({});
  render(<PolicyPage />);
  await screen.findByRole('heading', { name: '没有连上' });
  serve({ 'GET /api/v1/legal': () => ok(legal) });
  fireEvent.click(screen.getByRole('button', { name: '重试' }));
  await screen.findByRole('heading', { name: '我们收集什么' });
});
