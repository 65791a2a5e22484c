import { type LiveKind, readWithinMs } from '@linli/shared/live.ts';
import { useEffect, useRef, useState } from 'react';
import type { Audience } from '../session';
import { usePageShown } from '../use-page-shown';
import { listenLive } from './line';

/** A busy hour does not make a phone read without end. */
const pauseMs = 500;

/**
 * Calls back when something of a kind has changed, while the page is looked at: what is shown is to be read again.
 * Answers whether changes are heard at all; while they are not, whoever needs to be up to date polls.
 */
export function useLive(audience: Audience, kind: LiveKind, changed: () => void): boolean {
  const [live, setLive] = useState(false);
  const shown = usePageShown();
  const latest = useRef(changed);
  latest.current = changed;

  useEffect(() => {
    if (!shown) return;
    let due: ReturnType<typeof setTimeout> | undefined;
    let restsUntil = 0;
    const stop = listenLive(audience, {
      kinds: [kind],
      changed() {
        if (due !== undefined) return;
        const rest = restsUntil - Date.now();
        due = setTimeout(
          () => {
            due = undefined;
            restsUntil = Date.now() + pauseMs;
            latest.current();
          },
          Math.max(rest, Math.random() * readWithinMs[kind]),
        );
      },
      live: setLive,
    });
    return () => {
      stop();
      clearTimeout(due);
      setLive(false);
    };
  }, [audience, kind, shown]);

  return live;
}
