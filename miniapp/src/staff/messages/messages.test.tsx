import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import MessagesPage from '.';

const ticketId = 'c'.repeat(24);
const message = {
  id: 'b'.repeat(24),
  kind: 'ticket-alert',
  title: '快到期：接单',
  text: '工单 20261123-7KQ2 的“接单”快到时限，请抓紧办理。',
  subject: { kind: 'ticket', id: ticketId },
  at: '2026-11-23T07:31:00.000Z',
  read: false,
};
const list = 'GET /api/v1/notifications';
const markRead = 'POST /api/v1/notifications/read';
const done = () => ({ statusCode: 204, data: null });
const page = (...items: object[]) => ok({ items, nextCursor: null, unread: items.length });

beforeEach(() => {
  const department = { id: 'e'.repeat(24), name: '社区事务受理服务中心' };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '沈佩文', roles: ['handler'], department };
  writeStored('session.staff', sessionNamed('staff', person));
});

it('leads from a message to its ticket, and counts it as read', async () => {
  serve({ [list]: () => page(message), [markRead]: done });
  render(<MessagesPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^快到期：接单，.*，未读$/ }));
  await waitFor(() => expect(sentRequests()).toContain(markRead));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/staff/ticket/index?id=${ticketId}` });
});

it('marks all as read, and says so when that fails', async () => {
  let read = false;
  serve({
    [list]: () => page({ ...message, read }),
    [markRead]: () => refused(503, 'unavailable', '系统正在恢复，请稍后再试'),
  });
  render(<MessagesPage />);
  fireEvent.click(await screen.findByRole('button', { name: '全部标为已读' }));
  await screen.findByText('系统正在恢复，请稍后再试');
  serve({
    [list]: () => page({ ...message, read }),
    [markRead]: () => {
      read = true;
      return done();
    },
  });
  fireEvent.click(screen.getByRole('button', { name: '全部标为已读' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: '全部标为已读' })).toBeNull());
});

it('says that there is nothing', async () => {
  serve({ [list]: () => page() });
  render(<MessagesPage />);
  await screen.findByRole('heading', { name: '没有消息' });
});

it('asks to sign in when nobody is', () => {
  localStorage.clear();
  render(<MessagesPage />);
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' });
});
