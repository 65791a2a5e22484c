import type { BodyOf } from '@linli/shared/api/types.ts';
import { purposeTexts } from '@linli/shared/consent.ts';
import { phonePattern } from '@linli/shared/limits.ts';
import type { RatingDraft } from '../../platform/drafts';
import { copy } from './copy';

/** What has to be put right before the draft can be sent, by field. */
export type DraftFaults = Partial<Record<'grade' | 'name' | 'phone', string>>;

/** The faults of a draft; empty when it can be sent. */
export function faultsOf(draft: RatingDraft): DraftFaults {
  const faults: DraftFaults = {};
  if (draft.grade === null) faults.grade = copy.gradeMissing;
  if (!draft.anonymous && draft.name.trim() === '') faults.name = copy.nameMissing;
  if (!draft.anonymous && !phonePattern.test(draft.phone.trim())) faults.phone = copy.phoneWrong;
  return faults;
}

/** The request for a draft; null while no grade is chosen. Name and phone leave the device only when real-name. */
export function submissionOf(scene: string, draft: RatingDraft): BodyOf<'submitRating'> | null {
  const { grade, tags, idempotencyKey } = draft;
  if (grade === null) return null;
  const comment = draft.comment.trim();
  const common = { scene, grade, tags, idempotencyKey, ...(comment === '' ? {} : { comment }) };
  if (draft.anonymous) return { ...common, anonymous: true };
  return {
    ...common,
    anonymous: false,
    contact: { name: draft.name.trim(), phone: draft.phone.trim() },
    consent: { version: purposeTexts['rating-contact'].version, ageGroup: '14-or-older' },
  };
}
