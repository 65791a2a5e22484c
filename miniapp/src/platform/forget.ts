import { outbox } from './outbox';
import { removeStored, storedKeys } from './storage';

/**
 * What stays when a resident's account is closed: how this device shows things, and what belongs to a member of staff
 * who works on it.
 */
const stays = [
  'elder-mode',
  'color-scheme',
  'session.staff',
  'seen.staff',
  'seen-by.staff',
  'article-drafts',
];

/** Forgets everything on this device that a resident has left: session, drafts, what was seen, what waits to be sent. */
export function forgetResident(): void {
  for (const key of storedKeys('')) {
    if (!stays.some((kept) => key === kept || key.startsWith(`${kept}.`))) removeStored(key);
  }
  outbox.emptied();
}
