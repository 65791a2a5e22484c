import { useSyncExternalStore } from 'react';
import { readStored, storedUnder, writeStored } from './storage';
import { onStoredElsewhere } from './wechat';

/** What someone has chosen on this device; null until they have. */
export interface Setting<Value> {
  get(): Value | null;
  /** Chooses, on every open page at once and for the next visits. */
  set(value: Value): void;
  subscribe(listener: () => void): () => void;
}

/** A choice that is kept under `key`. What `isValue` does not know counts as not chosen. */
export function createSetting<Value>(
  key: string,
  isValue: (stored: unknown) => stored is Value,
): Setting<Value> {
  const listeners = new Set<() => void>();
  let current: Value | null | undefined;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  onStoredElsewhere((changed) => {
    if (changed !== storedUnder(key)) return;
    current = undefined;
    tell();
  });

  return {
    get() {
      if (current === undefined) {
        const stored = readStored(key);
        current = isValue(stored) ? stored : null;
      }
      return current;
    },
    set(value) {
      current = value;
      writeStored(key, value);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The present choice; the component is drawn again when it changes. */
export function useSetting<Value>(setting: Setting<Value>): Value | null {
  return useSyncExternalStore(setting.subscribe, setting.get);
}
