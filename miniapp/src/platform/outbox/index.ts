import type { BodyOf } from '@linli/shared/api/types.ts';
import { useSyncExternalStore } from 'react';
import { call } from '../api';
import { dropDraft } from '../drafts';
import { pages } from '../navigation';
import { isConnected, onReconnect } from '../network';
import { seen, seenScan } from '../seen';
import { exclusively, isAppVisible, onAppShow } from '../wechat';
import type { Entry, Waiting } from './entry';
import { createOutbox } from './outbox';
import { store } from './store';

export type { Entry, Refused, Sent, Waiting } from './entry';

/** The one queue for what residents send off, wherever it was made. */
export const outbox = createOutbox({
  store,
  send,
  exclusively,
  isConnected,
  isVisible: isAppVisible,
  clock: {
    now: () => Date.now(),
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  },
});

/** Sends what waits now, and whenever the network or the app is back. */
export function startOutbox(): void {
  const wake = () => void outbox.wake();
  onReconnect(wake);
  onAppShow(wake);
  wake();
}

/** Everything in the outbox; the component is drawn again when it changes. */
export function useOutbox(): readonly Entry[] {
  return useSyncExternalStore(outbox.subscribe, outbox.entries);
}

/** What is to be sent, as an entry. `title` is what it is about, in the resident's words. */
export function ratingEntry(body: BodyOf<'submitRating'>, title: string): Waiting {
  return {
    state: 'waiting',
    key: body.idempotencyKey,
    about: body.scene,
    title,
    madeAt: Date.now(),
    endpoint: 'submitRating',
    body,
    notBefore: 0,
  };
}

async function send({ endpoint, body }: Waiting): Promise<string> {
  const { id, opensTicket, anonymous } = await call(endpoint, { body });
  dropDraft(body.scene);
  seen.resident.drop(seenScan(body.scene));
  return pages.thanks(id, !opensTicket ? 'none' : anonymous ? 'answer' : 'call');
}
