import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import CommentsPage from '.';

const comment = {
  id: 'a'.repeat(24),
  text: '***说态度不好',
  grade: 5,
  counter: { code: 'A02', name: '综合受理 2 号窗口' },
  ratedAt: '2026-11-23T02:00:00.000Z',
  state: 'held',
  reason: null as string | null,
  decidedBy: null as string | null,
  decidable: true,
};
const list = (...items: object[]) => ok({ items, nextCursor: null });
const held = 'GET /api/v1/content-checks?state=held';
const decision = `POST /api/v1/content-checks/${comment.id}/decision`;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));

beforeEach(() => {
  const department = { id: 'e'.repeat(24), name: '古美路街道' };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '沈文清', roles: ['supervisor'], department };
  writeStored('session.staff', sessionNamed('staff', person));
});

it('is hidden with a reason, and leaves the list', async () => {
  let left = true;
  serve({
    [held]: () => (left ? list(comment) : list()),
    [decision]: () => {
      left = false;
      return ok({ ...comment, state: 'hidden' });
    },
  });
  render(<CommentsPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^A02：非常满意，\*\*\*说态度不好/ }));
  press('确认');
  screen.getByText('请选一个结果');
  choose('不公开');
  press('确认');
  screen.getByText('请写明原因');
  fireEvent.change(screen.getByRole('textbox', { name: '不公开的原因' }), { target: { value: '点名骂人' } });
  press('确认');
  await screen.findByText('没有要审看的留言');
  const bodies = Taro.request.mock.calls.map(([request]) => request.data).filter(Boolean);
  expect(bodies).toEqual([{ verdict: 'hidden', seen: 'held', reason: '点名骂人' }]);
});

it('that was hidden says why, and can only be shown', async () => {
  serve({
    [held]: () => list(),
    'GET /api/v1/content-checks?state=hidden': () =>
      list({ ...comment, state: 'hidden', reason: '点名骂人', decidedBy: '沈文清' }),
    [decision]: () => refused(409, 'comment-check-changed', '这条留言刚有人处理过，请刷新后再看'),
  });
  render(<CommentsPage />);
  fireEvent.click(await screen.findByRole('tab', { name: '不公开' }));
  fireEvent.click(await screen.findByRole('button', { name: /^A02/ }));
  screen.getByText('点名骂人');
  expect(screen.queryByRole('radio', { name: '不公开' })).toBeNull();
  choose('可以公开');
  press('确认');
  await screen.findByText(/刚有人处理过/);
});

it('is only read by auditors', async () => {
  serve({ [held]: () => list({ ...comment, decidable: false }) });
  render(<CommentsPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^A02/ }));
  screen.getByText('由督办人决定是否公开。');
  expect(screen.queryByRole('button', { name: '确认' })).toBeNull();
});
