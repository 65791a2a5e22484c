import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { held, lawyer, slot } from '../../../test/appointments';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import LawyerPage from '.';

function open(slots = [slot(), slot({ free: 0, startsAt: '2026-11-25T06:00:00.000Z' })]) {
  serve({
    'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')),
    'GET /api/v1/lawyers': () => ok({ items: [lawyer] }),
    [`GET /api/v1/lawyers/${lawyer.id}/slots`]: () => ok({ days: [{ day: '2026-11-25', free: 1, slots }] }),
    'POST /api/v1/appointments/holds': () => ({ statusCode: 201, data: held() }),
  });
  Object.assign(routerParams, { id: lawyer.id, matter: 'family' });
  render(<LawyerPage />);
}

it('says who the lawyer is, and a press on a free time holds it', async () => {
  open();
  await screen.findByText('13101200010000001');
  screen.getByText('婚姻家庭、继承');
  screen.getByText('普通话、上海话');
  const times = screen.getAllByRole('button', { name: /到现场$/ });
  expect(times).toHaveLength(1);
  for (const time of times) fireEvent.click(time);
  await waitFor(() =>
    expect(Taro.navigateTo).toHaveBeenCalledWith({
      url: `/appointments/book/index?id=${held().id}&matter=family`,
    }),
  );
});

it('says when there is nothing free, and leads to all times', async () => {
  open([]);
  await screen.findByText(/这两周约满了/);
  fireEvent.click(screen.getByRole('button', { name: '看全部时间' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/appointments/slots/index?matter=family&lawyer=${lawyer.id}&move=`,
  });
});

it('leads on when the lawyer is not there any more', async () => {
  serve({
    'GET /api/v1/lawyers': () => ok({ items: [] }),
    'GET /api/v1/lawyers/gone/slots': () => refused(404, 'not-found', '没有找到'),
  });
  routerParams.id = 'gone';
  render(<LawyerPage />);
  await screen.findByText('没有找到这位律师');
});
