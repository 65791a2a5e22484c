import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { booked, wait } from '../../../test/appointments';
import { ok, sentRequests, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import MinePage from '.';

const row = {
  id: booked.id,
  state: 'booked',
  slot: booked.slot,
  matter: 'family',
  insteadOf: null,
  expiresAt: null,
};

function open(rows: object[], waits: object[] = [], more = {}) {
  serve({
    'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
    'GET /api/v1/appointments/mine': () => ok({ items: rows, nextCursor: null }),
    'GET /api/v1/waitlist/mine': () => ok({ items: waits }),
    ...more,
  });
  render(<MinePage />);
}

it('says in words when, with whom, how, about what, and where each stands', async () => {
  open([row, { ...row, id: '5'.repeat(24), state: 'cancelled' }]);
  await screen.findByRole('button', { name: /13:30–14:00，秦明理律师，到现场，婚姻家庭，已取消$/ });
  fireEvent.click(screen.getByRole('button', { name: /婚姻家庭，已预约$/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/appointments/appointment/index?id=${booked.id}` });
});

it('leads on to the questions where a time is only held', async () => {
  open([{ ...row, state: 'held', matter: null }]);
  fireEvent.click(await screen.findByRole('button', { name: /填写中$/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/appointments/book/index?id=${booked.id}&matter=` });
});

it('leads to the closed appointment where a time is kept instead of it', async () => {
  open([{ ...row, state: 'offered', matter: null, insteadOf: '8'.repeat(24) }]);
  fireEvent.click(await screen.findByRole('button', { name: /等您确认$/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/appointments/appointment/index?id=${'8'.repeat(24)}`,
  });
});

it('says to whom has none how to begin', async () => {
  open([]);
  await screen.findByText('还没有预约');
  fireEvent.click(screen.getByRole('button', { name: '约律师' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/appointments/matter/index' });
});

it('shows the place in the queue, which can be left', async () => {
  let left = false;
  open([row], [], {
    'GET /api/v1/waitlist/mine': () => ok({ items: left ? [{ ...wait, state: 'left' }] : [wait] }),
    [`POST /api/v1/waitlist/${wait.id}/departure`]: () => {
      left = true;
      return ok(wait);
    },
  });
  await screen.findByText('前面还有 2 位');
  fireEvent.click(screen.getByRole('button', { name: '不再排队' }));
  await waitFor(() => expect(screen.queryByText('前面还有 2 位')).toBeNull());
  expect(sentRequests()).toContain(`POST /api/v1/waitlist/${wait.id}/departure`);
});

it('shows a seat that is kept, and leads to confirming it', async () => {
  open([row], [{ ...wait, state: 'offered', offerId: '7'.repeat(24) }]);
  await screen.findByText(/有空位了，请尽快打开确认/);
  fireEvent.click(screen.getByRole('button', { name: '去确认' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/appointments/book/index?id=${'7'.repeat(24)}&matter=family`,
  });
});
