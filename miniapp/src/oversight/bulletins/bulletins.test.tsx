import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { ok, serve, sessionNamed } from '../../../test/server';
import Taro from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import BulletinsPage from '.';

const unit = { id: 'e'.repeat(24), code: 'gumei', name: '古美路街道', kind: 'sub-district' };
const id = 'f'.repeat(24);
const row = {
  id,
  title: '十一月通报',
  unit: { name: unit.name },
  state: 'published',
  at: '2026-11-23T02:00:00.000Z',
};
const list = { 'GET /api/v1/bulletins': () => ok({ items: [row], nextCursor: null }) };
const signInAs = (role: string) => {
  const department = { id: unit.id, name: unit.name };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '沈文清', roles: [role], department };
  writeStored('session.staff', sessionNamed('staff', person));
};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00.000Z'), toFake: ['Date'] });
  return () => vi.useRealTimers();
});

it('lists what staff may read', async () => {
  signInAs('clerk');
  serve(list);
  render(<BulletinsPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^十一月通报，古美路街道，.*已发布$/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/oversight/bulletin/index?id=${id}` });
  expect(screen.queryByRole('button', { name: '起草通报' })).toBeNull();
});

it('lets a supervisor draft one of a period', async () => {
  signInAs('supervisor');
  serve({
    ...list,
    'GET /api/v1/units': () => ok({ items: [unit] }),
    'POST /api/v1/bulletins': () => ok({ id }),
  });
  render(<BulletinsPage />);
  fireEvent.click(await screen.findByRole('button', { name: '起草通报' }));
  fireEvent.click(await screen.findByRole('tab', { name: '上月' }));
  fireEvent.click(await screen.findByRole('button', { name: '写出初稿' }));
  await waitFor(() =>
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/oversight/bulletin/index?id=${id}` }),
  );
  const [body] = Taro.request.mock.calls.map(([request]) => request.data).filter(Boolean);
  expect(body).toEqual({
    from: '2026-10-01',
    to: '2026-10-31',
    unit: 'gumei',
    idempotencyKey: expect.stringMatching(/^\w{16,64}$/),
  });
});
