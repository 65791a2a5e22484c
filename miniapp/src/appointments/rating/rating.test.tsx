import type { OwnConsultation } from '@linli/shared/api/types.ts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import RatingPage from '.';

const id = '3'.repeat(24);
const path = `/api/v1/appointments/${id}`;
const consultation: OwnConsultation = {
  id,
  lawyer: '秦明理',
  matter: 'family',
  finishedAt: '2026-11-23T06:00:00.000Z',
  advice: null,
  ratableUntil: '2026-12-23T06:00:00.000Z',
  rating: null,
};
const rating: NonNullable<OwnConsultation['rating']> = {
  grade: 2,
  tags: [{ code: '214', label: '服务态度生硬' }],
  comment: '没讲清楚',
  anonymous: true,
  createdAt: '2026-11-23T07:00:00.000Z',
  ticket: null,
  timeline: [{ kind: 'rated', at: '2026-11-23T07:00:00.000Z', text: null }],
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const sent = () =>
  Taro.request.mock.calls.findLast(([request]) => request.url === `${path}/rating`)?.[0].data;

function open(changes: Partial<OwnConsultation> = {}, more: Parameters<typeof serve>[0] = {}) {
  serve({
    'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
    [`GET ${path}/consultation`]: () => ok({ ...consultation, ...changes }),
    ...more,
  });
  routerParams.id = id;
  return render(<RatingPage />);
}

it('takes a grade, reasons that fit, and a word; no grade is preset', async () => {
  open({}, { [`POST ${path}/rating`]: () => ok({ ...consultation, ratableUntil: null, rating }) });
  await screen.findByRole('heading', { name: '您对这次咨询满意吗？' });
  press('提交评价');
  await screen.findByText('请先点一个脸');
  fireEvent.click(screen.getByRole('radio', { name: '不满意' }));
  expect(screen.queryByRole('checkbox', { name: '没有提供材料清单' })).toBeNull();
  fireEvent.click(screen.getByRole('checkbox', { name: '服务态度生硬' }));
  press('提交评价');
  await screen.findByText('已转给服务站的专人办理，不会交给这位律师。');
  expect(sent()).toMatchObject({ grade: 2, tags: ['214'], anonymous: true });
});

it('wants a consent for a name and number', async () => {
  open();
  await screen.findByRole('heading', { name: '您对这次咨询满意吗？' });
  fireEvent.click(screen.getByRole('radio', { name: '满意' }));
  fireEvent.click(screen.getByRole('switch'));
  press('提交评价');
  expect(sentRequests()).not.toContain(`POST ${path}/rating`);
});

it('keeps what was said when it was not taken', async () => {
  open({}, { [`POST ${path}/rating`]: () => refused(409, 'already-rated', '这次服务已经评价过了，谢谢您') });
  await screen.findByRole('heading', { name: '您对这次咨询满意吗？' });
  fireEvent.click(screen.getByRole('radio', { name: '非常满意' }));
  press('提交评价');
  await screen.findByText('这次服务已经评价过了，谢谢您');
  expect(screen.getByRole('radio', { name: '非常满意', checked: true })).toBeTruthy();
});

it('shows what came of it, and takes the judgement', async () => {
  const ticket = {
    number: '20261123-7KQ2',
    state: 'replied' as const,
    finding: 'substantiated' as const,
    reply: '已向您道歉',
    privateNote: null,
    judgeBy: '2026-11-30T06:00:00.000Z',
    reopened: false,
    outcome: null,
  };
  open(
    { ratableUntil: null, rating: { ...rating, ticket } },
    {
      [`POST ${path}/rating/judgement`]: () =>
        ok({ ...consultation, rating: { ...rating, ticket: { ...ticket, judgeBy: null, state: 'closed' } } }),
    },
  );
  await screen.findByText('已向您道歉');
  press('解决了');
  await waitFor(() => expect(sentRequests()).toContain(`POST ${path}/rating/judgement`));
});

it('says when it cannot be rated', async () => {
  open({ ratableUntil: null });
  await screen.findByRole('heading', { name: '这次咨询现在不能评价' });
});
