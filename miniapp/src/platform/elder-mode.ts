import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './storage';
import { systemFontSize } from './wechat';

/** WeChat's standard font size in px. Whoever set a larger one wants large text here, too. */
const standardFontSize = 17;

const storageKey = 'elder-mode';
const listeners = new Set<() => void>();
let current: boolean | null = null;

/** True when text and targets should be large: as chosen on this device, else as WeChat's font setting says. */
export function isElderMode(): boolean {
  if (current === null) {
    const stored = readStored(storageKey);
    current = typeof stored === 'boolean' ? stored : (systemFontSize() ?? 0) > standardFontSize;
  }
  return current;
}

/** Chooses large or standard text, on every page at once and for the next visits. */
export function setElderMode(elder: boolean): void {
  current = elder;
  writeStored(storageKey, elder);
  for (const listener of listeners) listener();
}

/** The current choice; the component is drawn again when it changes. */
export function useElderMode(): boolean {
  return useSyncExternalStore(subscribe, isElderMode);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
