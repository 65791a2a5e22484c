import { isRecord, readStored, removeStored, storedKeys, writeStored } from './storage';

interface ShelfLimits {
  /** When it is full, what has lain there longest makes room. */
  entriesMax: number;
  /** What has lain there longer is gone. */
  ageMaxMs: number;
}

/** What lies on a shelf, and since when. */
export interface Shelved {
  value: unknown;
  /** Milliseconds since 1970, by the device's clock. */
  at: number;
}

/** A place on the device for a few values that may be lost: small, and emptied of what is old by itself. */
export interface Shelf {
  put(key: string, value: unknown): void;
  get(key: string): Shelved | null;
  drop(key: string): void;
  clear(): void;
}

/** Values longer than this, as JSON, are not kept: reading them would cost an old phone more than asking again. */
const lengthMax = 32 * 1024;

/** @param name where it is kept; asked each time, because it may belong to whoever is there */
export function createShelf(
  name: () => string,
  { entriesMax, ageMaxMs }: ShelfLimits,
  now: () => number = () => Date.now(),
): Shelf {
  const keyOf = (key: string) => `${name()}.${key}`;
  const keysOfAll = () => storedKeys(`${name()}.`);

  function lying(key: string): Shelved | null {
    const stored = readStored(key);
    if (!isRecord(stored) || typeof stored.at !== 'number') return null;
    const age = now() - stored.at;
    // A clock that was put back makes things from the future; how old they are is anyone's guess.
    return age >= 0 && age <= ageMaxMs ? { value: stored.value, at: stored.at } : null;
  }

  function makeRoom(): void {
    const keys = keysOfAll();
    if (keys.length <= entriesMax) return;
    const oldestFirst = keys
      .map((key) => ({ key, at: lying(key)?.at ?? 0 }))
      .sort((one, other) => one.at - other.at);
    for (const { key } of oldestFirst.slice(0, keys.length - entriesMax)) removeStored(key);
  }

  return {
    put(key, value) {
      if (JSON.stringify(value).length > lengthMax) return removeStored(keyOf(key));
      writeStored(keyOf(key), { at: now(), value });
      makeRoom();
    },
    get: (key) => lying(keyOf(key)),
    drop: (key) => removeStored(keyOf(key)),
    clear() {
      for (const key of keysOfAll()) removeStored(key);
    },
  };
}
