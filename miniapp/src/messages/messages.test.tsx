import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, sentRequests, serve, sessionNamed } from '../../test/server';
import Taro from '../../test/taro';
import MessagesPage from '../pages/messages';
import { writeStored } from '../platform/storage';

const ratingId = 'c'.repeat(24);
const message = {
  id: 'b'.repeat(24),
  kind: 'case-answered',
  title: '有答复了',
  text: '您的评价（工单 20261123-7KQ2）有了答复，请看看是否解决了问题。',
  subject: { kind: 'rating', id: ratingId },
  at: '2026-11-23T07:31:00.000Z',
  read: false,
};
const list = 'GET /api/v1/notifications';
const markRead = 'POST /api/v1/notifications/read';

beforeEach(() => writeStored('session.resident', sessionNamed('resident')));

it('leads a resident from a message to the rating, and counts it as read', async () => {
  serve({
    [list]: () => ok({ items: [message], nextCursor: null, unread: 1 }),
    [markRead]: () => ({ statusCode: 204, data: null }),
  });
  render(<MessagesPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^有答复了，.*，未读$/ }));
  await waitFor(() => expect(sentRequests()).toContain(markRead));
  const sentBy = Taro.request.mock.calls.map(([{ header }]) => header.Authorization ?? header.authorization);
  expect(new Set(sentBy)).toEqual(new Set(['Bearer access-resident']));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/pages/rating/index?id=${ratingId}` });
});

it('says that there is nothing, and what will stand here', async () => {
  serve({ [list]: () => ok({ items: [], nextCursor: null, unread: 0 }) });
  render(<MessagesPage />);
  await screen.findByText(/您的评价有了答复/);
});
