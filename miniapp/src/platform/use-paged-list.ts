import Taro from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { type CallError, toCallError } from './call-error';
import { type Dated, type Keeping, useAnswer } from './use-answer';

export interface ListPage<Row> {
  items: Row[];
  /** Null on the last page. */
  nextCursor: string | null;
}

export type PagedList<Row> =
  | { state: 'loading'; reload: () => void }
  | { state: 'failed'; error: CallError; reload: () => void }
  | ReadyList<Row>;

export interface ReadyList<Row> {
  state: 'ready';
  /** One page of the list: an old phone draws no more than that at once. */
  rows: Row[];
  /** Says that the rows are from an earlier time; null when they are today's. */
  dated: Dated | null;
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

/** A list of which one page is shown at a time; the first is kept. A new `key` starts over. */
export function usePagedList<Row>(
  key: string,
  ask: (cursor: string | null) => Promise<ListPage<Row>>,
  keeping?: Keeping<ListPage<Row>>,
): PagedList<Row> {
  const { answer, reload } = useAnswer(key, () => ask(null), keeping);
  const underWay = useRef(false);
  const [turned, setTurned] = useState<Turned<Row>>(unturned);
  const currentKey = useRef(key);
  currentKey.current = key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was turned to belongs to the old key.
  useEffect(() => setTurned(unturned), [key]);

  if (answer.state === 'loading') return { state: 'loading', reload };
  if (answer.state === 'failed') return { state: 'failed', error: answer.error, reload };

  const { dated } = answer;
  const { later, at, loading, error } = turned;
  const shown = at === 0 ? answer.value : (later[at - 1] ?? answer.value);
  const show = (page: number, pages = later) => {
    setTurned({ later: pages, at: page, loading: false, error: null });
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  };
  const next = async () => {
    // Not `loading`: the second of two quick presses comes before it is drawn.
    if (shown.nextCursor === null || underWay.current) return;
    if (at < later.length) return show(at + 1);
    underWay.current = true;
    setTurned({ ...turned, loading: true, error: null });
    try {
      const page = await ask(shown.nextCursor);
      if (currentKey.current === key) show(at + 1, [...later, page]);
    } catch (thrown) {
      if (currentKey.current === key) setTurned({ ...turned, loading: false, error: toCallError(thrown) });
    } finally {
      underWay.current = false;
    }
  };

  return {
    state: 'ready',
    rows: shown.items,
    dated,
    // A page of today must not follow one of yesterday.
    hasNext: shown.nextCursor !== null && dated === null,
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
