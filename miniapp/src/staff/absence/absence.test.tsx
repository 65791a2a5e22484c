import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import AbsencePage from '.';

const me = { id: 'd'.repeat(24), name: '沈佩文' };
const zhou = { id: 'e'.repeat(24), name: '周敏行' };
const absence = {
  id: 'a'.repeat(24),
  staff: me,
  from: '2099-11-25',
  to: '2099-11-27',
  deputy: zhou,
  handOver: 'deputy',
};
const deputies = `GET /api/v1/absences/deputies?staff=${me.id}`;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

beforeEach(() => {
  const person = {
    kind: 'staff',
    ...me,
    roles: ['handler'],
    department: { id: 'f'.repeat(24), name: '中心' },
  };
  writeStored('session.staff', sessionNamed('staff', person));
});

it('is entered with days, a deputy and what becomes of open tickets', async () => {
  serve({
    'GET /api/v1/absences': () => ok({ items: [], people: [me] }),
    [deputies]: () => ok({ items: [zhou] }),
    'POST /api/v1/absences': () => ok(absence),
  });
  render(<AbsencePage />);
  fireEvent.click(await screen.findByRole('button', { name: '登记不在岗' }));
  fireEvent.click(await screen.findByRole('radio', { name: '交给代班人' }));
  type('第一天', '2099-11-25');
  type('最后一天', '2099-11-24');
  press('登记');
  screen.getByText('最后一天不能早于第一天');
  screen.getByText('要交给代班人，请先选代班人');
  type('最后一天', '2099-11-27');
  fireEvent.click(await screen.findByRole('radio', { name: '周敏行' }));
  press('登记');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const sent = Taro.request.mock.calls.map(([request]) => request).find(({ method }) => method === 'POST');
  expect(sent?.data).toMatchObject({
    staff: me.id,
    from: '2099-11-25',
    to: '2099-11-27',
    deputy: zhou.id,
    handOver: 'deputy',
  });
});

it('is shown with who stands in, and can be ended', async () => {
  let items = [absence];
  serve({
    'GET /api/v1/absences': () => ok({ items, people: [me] }),
    [`POST /api/v1/absences/${absence.id}/end`]: () => {
      items = [];
      return { statusCode: 204, data: null };
    },
  });
  render(<AbsencePage />);
  await screen.findByText('2099-11-25 至 2099-11-27');
  screen.getByText('代班：周敏行');
  press('结束不在岗');
  await screen.findByText('还没有登记');
});
