import type { ConsultationCase } from '@linli/shared/api/types.ts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { signInAs, visit } from '../../../test/consulting';
import { ok, refused, sentRequests, serve } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import RecordPage from '.';

const path = `/api/v1/consultations/appointment/${visit.id}`;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
const sent = () =>
  Taro.request.mock.calls.findLast(([request]) => request.url === `${path}/record`)?.[0].data;

function open(record: ConsultationCase['record'] = null, more: Parameters<typeof serve>[0] = {}) {
  const told: ConsultationCase = {
    description: null,
    otherParty: null,
    onBehalfOf: null,
    attachments: [],
    record,
  };
  serve({ [`POST ${path}/case`]: () => ok(told), ...more });
  routerParams.kind = 'appointment';
  routerParams.id = visit.id;
  return render(<RecordPage />);
}

beforeEach(() => signInAs('lawyer'));

it('asks one thing after the other, and sends all of it', async () => {
  open(null, { [`POST ${path}/record`]: () => ok({}) });
  await screen.findByText('第 1 步，共 3 步');
  press('下一步');
  screen.getByText('请写咨询记录');
  type('记录', '四个子女');
  press('下一步');
  press('下一步');
  screen.getByText('请写给居民的建议');
  type('建议', '先公证');
  press('下一步');
  fireEvent.click(screen.getByRole('radio', { name: '人民调解' }));
  type('找谁、在哪里', '街道调委会');
  type('要带什么', '身份证');
  press('保存，让居民看到');
  await waitFor(() =>
    expect(sent()).toEqual({
      version: 0,
      record: '四个子女',
      advice: '先公证',
      referral: { kind: 'mediation', to: '街道调委会', bring: '身份证' },
    }),
  );
});

it('begins with what is there, and says when it was changed meanwhile; nothing typed is lost', async () => {
  const before = {
    version: 2,
    record: '旧记录',
    advice: '旧建议',
    referral: null,
    by: '秦明理',
    at: '2026-11-23T06:00:00.000Z',
  };
  open(before, {
    [`POST ${path}/record`]: () => refused(409, 'consultation-changed', '这次咨询刚有变化'),
  });
  await screen.findByDisplayValue('旧记录');
  press('下一步');
  screen.getByDisplayValue('旧建议');
  press('下一步');
  press('保存，让居民看到');
  await screen.findByText('记录刚被改过。请返回看过最新内容后再改。');
  expect(sent()).toMatchObject({ version: 2, record: '旧记录' });
  press('上一步');
  screen.getByDisplayValue('旧建议');
});

it('asks nothing while it cannot be read', async () => {
  open(null, { [`POST ${path}/case`]: () => refused(403, 'not-allowed', '您没有权限做这项操作') });
  await screen.findByText('您没有权限做这项操作');
  expect(sentRequests()).not.toContain(`POST ${path}/record`);
});
