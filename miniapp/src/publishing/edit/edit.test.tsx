import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { article, articleId, options, rendered, signInAs } from '../../../test/publishing';
import { ok, refused, serve } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import EditPage from '.';

const get = `GET /api/v1/editorial/articles/${articleId}`;
const edits = `POST /api/v1/editorial/articles/${articleId}/edits`;
const around = {
  'GET /api/v1/editorial/options': () => ok(options),
  'POST /api/v1/editorial/previews': () => ok(rendered),
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const sent = (path: string) =>
  Taro.request.mock.calls
    .map(([request]) => request)
    .filter(({ url, method }) => method === 'POST' && url === path);

beforeEach(() => signInAs('editor'));

async function openNew(more: Parameters<typeof serve>[0] = {}) {
  serve({ ...around, ...more });
  const { unmount } = render(<EditPage />);
  await screen.findByText('第 1 步，共 5 步');
  return unmount;
}

function fillHead() {
  type('标题', '楼道里不能堆东西');
  type('摘要', '楼道是逃生的路。');
  choose('法律解读');
  press('选择事项');
  choose('邻里纠纷');
  fireEvent.click(screen.getByRole('checkbox', { name: '老年人' }));
  fireEvent.click(screen.getByRole('checkbox', { name: '全体居民' }));
}

describe('a new article', () => {
  it('asks one thing after the other, is looked at as residents will see it, and is saved once', async () => {
    let tries = 0;
    await openNew({
      'POST /api/v1/editorial/articles': () => {
        tries += 1;
        return tries === 1 ? refused(400, 'article-too-large', '正文太大') : ok(article());
      },
    });
    press('下一步');
    screen.getByText('请写标题');
    screen.getByText('请至少选一类读者');
    fillHead();
    press('下一步');
    type('正文', '楼道要**畅通**。');
    press('下一步');
    type('办事步骤（可以不写）', '1. 先请邻居搬走\n2. 再找物业');
    press('加一部法律');
    type('法律名称', '消防法');
    type('条号（可以不写）', '28');
    press('好了');
    press('下一步');
    // Of the department that its writer works in.
    screen.getByText('司法所');
    press('下一步');
    await screen.findByText('装修有时间限制。');
    screen.getByText('《消防法》第二十八条');
    press('保存草稿');
    await screen.findByText('正文太大');
    press('保存草稿');
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledOnce());
    const [first, second] = sent('/api/v1/editorial/articles').map(({ data }) => data);
    expect(first).toMatchObject({
      content: {
        title: '楼道里不能堆东西',
        audiences: ['elderly', 'everyone'],
        department: 'judicial-office',
        steps: ['先请邻居搬走', '再找物业'],
        legalBasis: [{ law: '消防法', articles: ['28'], version: null, inForce: true }],
      },
    });
    expect(second).toEqual(first);
  });

  it('stays on the device when the page is closed, until it is saved or given up', async () => {
    const close = await openNew();
    type('标题', '写到一半');
    close();
    await openNew();
    expect(field('标题').value).toBe('写到一半');
    press('不要了，重新开始');
    expect(field('标题').value).toBe('');
  });

  it('that one person has begun is not the next one’s', async () => {
    const close = await openNew();
    type('标题', '写到一半');
    close();
    const { sessionNamed } = await import('../../../test/server');
    const { writeStored } = await import('../../platform/storage');
    const department = { id: 'e'.repeat(24), name: '司法所' };
    const other = { kind: 'staff', id: 'c'.repeat(24), name: '杨守诚', roles: ['editor'], department };
    writeStored('session.staff', sessionNamed('other', other));
    await openNew();
    expect(field('标题').value).toBe('');
  });
});

describe('an article that is there', () => {
  beforeEach(() => {
    routerParams.id = articleId;
  });

  it('that somebody else has changed keeps what was typed beside what it is now', async () => {
    const current = article({ version: 3, content: { ...article().content, markdown: '别人写的' } });
    let first = true;
    serve({
      ...around,
      [get]: () => ok(article()),
      [edits]: () => {
        if (!first) return ok(article({ version: 4 }));
        first = false;
        return refused(409, 'article-changed', '文章刚被修改', { current });
      },
    });
    render(<EditPage />);
    await screen.findByText('第 1 步，共 5 步');
    type('标题', '我改的标题');
    press('跳到预览和保存');
    await screen.findByRole('button', { name: '保存草稿' });
    press('保存草稿');
    await screen.findByText('别人写的');
    press('保存草稿');
    await waitFor(() => expect(Taro.reLaunch).toHaveBeenCalledOnce());
    expect(sent(`/api/v1/editorial/articles/${articleId}/edits`).map(({ data }) => data)).toMatchObject([
      { version: 2, content: { title: '我改的标题' } },
      { version: 3, content: { title: '我改的标题' } },
    ]);
  });

  it('asks what it corrects where residents read an earlier text', async () => {
    serve({
      ...around,
      [get]: () => ok(article({ state: 'published', live: true })),
      [edits]: () => ok(article()),
    });
    render(<EditPage />);
    await screen.findByText('第 1 步，共 5 步');
    for (const _ of [1, 2, 3]) press('下一步');
    type('更正说明', '条号改为第二百八十八条');
    press('下一步');
    await screen.findByRole('button', { name: '保存草稿' });
    press('保存草稿');
    await waitFor(() => expect(sent(`/api/v1/editorial/articles/${articleId}/edits`)).toHaveLength(1));
    expect(sent(`/api/v1/editorial/articles/${articleId}/edits`)[0]?.data).toMatchObject({
      correction: '条号改为第二百八十八条',
    });
  });

  it('is not written while it waits for a review', async () => {
    serve({ ...around, [get]: () => ok(article({ state: 'in-review', editable: false })) });
    render(<EditPage />);
    await screen.findByText('这篇文章现在不能改');
  });
});
