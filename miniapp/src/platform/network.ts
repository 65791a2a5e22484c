import { useSyncExternalStore } from 'react';
import { watchNetwork } from './wechat';

/** What a person should know about the network: it is not there, or a page did not come through it. */
export type NetworkTrouble = 'no-network' | 'page-missing' | null;

/** Whether the device has a network, as far as it knows itself; until it has said so, it counts as connected. */
let connected = true;
let pageMissing = false;
const onChange = new Set<() => void>();
const onBack = new Set<() => void>();

/** Begins to follow the device. */
export function startNetwork(): void {
  watchNetwork(setConnected);
}

/** Takes note of the network coming or going. */
export function setConnected(now: boolean): void {
  if (now === connected) return;
  connected = now;
  pageMissing = false;
  callAll(onChange);
  if (now) callAll(onBack);
}

/** Takes note of whether the last page that was to be opened could be fetched. */
export function setPageMissing(now: boolean): void {
  if (now === pageMissing) return;
  pageMissing = now;
  callAll(onChange);
}

/** False only when the device says that it has no network. */
export function isConnected(): boolean {
  return connected;
}

/** What is wrong now; the component is drawn again when it changes. */
export function useNetworkTrouble(): NetworkTrouble {
  return useSyncExternalStore((listener) => listen(onChange, listener), trouble);
}

/** Calls back each time the network is there again; answers with the function that ends it. */
export function onReconnect(back: () => void): () => void {
  return listen(onBack, back);
}

function trouble(): NetworkTrouble {
  if (!connected) return 'no-network';
  return pageMissing ? 'page-missing' : null;
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function callAll(listeners: Set<() => void>): void {
  for (const listener of Array.from(listeners)) listener();
}
