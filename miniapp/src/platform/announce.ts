import { useSyncExternalStore } from 'react';

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

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
