import { readStored, removeStored, storedKeys, writeStored } from '../storage';
import { accountName } from '../wechat';
import { isEntry } from './entry';
import type { OutboxNeeds } from './outbox';

/**
 * The entries on the device, each under a key of its own, so that two windows never overwrite each other's. They
 * belong to the resident who made them: another one on the same device neither sees nor sends them.
 */
export const store: OutboxNeeds['store'] = {
  list: () =>
    storedKeys(prefix())
      .map(readStored)
      .filter(isEntry)
      .sort((one, other) => one.madeAt - other.madeAt),
  read(key) {
    const stored = readStored(prefix() + key);
    return isEntry(stored) ? stored : null;
  },
  write: (entry) => writeStored(prefix() + entry.key, entry),
  remove: (key) => removeStored(prefix() + key),
};

const prefix = () => `outbox.${accountName()}.`;
