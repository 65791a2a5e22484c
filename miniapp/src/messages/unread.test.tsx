import { render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, sentRequests, serve, sessionNamed } from '../../test/server';
import { TabBar } from '../components/tab-bar';
import { writeStored } from '../platform/storage';
import { forgetUnread } from './unread';

beforeEach(forgetUnread);

it('the tab behind which the messages are says how many are unread', async () => {
  writeStored('session.resident', sessionNamed('resident'));
  serve({ 'GET /api/v1/notifications?limit=1': () => ok({ items: [], nextCursor: null, unread: 12 }) });
  render(<TabBar current="pages/home/index" />);
  await screen.findByRole('link', { name: '我的，12 条未读消息' });
  expect(screen.queryByText(/\d/)).toBeNull();
});

it('nobody is signed in to count messages', () => {
  render(<TabBar current="pages/home/index" />);
  expect(sentRequests()).toEqual([]);
});
