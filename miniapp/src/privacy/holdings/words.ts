import type { Holding } from '@linli/shared/api/types.ts';
import { holdingStateLabels } from '@linli/shared/consent.ts';
import { copy } from './copy';

/** The name and number as far as they are shown, or what has become of them. */
export function contactWords({ contact, contactState, ofGuardian }: Holding): string {
  if (!contact) return holdingStateLabels[contactState];
  const who = [contact.name, contact.phone, ofGuardian && copy.ofGuardian].filter(Boolean).join(' ');
  return contactState === 'held' ? who : `${who}（${holdingStateLabels[contactState]}）`;
}

/** The beginning of what was written, or what has become of it. */
export function wordsOf({ excerpt, commentState }: Holding): string {
  if (excerpt === null) return holdingStateLabels[commentState];
  return commentState === 'held' ? excerpt : `${excerpt}（${holdingStateLabels[commentState]}）`;
}
