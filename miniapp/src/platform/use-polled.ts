import { useCallback, useEffect, useRef, useState } from 'react';
import { type CallError, toCallError } from './call-error';
import { usePageShown } from './use-page-shown';

export interface Polled<Value> {
  /** The last that came; null until the first has. */
  value: Value | null;
  /** When it came, by this device's clock. */
  at: number;
  /** Why there is nothing newer. */
  error: CallError | null;
  reload: () => void;
}

/** Asks again and again while the page is looked at; what is there stays until something newer has come. */
export function usePolled<Value>(everyMs: number, ask: () => Promise<Value>): Polled<Value> {
  const [state, setState] = useState<Omit<Polled<Value>, 'reload'>>({ value: null, at: 0, error: null });
  const shown = usePageShown();
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  const question = useRef(0);

  const reload = useCallback(async () => {
    question.current += 1;
    const asked = question.current;
    try {
      const value = await latestAsk.current();
      if (asked === question.current) setState({ value, at: Date.now(), error: null });
    } catch (thrown) {
      const error = toCallError(thrown);
      if (asked === question.current) setState((before) => ({ ...before, error }));
    }
  }, []);

  useEffect(() => {
    if (!shown) return;
    void reload();
    const timer = setInterval(() => {
      // A browser keeps pages alive behind others and in the pocket.
      if (typeof document === 'undefined' || !document.hidden) void reload();
    }, everyMs);
    return () => {
      clearInterval(timer);
      question.current += 1;
    };
  }, [shown, everyMs, reload]);

  return { ...state, reload };
}
