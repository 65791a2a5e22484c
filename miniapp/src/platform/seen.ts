import { createShelf, type Shelf } from './shelf';
import { readStored, removeStored, writeStored } from './storage';

/** Whose pages they were. A resident and a member of staff may share a device; what each saw stays apart. */
type Reader = 'resident' | 'staff';

const hourMs = 60 * 60 * 1000;

/** How many days a resident's pages are kept. */
export const seenDaysMax = 7;

/**
 * What pages showed last, so that they have something to show while the network is bad. A resident's for a week; what
 * staff read about residents for a working day, and never a name or number (see the pages that put it here).
 */
export const seen: Record<Reader, Shelf> = {
  resident: createShelf(() => 'seen.resident', { entriesMax: 24, ageMaxMs: seenDaysMax * 24 * hourMs }),
  staff: createShelf(() => 'seen.staff', { entriesMax: 24, ageMaxMs: 12 * hourMs }),
};

/** The name of a scan's answer; once the rating is sent, the form must not open from memory again. */
export function seenScan(scene: string): string {
  return `scan.${scene}`;
}

const ownerKey = (reader: Reader) => `seen-by.${reader}`;

/** Forgets what was seen: whoever saw it has left. */
export function forgetSeen(reader: Reader): void {
  seen[reader].clear();
  removeStored(ownerKey(reader));
}

/** From now on this person reads here; what another saw before is forgotten. */
export function seenBy(reader: Reader, personId: string): void {
  if (readStored(ownerKey(reader)) === personId) return;
  // Nobody has signed in yet: what was seen so far is public, and theirs.
  if (readStored(ownerKey(reader)) !== null) seen[reader].clear();
  writeStored(ownerKey(reader), personId);
}
