import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, refused, serve } from '../../../test/server';
import { routerParams } from '../../../test/taro';
import CounterRatingsPage from '.';

const path = '/api/v1/counters/A01/ratings';
const place = { counter: { code: 'A01', name: '综合受理一号窗口' }, department: { name: '服务中心' } };
const rating = {
  ratedOn: '2026-11-23',
  grade: 2,
  tags: [{ code: '208', label: '没有提供材料清单' }],
  supplementTo: null,
  serviceItem: { name: '居住证办理' },
  servedBy: null,
  comment: '***说态度不好',
  handling: 'answered',
  finding: 'mistaken',
  excluded: true,
  reply: '已补印清单',
  repliedOn: '2026-11-24',
};
const good = {
  ...rating,
  grade: 5,
  tags: [],
  comment: null,
  handling: 'none',
  finding: null,
  excluded: false,
  reply: null,
};

beforeEach(() => {
  routerParams.code = 'A01';
});

describe('the public page of a counter', () => {
  it('shows each rating with its reply, without asking anybody to sign in', async () => {
    serve({ [`GET ${path}`]: () => ok({ ...place, items: [rating, good], nextCursor: null }) });
    render(<CounterRatingsPage />);
    await screen.findByText('A01 综合受理一号窗口');
    screen.getByText('***说态度不好');
    screen.getByText('已补印清单');
    screen.getByText('误评');
    screen.getByText('经复核，不计入满意率');
    expect(screen.getAllByText('2026年11月23日')).toHaveLength(2);
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });

  it('says what is under way', async () => {
    const open = {
      ...rating,
      handling: 'under-way',
      reply: null,
      finding: null,
      comment: null,
      excluded: false,
    };
    serve({ [`GET ${path}`]: () => ok({ ...place, items: [open], nextCursor: null }) });
    render(<CounterRatingsPage />);
    await screen.findByText('正在核实处理');
  });

  it('says of a supplement what it was added to', async () => {
    const added = { ...good, supplementTo: { ratedOn: '2026-11-20', grade: 2 } };
    serve({ [`GET ${path}`]: () => ok({ ...place, items: [added], nextCursor: null }) });
    render(<CounterRatingsPage />);
    await screen.findByText('首次评价：不满意（2026年11月20日）');
  });

  it('is turned page by page', async () => {
    serve({
      [`GET ${path}`]: () => ok({ ...place, items: [rating], nextCursor: 'next' }),
      [`GET ${path}?cursor=next`]: () => ok({ ...place, items: [good], nextCursor: null }),
    });
    render(<CounterRatingsPage />);
    fireEvent.click(await screen.findByRole('button', { name: '查看更早的评价' }));
    await screen.findByText('非常满意');
  });

  it('says that there is nothing yet, or no such counter', async () => {
    serve({ [`GET ${path}`]: () => ok({ ...place, items: [], nextCursor: null }) });
    const { unmount } = render(<CounterRatingsPage />);
    await screen.findByRole('heading', { name: '还没有公开的评价' });
    unmount();
    serve({ [`GET ${path}`]: () => refused(404, 'not-found', '没有找到您要的内容') });
    render(<CounterRatingsPage />);
    await screen.findByRole('heading', { name: '没有这个窗口' });
  });

  it('can be tried again when it did not come', async () => {
    let fails = true;
    serve({
      [`GET ${path}`]: () =>
        fails
          ? refused(500, 'internal', '系统出了点问题')
          : ok({ ...place, items: [rating], nextCursor: null }),
    });
    render(<CounterRatingsPage />);
    const again = await screen.findByRole('button', { name: /再试|重试|重新/ });
    fails = false;
    fireEvent.click(again);
    await screen.findByText('已补印清单');
  });
});
