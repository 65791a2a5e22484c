import type { BodyOf } from '@linli/shared/api/types.ts';
import { type ContactFaults, faultsOfContact } from '../consent/check-contact';
import type { RatingDraft } from '../platform/drafts';
import { copy } from './copy';

/** What has to be put right before the draft can be sent, by field. */
export type DraftFaults = ContactFaults & { grade?: string };

/** The faults of a draft; empty when it can be sent. `version` is that of the purpose a contact is given for. */
export function faultsOf(draft: RatingDraft, version: number): DraftFaults {
  return {
    ...(draft.grade === null && { grade: copy.gradeMissing }),
    ...(!draft.anonymous && faultsOfContact(draft, version)),
  };
}

/**
 * What a draft says, without what it is about; null while it has faults. Name and phone leave the device only when
 * real-name.
 */
export function saidIn(draft: RatingDraft, version: number): BodyOf<'supplementRating'> | null {
  const { grade, tags, idempotencyKey } = draft;
  if (grade === null || Object.keys(faultsOf(draft, version)).length > 0) return null;
  const comment = draft.comment.trim();
  const common = { grade, tags, idempotencyKey, ...(comment === '' ? {} : { comment }) };
  if (draft.anonymous) return { ...common, anonymous: true };
  return {
    ...common,
    anonymous: false,
    contact: { name: draft.name.trim(), phone: draft.phone.trim() },
    ...(draft.consent && { consent: draft.consent }),
  };
}
