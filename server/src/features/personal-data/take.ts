import { type AgeGroup, type ConsentPurpose, contactKeptDays, purposeTexts } from '@linli/shared/consent.ts';
import { dayMs, later } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import { type Contact, sealContact } from '../tickets/index.ts';
import type { PersonalParts } from './model.ts';

/** What a resident gives of themselves with a rating or a feedback. */
export interface Given {
  comment?: string | undefined;
  contact?: Contact | undefined;
  consent?: { version: number; ageGroup: AgeGroup } | undefined;
}

export type TakenParts = Pick<
  PersonalParts,
  'comment' | 'contact' | 'consent' | 'personalRevision' | 'reviewAt'
>;

/** How long a contact stays once its case has ended. */
export const contactKeptMs = contactKeptDays * dayMs;

/**
 * The personal parts of a new document. A contact is taken only with the consent to the text as it is now.
 * @throws consent-needed, naming the purpose and the text's version
 */
export function takePersonalParts(
  purpose: ConsentPurpose,
  given: Given,
  vault: Vault,
  now: Date,
): TakenParts {
  const comment = given.comment || null;
  if (!given.contact) return { comment, contact: null, personalRevision: 0 };
  const { version } = purposeTexts[purpose];
  if (given.consent?.version !== version) {
    throw new ApiError('consent-needed', { details: { purpose, version } });
  }
  const { ageGroup } = given.consent;
  return {
    comment,
    contact: {
      ...sealContact(given.contact, vault),
      ...(ageGroup === 'under-14-with-guardian' && { ofGuardian: true }),
    },
    consent: { version, ageGroup, at: now },
    personalRevision: 0,
    reviewAt: later(now, contactKeptMs),
  };
}
