import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import AppealsPage from '.';

const appeal = {
  id: 'f'.repeat(24),
  ratingId: 'a'.repeat(24),
  by: '钱一帆',
  grade: 2,
  ratedAt: '2026-11-23T02:00:00.000Z',
  reason: '系统停机',
  madeAt: '2026-11-23T03:00:00.000Z',
  state: 'pending',
  decision: null as string | null,
  decidedBy: null as string | null,
  decidedAt: null as string | null,
  ticketId: 'b'.repeat(24),
};
const list = (...items: object[]) => ok({ items, nextCursor: null });
const pending = 'GET /api/v1/oversight/appeals?state=pending';
const decision = `POST /api/v1/oversight/appeals/${appeal.id}/decision`;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  const department = { id: 'e'.repeat(24), name: '古美路街道' };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '沈文清', roles: ['supervisor'], department };
  writeStored('session.staff', sessionNamed('staff', person));
});

it('is decided with a verdict and a reason, and leads to the ticket', async () => {
  let left = true;
  serve({
    [pending]: () => (left ? list(appeal) : list()),
    [decision]: () => {
      left = false;
      return ok({ ...appeal, state: 'upheld' });
    },
  });
  render(<AppealsPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^钱一帆：不满意，系统停机/ }));
  press('查看工单');
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/staff/ticket/index?id=${appeal.ticketId}` });
  press('确认');
  screen.getByText('请选一个结果');
  screen.getByText('请写明理由');
  fireEvent.click(screen.getByRole('radio', { name: '申诉成立，不计入指标' }));
  fireEvent.change(screen.getByRole('textbox', { name: '处理理由' }), { target: { value: '停机属实' } });
  press('确认');
  await screen.findByText('没有这样的申诉');
  const bodies = Taro.request.mock.calls.map(([request]) => request.data).filter(Boolean);
  expect(bodies).toEqual([{ verdict: 'upheld', reason: '停机属实' }]);
});

it('says so when somebody else was quicker', async () => {
  serve({
    [pending]: () => list(appeal),
    [decision]: () => refused(409, 'appeal-decided', '这件申诉已经有人处理了，请看最新情况'),
  });
  render(<AppealsPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^钱一帆/ }));
  fireEvent.click(screen.getByRole('radio', { name: '申诉不成立' }));
  fireEvent.change(screen.getByRole('textbox', { name: '处理理由' }), { target: { value: '没有停机' } });
  press('确认');
  await screen.findByText(/已经有人处理了/);
});

it('shows what was decided', async () => {
  const decided = { ...appeal, state: 'dismissed', decision: '没有停机', decidedBy: '沈文清' };
  serve({
    [pending]: () => list(),
    'GET /api/v1/oversight/appeals?state=decided': () => list(decided),
  });
  render(<AppealsPage />);
  fireEvent.click(await screen.findByRole('tab', { name: '已处理' }));
  fireEvent.click(await screen.findByRole('button', { name: /^钱一帆/ }));
  await waitFor(() => screen.getByText('没有停机'));
  expect(screen.queryByRole('button', { name: '确认' })).toBeNull();
});
