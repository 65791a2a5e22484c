import { useEffect, useRef, useState } from 'react';
import { type CallError, toCallError } from './call-error';
import { useAnswer } from './use-answer';

interface ListPage<Row> {
  items: Row[];
  /** Null on the last page. */
  nextCursor: string | null;
}

export type PagedList<Row> =
  | { state: 'loading' }
  | { state: 'failed'; error: CallError; reload: () => void }
  | {
      state: 'ready';
      rows: Row[];
      hasMore: boolean;
      loadingMore: boolean;
      /** Why the last page that was asked for did not come; the rows before it stay. */
      moreError: CallError | null;
      loadMore: () => void;
      reload: () => void;
    };

const idle = { loading: false, error: null };

/** A list that comes page by page, each on request. A new `key` starts over. */
export function usePagedList<Row>(
  key: string,
  ask: (cursor: string | null) => Promise<ListPage<Row>>,
): PagedList<Row> {
  const { answer, reload, replace } = useAnswer(key, () => ask(null));
  const [more, setMore] = useState<{ loading: boolean; error: CallError | null }>(idle);
  const currentKey = useRef(key);
  currentKey.current = key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was under way belongs to the old key.
  useEffect(() => setMore(idle), [key]);

  if (answer.state === 'loading') return { state: 'loading' };
  if (answer.state === 'failed') return { state: 'failed', error: answer.error, reload };

  const { items, nextCursor } = answer.value;
  const loadMore = async () => {
    if (nextCursor === null || more.loading) return;
    setMore({ loading: true, error: null });
    try {
      const next = await ask(nextCursor);
      if (currentKey.current !== key) return;
      replace({ items: [...items, ...next.items], nextCursor: next.nextCursor });
      setMore(idle);
    } catch (thrown) {
      if (currentKey.current === key) setMore({ loading: false, error: toCallError(thrown) });
    }
  };

  return {
    state: 'ready',
    rows: items,
    hasMore: nextCursor !== null,
    loadingMore: more.loading,
    moreError: more.error,
    loadMore,
    reload,
  };
}
