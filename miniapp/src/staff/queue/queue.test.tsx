import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import QueuePage from '.';

const signInAs = (role: string) =>
  writeStored(
    'session.staff',
    sessionNamed('staff', {
      kind: 'staff',
      id: 'd'.repeat(24),
      name: '沈佩文',
      roles: [role],
      department: { id: 'e'.repeat(24), name: '社区事务受理服务中心' },
    }),
  );

const none = () => ok({ items: [], nextCursor: null });
const noMessages = () => ok({ items: [], nextCursor: null, unread: 0 });

describe('the queue', () => {
  it('opens on a handler’s own tickets, and shows those of the team on request', async () => {
    signInAs('handler');
    serve({
      'GET /api/v1/notifications?limit=1': noMessages,
      'GET /api/v1/tickets?queue=mine&state=open': none,
      'GET /api/v1/tickets?queue=team&state=open': none,
    });
    render(<QueuePage />);
    await screen.findByRole('heading', { name: '没有待办的工单' });
    fireEvent.click(screen.getByRole('tab', { name: '本组工单' }));
    await waitFor(() => expect(sentRequests()).toContain('GET /api/v1/tickets?queue=team&state=open'));
  });

  it('opens on the team’s tickets for those who handle none', async () => {
    signInAs('supervisor');
    serve({
      'GET /api/v1/notifications?limit=1': noMessages,
      'GET /api/v1/tickets?queue=team&state=open': none,
    });
    render(<QueuePage />);
    await screen.findByRole('heading', { name: '没有待办的工单' });
  });

  it('shows what is about the app itself beside the bad ratings', async () => {
    signInAs('handler');
    const row = {
      kind: 'feedback',
      id: 'c'.repeat(24),
      number: '20261123-7KQ2',
      state: 'assigned',
      feedbackKind: 'fault',
      excerpt: '一直在转圈',
      handler: null,
      clock: null,
      openedAt: '2026-11-23T07:31:00.000Z',
    };
    serve({
      'GET /api/v1/notifications?limit=1': noMessages,
      'GET /api/v1/tickets?queue=mine&state=open': () => ok({ items: [row], nextCursor: null }),
    });
    render(<QueuePage />);
    await screen.findByRole('button', { name: /^对本应用的故障报告，一直在转圈，.*待接单/ });
  });

  it('tells those without tickets so, and who they are here', async () => {
    signInAs('editor');
    serve({ 'GET /api/v1/notifications?limit=1': noMessages });
    render(<QueuePage />);
    screen.getByRole('heading', { name: '这里没有您的工单' });
    screen.getByText('沈佩文');
    screen.getByText(/普法编辑/);
    await waitFor(() => expect(sentRequests()).toEqual(['GET /api/v1/notifications?limit=1']));
  });

  it('asks to sign in when nobody is', () => {
    render(<QueuePage />);
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' });
  });

  it('is left by signing out', async () => {
    signInAs('editor');
    serve({ 'POST /api/v1/auth/sign-out': () => ({ statusCode: 204, data: null }) });
    render(<QueuePage />);
    fireEvent.click(screen.getByRole('button', { name: '退出登录' }));
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' }));
    expect(localStorage.getItem('linli.session.staff')).toBeNull();
  });
});
