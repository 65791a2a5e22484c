import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import { writeStored } from '../../platform/storage';
import BulletinPage from '.';

const id = 'f'.repeat(24);
const draft = {
  id,
  unit: { name: '古美路街道' },
  from: '2026-11-01',
  to: '2026-11-30',
  title: '十一月通报',
  text: '一、总体情况\n好评率：90%',
  state: 'draft',
  version: 1,
  publishedAt: null as string | null,
  editable: true,
  versions: [{ version: 1, at: '2026-11-23T02:00:00.000Z', by: '沈文清' }],
};
const get = `GET /api/v1/bulletins/${id}`;
const edits = `POST /api/v1/bulletins/${id}/edits`;
const publish = `POST /api/v1/bulletins/${id}/publish`;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const text = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: '正文' });
const bodies = () => Taro.request.mock.calls.map(([request]) => request.data).filter(Boolean);

beforeEach(() => {
  routerParams.id = id;
  const department = { id: 'e'.repeat(24), name: '古美路街道' };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '沈文清', roles: ['supervisor'], department };
  writeStored('session.staff', sessionNamed('staff', person));
});

it('is edited and published, after being asked once more', async () => {
  const edited = { ...draft, version: 2, text: '改过的正文' };
  const published = { ...edited, version: 3, state: 'published', editable: false };
  serve({ [get]: () => ok(draft), [edits]: () => ok(edited), [publish]: () => ok(published) });
  render(<BulletinPage />);
  fireEvent.click(await screen.findByRole('button', { name: '修改' }));
  fireEvent.change(text(), { target: { value: '改过的正文' } });
  press('保存');
  await screen.findByText('改过的正文');
  press('发布');
  press('确认发布');
  await screen.findByText('已发布');
  expect(screen.queryByRole('button', { name: '修改' })).toBeNull();
  expect(bodies()).toEqual([{ version: 1, title: '十一月通报', text: '改过的正文' }, { version: 2 }]);
});

it('that somebody else changed keeps what was typed beside what it is now', async () => {
  const current = { ...draft, version: 2, text: '别人写的' };
  let first = true;
  serve({
    [get]: () => ok(draft),
    [edits]: () => {
      if (!first) return ok({ ...current, version: 3, text: '我写的' });
      first = false;
      return refused(409, 'bulletin-changed', '通报刚被修改', { current });
    },
  });
  render(<BulletinPage />);
  fireEvent.click(await screen.findByRole('button', { name: '修改' }));
  fireEvent.change(text(), { target: { value: '我写的' } });
  press('保存');
  await screen.findByText(/最新内容：\s*别人写的/);
  expect(text().value).toBe('我写的');
  press('保存');
  await screen.findByText('我写的');
  expect(bodies().at(-1)).toMatchObject({ version: 2, text: '我写的' });
});

it('says why it is not kept when it names somebody', async () => {
  serve({ [get]: () => ok(draft), [edits]: () => refused(400, 'names-somebody', '内容里有电话') });
  render(<BulletinPage />);
  fireEvent.click(await screen.findByRole('button', { name: '修改' }));
  fireEvent.change(text(), { target: { value: '请打 13800001234' } });
  press('保存');
  await screen.findByText('内容里有电话');
});

it('is only read by those who may not change it', async () => {
  serve({ [get]: () => ok({ ...draft, state: 'published', editable: false, versions: [] }) });
  render(<BulletinPage />);
  await screen.findByText(/好评率：90%/);
  expect(screen.queryByRole('button', { name: '修改' })).toBeNull();
  expect(screen.queryByRole('button', { name: '发布' })).toBeNull();
});
