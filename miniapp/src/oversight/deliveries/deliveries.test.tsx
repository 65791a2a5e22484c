import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, it } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import { writeStored } from '../../platform/storage';
import DeliveriesPage from '.';

const row = {
  id: 'b'.repeat(24),
  title: '有答复了',
  text: '您的评价有了答复。',
  staffName: null,
  at: '2026-11-23T07:31:00.000Z',
  failedAt: '2026-11-23T09:31:00.000Z',
  tries: 10,
  reason: '微信一直没有回应',
};
const list = 'GET /api/v1/deliveries/failed';
const again = `POST /api/v1/deliveries/${row.id}/again`;

beforeEach(() => {
  const department = { id: 'e'.repeat(24), name: '古美路街道' };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '管理员', roles: ['admin'], department };
  writeStored('session.staff', sessionNamed('staff', person));
});

it('says why a message was given up, and sends it once more', async () => {
  let items = [row];
  serve({
    [list]: () => ok({ items, nextCursor: null }),
    [again]: () => {
      items = [];
      return { statusCode: 204, data: null };
    },
  });
  render(<DeliveriesPage />);
  await screen.findByText('微信一直没有回应');
  await screen.findByText('收件人：居民，试过 10 次');
  fireEvent.click(screen.getByRole('button', { name: '再发一次' }));
  await screen.findByRole('heading', { name: '消息都送达了' });
});

it('says when that did not work', async () => {
  serve({
    [list]: () => ok({ items: [row], nextCursor: null }),
    [again]: () => refused(404, 'not-found', '没有找到您要的内容'),
  });
  render(<DeliveriesPage />);
  fireEvent.click(await screen.findByRole('button', { name: '再发一次' }));
  await screen.findByText('没有找到您要的内容');
});
