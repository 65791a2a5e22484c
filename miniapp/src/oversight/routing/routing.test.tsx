import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import RoutingPage from '.';

const options = {
  counters: [
    { code: 'A01', name: '一号窗口', department: 'centre' },
    { code: 'B01', name: '调解窗口', department: 'office' },
  ],
  serviceItems: [
    { code: 'permit', name: '居住证办理', department: 'centre' },
    { code: 'mediation', name: '人民调解', department: 'office' },
  ],
  departments: [],
};
const person = (name: string) => ({ id: 'd'.repeat(24), name, department: '服务中心' });

it('tells who would get a ticket, by which rule, and who is left out and why', async () => {
  writeStored(
    'session.staff',
    sessionNamed('staff', {
      kind: 'staff',
      id: 'd'.repeat(24),
      name: '沈文清',
      roles: ['supervisor'],
      department: { id: 'e'.repeat(24), name: '街道' },
    }),
  );
  serve({
    'GET /api/v1/routing/options': () => ok(options),
    'POST /api/v1/routing/query': () =>
      ok({
        rule: { position: 2, name: '服务态度', group: '督办组' },
        way: 'group',
        handler: person('周敏行'),
        candidates: [{ ...person('周敏行'), openTickets: 3 }],
        leftOut: [{ ...person('陈思远'), reason: 'absent' }],
      }),
  });
  render(<RoutingPage />);
  fireEvent.click(await screen.findByRole('button', { name: '换一个窗口' }));
  fireEvent.click(screen.getByRole('radio', { name: 'B01 调解窗口' }));
  fireEvent.click(screen.getByRole('button', { name: '换一个事项' }));
  expect(screen.queryByRole('radio', { name: '居住证办理' }), 'of another department').toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: '人民调解' }));
  fireEvent.click(screen.getByRole('checkbox', { name: '服务态度差效率低' }));
  fireEvent.click(screen.getByRole('button', { name: '看看会分给谁' }));
  await screen.findByRole('heading', { name: '会分给：周敏行' });
  screen.getByText('第 2 条“服务态度” → 督办组');
  screen.getByText('陈思远：不在岗');
  expect(Taro.request.mock.lastCall?.[0].data).toEqual({
    counter: 'B01',
    serviceItem: 'mediation',
    grade: 1,
    tags: ['115'],
    comment: null,
  });
});
