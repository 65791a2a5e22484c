import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { connectionError } from './call-error';
import { usePagedList } from './use-paged-list';

const pages = {
  first: { items: ['一', '二'], nextCursor: 'more' },
  last: { items: ['三'], nextCursor: null },
};

describe('a paged list', () => {
  it('shows one page at a time, and asks for each only once', async () => {
    const ask = vi.fn(async (cursor: string | null) => (cursor === null ? pages.first : pages.last));
    const { result } = renderHook(() => usePagedList('mine', ask));
    const press = (button: 'next' | 'previous') =>
      act(async () => result.current.state === 'ready' && result.current[button]());
    expect(result.current.state).toBe('loading');
    await waitFor(() =>
      expect(result.current).toMatchObject({ rows: ['一', '二'], hasNext: true, hasPrevious: false }),
    );

    await press('next');
    const last = { rows: ['三'], hasNext: false, hasPrevious: true };
    await waitFor(() => expect(result.current).toMatchObject(last));
    await press('previous');
    expect(result.current).toMatchObject({ rows: ['一', '二'], hasNext: true, hasPrevious: false });
    await press('next');
    expect(result.current).toMatchObject(last);
    expect(ask.mock.calls).toEqual([[null], ['more']]);
  });

  it('keeps its rows when the next page does not come', async () => {
    const ask = async (cursor: string | null) => {
      if (cursor !== null) throw connectionError('offline');
      return pages.first;
    };
    const { result } = renderHook(() => usePagedList('mine', ask));
    await waitFor(() => expect(result.current.state).toBe('ready'));
    await act(async () => result.current.state === 'ready' && result.current.next());
    await waitFor(() =>
      expect(result.current).toMatchObject({ rows: ['一', '二'], nextError: { code: 'offline' } }),
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
