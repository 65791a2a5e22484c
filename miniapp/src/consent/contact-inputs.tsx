import { nameMaxLength } from '@linli/shared/limits.ts';
import { Field } from '../components/field';
import type { ContactDraft } from '../platform/contact-draft';
import type { ContactFaults } from './check-contact';
import { copy } from './copy';
import { PhoneButton } from './phone-button';

/** Four digits of area code, a hyphen and eight digits of number. */
const phoneMaxLength = 13;

interface ContactInputsProps {
  contact: Pick<ContactDraft, 'name' | 'phone'>;
  /** The name and number asked for are the guardian's own. */
  ofGuardian: boolean;
  faults: ContactFaults;
  onChange: (changes: Partial<Pick<ContactDraft, 'name' | 'phone'>>) => void;
}

/** Where a name and number are typed. What they are for stands above. */
export function ContactInputs({ contact, ofGuardian, faults, onChange }: ContactInputsProps) {
  return (
    <>
      <Field
        label={copy.name(ofGuardian)}
        value={contact.name}
        maxLength={nameMaxLength}
        error={faults.name}
        onChange={(name) => onChange({ name })}
      />
      <Field
        label={copy.phone(ofGuardian)}
        hint={copy.phoneHint}
        input="phone"
        value={contact.phone}
        maxLength={phoneMaxLength}
        error={faults.phone}
        onChange={(phone) => onChange({ phone })}
      />
      <PhoneButton onNumber={(phone) => onChange({ phone })} />
    </>
  );
}
