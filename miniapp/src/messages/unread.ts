import { useEffect, useState } from 'react';
import { call } from '../platform/api';
import { isSignedIn } from '../platform/session';
import { useShownAgain } from '../platform/use-page-shown';

/** How long a count is good for: who goes from tab to tab does not ask each time. */
const freshMs = 30_000;

let count = 0;
let askedAt = 0;
const watchers = new Set<() => void>();

/** Messages have been read: the next look asks again. */
export function forgetUnread(): void {
  askedAt = 0;
}

/**
 * How many unread messages a resident has; 0 until that is known. Nobody is signed in for it: who has given nothing
 * here has no messages.
 */
export function useUnread(): number {
  const [shown, setShown] = useState(count);
  useEffect(() => {
    const changed = () => setShown(count);
    watchers.add(changed);
    void look();
    return () => void watchers.delete(changed);
  }, []);
  useShownAgain(() => void look());
  return shown;
}

async function look(): Promise<void> {
  const now = Date.now();
  if (now - askedAt < freshMs || !isSignedIn('resident')) return;
  askedAt = now;
  try {
    const { unread } = await call('listNotifications', { query: { limit: 1 } }, 'resident');
    count = unread;
    for (const changed of watchers) changed();
  } catch {
    // The number is a help, no more.
  }
}
