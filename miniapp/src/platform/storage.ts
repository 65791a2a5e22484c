import Taro from '@tarojs/taro';

/**
 * Small JSON values kept on the device. A full or forbidden storage (private browsing) must never stop anybody
 * from rating, so writing fails silently and reading falls back to null.
 */
const prefix = 'linli.';

/** The name that the device's own storage has for what is kept under `key`. */
export function storedUnder(key: string): string {
  return prefix + key;
}

/** What is kept under `key`, exactly as it was written; null when there is nothing. */
export function readStored(key: string): unknown {
  try {
    const text: unknown = Taro.getStorageSync(storedUnder(key));
    return typeof text === 'string' && text !== '' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** Keeps a JSON value. Answers false when the device refused; the caller then has it only as long as the page lives. */
export function writeStored(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(storedUnder(key), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The keys of everything kept that begin like this. */
export function storedKeys(beginning: string): string[] {
  try {
    const wanted = storedUnder(beginning);
    const { keys } = Taro.getStorageInfoSync();
    return keys.filter((key) => key.startsWith(wanted)).map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}

/** Forgets what is kept under `key`. */
export function removeStored(key: string): void {
  try {
    Taro.removeStorageSync(storedUnder(key));
  } catch {
    // Nothing was kept.
  }
}

/** True for a plain object, whose fields can then be checked one by one. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
