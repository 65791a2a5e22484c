import { useEffect, useRef, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let words = '';

/**
 * Has a screen reader say what has just come of a press, where nothing says it in the place that has the focus.
 * Everyone else sees it on the page.
 */
export function announce(said: string): void {
  words = said;
  for (const listener of listeners) listener();
}

/** The words to say, for the page's live region. */
export function useAnnouncement(): string {
  return useSyncExternalStore(subscribe, () => words);
}

/** Announces what the words say whenever they change while they are shown, but not what was there from the start. */
export function useAnnouncedChanges(said: string): void {
  const last = useRef(said);
  useEffect(() => {
    if (said !== last.current) announce(said);
    last.current = said;
  }, [said]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
