import Taro from '@tarojs/taro';
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
  | ReadyList<Row>;

export interface ReadyList<Row> {
  state: 'ready';
  /** One page of the list: an old phone draws no more than that at once. */
  rows: Row[];
  hasNext: boolean;
  hasPrevious: boolean;
  loadingNext: boolean;
  /** Why the next page did not come; the present one stays. */
  nextError: CallError | null;
  next: () => void;
  previous: () => void;
  reload: () => void;
}

/** The pages after the first that have come, and which page is shown. */
interface Turned<Row> {
  later: ListPage<Row>[];
  at: number;
  loading: boolean;
  error: CallError | null;
}

const unturned = { later: [], at: 0, loading: false, error: null };

/** A list of which one page is shown at a time. A new `key` starts over. */
export function usePagedList<Row>(
  key: string,
  ask: (cursor: string | null) => Promise<ListPage<Row>>,
): PagedList<Row> {
  const { answer, reload } = useAnswer(key, () => ask(null));
  const [turned, setTurned] = useState<Turned<Row>>(unturned);
  const currentKey = useRef(key);
  currentKey.current = key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was turned to belongs to the old key.
  useEffect(() => setTurned(unturned), [key]);

  if (answer.state === 'loading') return { state: 'loading' };
  if (answer.state === 'failed') return { state: 'failed', error: answer.error, reload };

  const { later, at, loading, error } = turned;
  const shown = at === 0 ? answer.value : (later[at - 1] ?? answer.value);
  const show = (page: number, pages = later) => {
    setTurned({ later: pages, at: page, loading: false, error: null });
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  };
  const next = async () => {
    if (shown.nextCursor === null || loading) return;
    if (at < later.length) return show(at + 1);
    setTurned({ ...turned, loading: true, error: null });
    try {
      const page = await ask(shown.nextCursor);
      if (currentKey.current === key) show(at + 1, [...later, page]);
    } catch (thrown) {
      if (currentKey.current === key) setTurned({ ...turned, loading: false, error: toCallError(thrown) });
    }
  };

  return {
    state: 'ready',
    rows: shown.items,
    hasNext: shown.nextCursor !== null,
    hasPrevious: at > 0,
    loadingNext: loading,
    nextError: error,
    next,
    previous: () => show(at - 1),
    reload() {
      setTurned(unturned);
      reload();
    },
  };
}
