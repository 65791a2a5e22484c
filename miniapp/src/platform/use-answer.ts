import { useCallback, useEffect, useRef, useState } from 'react';
import { type CallError, isConnectionError, isTemporary, toCallError } from './call-error';
import { onReconnect } from './network';
import type { Shelf } from './shelf';

/** Says that what is shown is from an earlier time. */
export interface Dated {
  /** When it came, in milliseconds since 1970. */
  at: number;
  /** Why nothing newer came; null while it is on its way. */
  error: CallError | null;
}

export type Answer<Value> =
  | { state: 'loading' }
  | { state: 'ready'; value: Value; dated: Dated | null }
  | { state: 'failed'; error: CallError };

export interface UsedAnswer<Value> {
  answer: Answer<Value>;
  /** Asks again. What is shown stays until there is something newer. */
  reload: () => void;
  /** Puts a newer value in place without asking. */
  replace: (value: Value) => void;
}

/** Where an answer is kept, so that the page has something to show when the network is bad. */
export interface Keeping<Value> {
  shelf: Shelf;
  /** Its name on the shelf. */
  as: string;
  /** What of it may lie on the device; everything when absent. Undefined: nothing. */
  part?: (value: Value) => Value | undefined;
}

/**
 * Asks the server when the page opens and whenever `key` changes. Meanwhile, and when the network fails, it answers
 * with what was kept from the last time. It asks again by itself when the network is back. An answer that arrives
 * after a newer question, or after the page has closed, is dropped.
 */
export function useAnswer<Value>(
  key: string,
  ask: () => Promise<Value>,
  keeping?: Keeping<Value>,
): UsedAnswer<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>(() => keptAnswer(keeping));
  const latest = useRef({ ask, keeping, answer });
  latest.current = { ask, keeping, answer };
  const question = useRef(0);
  const cameAt = useRef(0);

  const show = useCallback((value: Value) => {
    question.current += 1;
    cameAt.current = Date.now();
    setAnswer({ state: 'ready', value, dated: null });
  }, []);

  const load = useCallback(
    async (shown: Answer<Value>) => {
      question.current += 1;
      const asked = question.current;
      const { keeping: kept } = latest.current;
      const at = shown.state === 'ready' ? (shown.dated?.at ?? cameAt.current) : 0;
      if (shown.state !== 'ready') setAnswer({ state: 'loading' });
      else if (shown.dated) setAnswer({ ...shown, dated: { at, error: null } });
      try {
        const value = await latest.current.ask();
        if (asked !== question.current) return;
        keep(kept, value);
        show(value);
      } catch (thrown) {
        if (asked !== question.current) return;
        const error = toCallError(thrown);
        // What the server refuses for good must not come back from the shelf.
        if (!isTemporary(error)) kept?.shelf.drop(kept.as);
        const stays = shown.state === 'ready' && isTemporary(error);
        setAnswer(stays ? { ...shown, dated: { at, error } } : { state: 'failed', error });
      }
    },
    [show],
  );

  const shownKey = useRef(key);
  useEffect(() => {
    const shown = shownKey.current === key ? latest.current.answer : keptAnswer(latest.current.keeping);
    shownKey.current = key;
    setAnswer(shown);
    void load(shown);
    return () => {
      question.current += 1;
    };
  }, [key, load]);

  useEffect(
    () =>
      onReconnect(() => {
        const shown = latest.current.answer;
        const error = shown.state === 'failed' ? shown.error : shown.state === 'ready' && shown.dated?.error;
        if (error && isConnectionError(error)) void load(shown);
      }),
    [load],
  );

  return {
    answer,
    reload: () => void load(latest.current.answer),
    replace(value) {
      keep(latest.current.keeping, value);
      show(value);
    },
  };
}

function keptAnswer<Value>(keeping: Keeping<Value> | undefined): Answer<Value> {
  const kept = keeping?.shelf.get(keeping.as);
  if (!kept) return { state: 'loading' };
  // It was put there by `keep`: typed as the contract types the answer, and like that not checked again.
  return { state: 'ready', value: kept.value as Value, dated: { at: kept.at, error: null } };
}

function keep<Value>(keeping: Keeping<Value> | undefined, value: Value): void {
  if (!keeping) return;
  const part = keeping.part ? keeping.part(value) : value;
  if (part === undefined) keeping.shelf.drop(keeping.as);
  else keeping.shelf.put(keeping.as, part);
}
