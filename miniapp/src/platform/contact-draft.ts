import { type AgeGroup, ageGroups } from '@linli/shared/consent.ts';
import { isRecord } from './storage';

/** What a resident has agreed to: the version of the text that was read, and who they are to agree. */
export interface Consent {
  version: number;
  ageGroup: AgeGroup;
}

/** A name and number as far as they have been typed, and the consent they are given with. */
export interface ContactDraft {
  name: string;
  phone: string;
  /** Null until the resident has agreed by a touch of their own. */
  consent: Consent | null;
}

/** True for what was stored as a consent. */
export function isConsent(value: unknown): value is Consent {
  return (
    isRecord(value) &&
    typeof value.version === 'number' &&
    ageGroups.some((ageGroup) => ageGroup === value.ageGroup)
  );
}
