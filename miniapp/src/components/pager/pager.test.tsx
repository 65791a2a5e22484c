import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { connectionError } from '../../platform/call-error';
import type { ReadyList } from '../../platform/use-paged-list';
import { Pager } from '.';

const words = { next: '更早的', previous: '较新的', loading: '正在打开…' };

function draw(changes: Partial<ReadyList<unknown>>) {
  const list: ReadyList<unknown> = {
    state: 'ready',
    rows: [],
    dated: null,
    hasNext: false,
    hasPrevious: false,
    loadingNext: false,
    nextError: null,
    next: vi.fn(),
    previous: vi.fn(),
    reload: vi.fn(),
    ...changes,
  };
  return { list, ...render(<Pager list={list} {...words} />) };
}

it('is not there for a list of one page', () => {
  expect(draw({}).container.textContent).toBe('');
});

it('leads to the page after and the page before', () => {
  const { list } = draw({ hasNext: true, hasPrevious: true });
  fireEvent.click(screen.getByRole('button', { name: '更早的' }));
  fireEvent.click(screen.getByRole('button', { name: '较新的' }));
  expect([list.next, list.previous].map((go) => vi.mocked(go).mock.calls.length)).toEqual([1, 1]);
});

it('says that it is loading, and why the next page did not come', () => {
  draw({ hasNext: true, loadingNext: true, nextError: connectionError('timeout') });
  screen.getByRole('button', { name: '正在打开…' });
  screen.getByRole('alert');
});
