import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { connectionError } from './call-error';
import { usePagedList } from './use-paged-list';

const pages = {
  first: { items: ['一', '二'], nextCursor: 'more' },
  last: { items: ['三'], nextCursor: null },
};

describe('a paged list', () => {
  it('shows the first page, then adds the next on request', async () => {
    const ask = vi.fn(async (cursor: string | null) => (cursor === null ? pages.first : pages.last));
    const { result } = renderHook(() => usePagedList('mine', ask));
    expect(result.current.state).toBe('loading');
    await waitFor(() => expect(result.current).toMatchObject({ rows: ['一', '二'], hasMore: true }));

    await act(async () => result.current.state === 'ready' && result.current.loadMore());
    await waitFor(() => expect(result.current).toMatchObject({ rows: ['一', '二', '三'], hasMore: false }));
    expect(ask.mock.calls).toEqual([[null], ['more']]);
  });

  it('keeps its rows when the next page does not come', async () => {
    const ask = async (cursor: string | null) => {
      if (cursor !== null) throw connectionError('offline');
      return pages.first;
    };
    const { result } = renderHook(() => usePagedList('mine', ask));
    await waitFor(() => expect(result.current.state).toBe('ready'));
    await act(async () => result.current.state === 'ready' && result.current.loadMore());
    await waitFor(() =>
      expect(result.current).toMatchObject({ rows: ['一', '二'], moreError: { code: 'offline' } }),
    );
  });

  it('starts over after a failure when asked again', async () => {
    const ask = vi.fn(async () => pages.last).mockRejectedValueOnce(connectionError('offline'));
    const { result } = renderHook(() => usePagedList('mine', ask));
    await waitFor(() => expect(result.current).toMatchObject({ error: { code: 'offline' } }));
    await act(async () => result.current.state === 'failed' && result.current.reload());
    await waitFor(() => expect(result.current).toMatchObject({ rows: ['三'] }));
  });
});
