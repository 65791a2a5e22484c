import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { article, articleId, signInAs } from '../../../test/publishing';
import { ok, refused, serve } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import ArticlePage from '.';

const get = `GET /api/v1/editorial/articles/${articleId}`;
const actions = `POST /api/v1/editorial/articles/${articleId}/actions`;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const acts = () => Taro.request.mock.calls.map(([{ data }]) => data).filter(Boolean);
const waiting = article({ state: 'in-review', editable: false, actions: ['withdraw', 'approve', 'return'] });

beforeEach(() => {
  routerParams.id = articleId;
  signInAs('supervisor');
});

it('is handed in after being asked once more', async () => {
  signInAs('editor');
  const handedIn = article({ state: 'in-review', editable: false, actions: ['withdraw'], version: 3 });
  serve({ [get]: () => ok(article()), [actions]: () => ok(handedIn) });
  render(<ArticlePage />);
  await screen.findByRole('button', { name: '提交审核' });
  press('提交审核');
  expect(acts()).toEqual([]);
  press('确认提交审核');
  await screen.findByText('待审核');
  screen.getByText('您参与写了这一稿，要请另一位同事审核。');
  expect(screen.queryByRole('button', { name: '修改' })).toBeNull();
  expect(acts()).toEqual([{ version: 2, action: 'submit' }]);
});

it('is sent back with a reason, never without', async () => {
  serve({ [get]: () => ok(waiting), [actions]: () => ok(article({ version: 3 })) });
  render(<ArticlePage />);
  await screen.findByRole('button', { name: '退回修改' });
  press('退回修改');
  press('确认退回修改');
  screen.getByText('请写明原因');
  type('原因', '少了法律依据');
  press('确认退回修改');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(acts()).toEqual([{ version: 2, action: 'return', note: '少了法律依据' }]);
});

it('is published now, or at a time', async () => {
  const published = article({ state: 'published', live: true, actions: ['archive'] });
  serve({ [get]: () => ok(waiting), [actions]: () => ok(published) });
  render(<ArticlePage />);
  await screen.findByRole('button', { name: '审核通过' });
  press('审核通过');
  fireEvent.click(screen.getByRole('radio', { name: '到时候自动发布' }));
  type('日期', '2099-02-30');
  press('确认审核通过');
  screen.getByText('请填写今后一年以内的日期和时间');
  type('日期', '2099-02-03');
  type('时间', '8：30');
  press('确认审核通过');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(acts()).toEqual([{ version: 2, action: 'approve', publishAt: '2099-02-03T00:30:00.000Z' }]);
});

it('that somebody else has changed keeps the reason that was typed, and shows how it is now', async () => {
  const current = { ...waiting, version: 3, title: '改过的标题' };
  serve({
    [get]: () => ok(waiting),
    [actions]: () => refused(409, 'article-changed', '文章刚被修改', { current }),
  });
  render(<ArticlePage />);
  await screen.findByRole('button', { name: '退回修改' });
  press('退回修改');
  type('原因', '少了法律依据');
  press('确认退回修改');
  await screen.findByRole('heading', { name: '改过的标题' });
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '原因' }).value).toBe('少了法律依据');
  press('确认退回修改');
  await waitFor(() => expect(acts()).toHaveLength(2));
  expect(acts()[1]).toMatchObject({ version: 3, note: '少了法律依据' });
});

it('says why it was sent back', async () => {
  const entry = {
    kind: 'return' as const,
    at: '2026-11-21T03:00:00.000Z',
    by: '沈文清',
    number: 1,
    note: '少了依据',
  };
  serve({ [get]: () => ok(article({ history: [entry, ...article().history] })) });
  render(<ArticlePage />);
  await screen.findByText('沈文清退回：少了依据');
});
