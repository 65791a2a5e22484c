import { phonePattern } from '@linli/shared/limits.ts';
import type { Consent, ContactDraft } from '../platform/contact-draft';
import { copy } from './copy';

/** What has to be put right before a name and number can be sent, by field. */
export type ContactFaults = Partial<Record<'consent' | 'name' | 'phone', string>>;

/** The consent to the text of this version; null when another one was read. */
export function consentTo(version: number, { consent }: ContactDraft): Consent | null {
  return consent?.version === version ? consent : null;
}

/** The faults of a name and number as they are typed; empty when they can be sent. */
export function faultsOfInputs({ name, phone }: Pick<ContactDraft, 'name' | 'phone'>): ContactFaults {
  return {
    ...(name.trim() === '' && { name: copy.nameMissing }),
    ...(!phonePattern.test(phone.trim()) && { phone: copy.phoneWrong }),
  };
}

/** The same for those that need a consent. Without one nothing else is asked for. */
export function faultsOfContact(contact: ContactDraft, version: number): ContactFaults {
  return consentTo(version, contact) ? faultsOfInputs(contact) : { consent: copy.consentMissing };
}
