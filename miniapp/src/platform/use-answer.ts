import { useCallback, useEffect, useRef, useState } from 'react';
import { type CallError, toCallError } from './call-error';

export type Answer<Value> =
  | { state: 'loading' }
  | { state: 'ready'; value: Value }
  | { state: 'failed'; error: CallError };

export interface UsedAnswer<Value> {
  answer: Answer<Value>;
  /** Asks again, from the start. */
  reload: () => void;
  /** Puts a newer value in place without asking. */
  replace: (value: Value) => void;
}

/**
 * Asks the server when the page opens and whenever `key` changes. An answer that arrives after a newer question,
 * or after the page has closed, is dropped.
 */
export function useAnswer<Value>(key: string, ask: () => Promise<Value>): UsedAnswer<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>({ state: 'loading' });
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  const question = useRef(0);

  const reload = useCallback(async () => {
    question.current += 1;
    const asked = question.current;
    setAnswer({ state: 'loading' });
    try {
      const value = await latestAsk.current();
      if (asked === question.current) setAnswer({ state: 'ready', value });
    } catch (thrown) {
      if (asked === question.current) setAnswer({ state: 'failed', error: toCallError(thrown) });
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key is a new question.
  useEffect(() => {
    void reload();
    return () => {
      question.current += 1;
    };
  }, [key, reload]);

  const replace = useCallback((value: Value) => {
    question.current += 1;
    setAnswer({ state: 'ready', value });
  }, []);

  return { answer, reload, replace };
}
