import { phonePattern } from '@linli/shared/limits.ts';
import type { Consent, ContactDraft } from '../platform/contact-draft';
import { copy } from './copy';

/** What has to be put right before a name and number can be sent, by field. */
export type ContactFaults = Partial<Record<'consent' | 'name' | 'phone', string>>;

/** The consent to the text of this version; null when another one was read. */
export function consentTo(version: number, { consent }: ContactDraft): Consent | null {
  return consent?.version === version ? consent : null;
}

/** The faults of a name and number; empty when they can be sent. Without a consent nothing else is asked for. */
export function faultsOfContact(contact: ContactDraft, version: number): ContactFaults {
  if (!consentTo(version, contact)) return { consent: copy.consentMissing };
  const faults: ContactFaults = {};
  if (contact.name.trim() === '') faults.name = copy.nameMissing;
  if (!phonePattern.test(contact.phone.trim())) faults.phone = copy.phoneWrong;
  return faults;
}
