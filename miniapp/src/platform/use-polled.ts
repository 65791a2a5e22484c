import type { LiveKind } from '@linli/shared/live.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type CallError, toCallError } from './call-error';
import { useLive } from './live';
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

/** Also while changes are heard: clocks run on, and a change may have been lost with the process that made it. */
const whileLiveMs = 120_000;

/**
 * Asks again when staff hear that something of the kind has changed, and seldom besides; where nothing is heard, again and
 * again. Only while the page is looked at; what is there stays until something newer has come.
 *
 * @param everyMs how often while nothing is heard
 */
export function usePolled<Value>(everyMs: number, kind: LiveKind, ask: () => Promise<Value>): Polled<Value> {
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
    return () => {
      question.current += 1;
    };
  }, [shown, reload]);

  const live = useLive('staff', kind, () => void reload());
  const pauseMs = live ? Math.max(everyMs, whileLiveMs) : everyMs;

  useEffect(() => {
    if (!shown) return;
    const timer = setInterval(() => {
      // A browser keeps pages alive behind others and in the pocket.
      if (typeof document === 'undefined' || !document.hidden) void reload();
    }, pauseMs);
    return () => clearInterval(timer);
  }, [shown, pauseMs, reload]);

  return { ...state, reload };
}
