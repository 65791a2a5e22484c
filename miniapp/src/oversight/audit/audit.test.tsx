import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import AuditPage from '.';

const entry = {
  id: 'b'.repeat(24),
  chain: 'tickets',
  sequence: 7,
  at: '2026-11-23T07:31:00.000Z',
  actor: { kind: 'staff', id: 'd'.repeat(24), name: '周明' },
  action: 'contact-read',
  subject: { kind: 'ticket', id: 'c'.repeat(24), name: '20261123-7KQ2' },
  outcome: 'refused',
  ip: '10.0.0.7',
  reason: null,
};
const list = 'GET /api/v1/audit-entries';
const page = (...items: object[]) => ok({ items, nextCursor: null });
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  const department = { id: 'e'.repeat(24), name: '古美路街道' };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '张慎之', roles: ['auditor'], department };
  writeStored('session.staff', sessionNamed('staff', person));
});

it('reads who did what to what, and leads to all that was done to it', async () => {
  const ofTicket = `${list}?subject=20261123-7KQ2`;
  serve({ [list]: () => page(entry), [ofTicket]: () => page() });
  render(<AuditPage />);
  fireEvent.click(
    await screen.findByRole('button', { name: /^查看联系方式，工单 20261123-7KQ2，周明，.*被拒绝$/ }),
  );
  const sheet = within(screen.getByRole('dialog'));
  sheet.getByText('10.0.0.7');
  press('看同一对象的全部记录');
  await screen.findByText('没有符合条件的记录');
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('searches by who, what and day, and says what it cannot understand', async () => {
  const found = `${list}?actor=%E5%91%A8%E6%98%8E&action=ticket-accept&from=2026-11-22T16%3A00%3A00.000Z&to=2026-11-23T16%3A00%3A00.000Z`;
  serve({ [list]: () => page(), [found]: () => page(entry) });
  render(<AuditPage />);
  press('筛选');
  type('谁', '周明');
  type('操作', '飞行');
  type('从哪天起', '昨天');
  press('查看');
  screen.getByText('没有这种操作，请换一个说法');
  screen.getByText('日期请写成 2026-11-23 的样子');
  type('操作', '接单');
  type('从哪天起', '2026-11-23');
  type('到哪天止', '2026-11-23');
  press('查看');
  await waitFor(() => expect(sentRequests()).toContain(found));
  await screen.findByText('周明，接单，2026-11-23 至 2026-11-23');
});

it('says why an export was refused', async () => {
  const tooLarge = () => {
    const { statusCode, data } = refused(409, 'export-too-large', '符合条件的记录太多');
    return { statusCode, data: JSON.stringify(data) };
  };
  serve({ [list]: () => page(entry), [`${list}/export`]: tooLarge });
  render(<AuditPage />);
  press('导出');
  await screen.findByText('符合条件的记录太多');
});

it('asks to sign in when nobody is', () => {
  localStorage.clear();
  render(<AuditPage />);
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' });
});
