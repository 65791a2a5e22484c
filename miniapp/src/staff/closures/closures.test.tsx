import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import ClosuresPage from '.';

const station = { kind: 'station', id: '1'.repeat(24), name: '古美路街道公共法律服务站' };
const qin = { kind: 'lawyer', id: '2'.repeat(24), name: '秦明理' };
const closure = {
  id: '5'.repeat(24),
  of: qin,
  from: '2099-11-24T16:00:00.000Z',
  to: '2099-11-25T16:00:00.000Z',
  reason: '律师突发疾病',
  cancelled: 3,
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const posted = () =>
  Taro.request.mock.calls.map(([request]) => request).filter(({ method }) => method === 'POST');

beforeEach(() => {
  const person = {
    kind: 'staff',
    id: 'd'.repeat(24),
    name: '吕佳宁',
    roles: ['handler'],
    department: { id: 'f'.repeat(24), name: '公共法律服务站' },
  };
  writeStored('session.staff', sessionNamed('staff', person));
});

it('says how many appointments would be cancelled, and closes only once that is confirmed', async () => {
  serve({
    'GET /api/v1/closures': () => ok({ items: [], subjects: [station, qin] }),
    [`GET /api/v1/closures/preview?kind=lawyer&id=${qin.id}&from=2099-11-25&to=2099-11-25&part=morning`]:
      () => ok({ appointments: 3 }),
    'POST /api/v1/closures': () => ok(closure),
  });
  render(<ClosuresPage />);
  fireEvent.click(await screen.findByRole('button', { name: '登记停诊' }));
  fireEvent.click(screen.getByRole('radio', { name: '秦明理律师' }));
  fireEvent.click(screen.getByRole('radio', { name: '其他日子' }));
  type('第一天', '2099-11-25');
  type('最后一天', '2099-11-24');
  press('下一步');
  screen.getByText('最后一天不能早于第一天');
  screen.getByText('请写明原因，居民会看到');
  type('最后一天', '2099-11-25');
  type('原因', '律师突发疾病');
  fireEvent.click(screen.getByRole('radio', { name: '上午' }));
  press('下一步');
  await screen.findByText(/将取消 3 个预约/);
  expect(posted()).toEqual([]);
  press('确认停诊');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(posted()[0]?.data).toMatchObject({
    kind: 'lawyer',
    id: qin.id,
    from: '2099-11-25',
    to: '2099-11-25',
    part: 'morning',
    reason: '律师突发疾病',
  });
});

it('shows what is closed and why, and can be taken back, which asks once', async () => {
  let items = [closure];
  serve({
    'GET /api/v1/closures': () => ok({ items, subjects: [qin] }),
    [`POST /api/v1/closures/${closure.id}/end`]: () => {
      items = [];
      return ok(closure);
    },
  });
  render(<ClosuresPage />);
  await screen.findByText('取消了 3 个预约，居民都已通知');
  press('恢复接待');
  screen.getByText(/已取消的预约不会恢复/);
  press('确定恢复');
  await screen.findByText('没有登记停诊');
});
