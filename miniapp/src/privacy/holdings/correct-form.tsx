import type { Holding } from '@linli/shared/api/types.ts';
import { purposeTexts } from '@linli/shared/consent.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { faultsOfInputs } from '../../consent/check-contact';
import { ContactInputs } from '../../consent/contact-inputs';
import { LegalLinks } from '../../consent/legal-links';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';
import { contactWords } from './words';

interface CorrectFormProps {
  holding: Holding;
  onDone: (holding: Holding, words: string) => void;
  onBack: () => void;
}

/** A name and number in place of those given. What they are for is said again before they are typed. */
export function CorrectForm({ holding, onDone, onBack }: CorrectFormProps) {
  const { kind, id, ofGuardian } = holding;
  const [contact, setContact] = useState({ name: '', phone: '' });
  const [checked, setChecked] = useState(false);
  const saving = useAction(async () => {
    const body = { contact: { name: contact.name.trim(), phone: contact.phone.trim() } };
    onDone(await call('correctMyContact', { params: { kind, id }, body }), copy.corrected);
  });

  const faults = faultsOfInputs(contact);
  const save = () => {
    setChecked(true);
    if (Object.keys(faults).length === 0) void saving.start();
  };
  return (
    <>
      <Fact label={copy.contact}>{contactWords(holding)}</Fact>
      <View>{copy.correctText}</View>
      <View className="row-note">
        {purposeTexts[kind === 'rating' ? 'rating-contact' : 'feedback-contact'].why}
      </View>
      <LegalLinks />
      <ContactInputs
        contact={contact}
        ofGuardian={ofGuardian}
        faults={checked ? faults : {}}
        onChange={(changes) => setContact((before) => ({ ...before, ...changes }))}
      />
      {saving.error && <Notice tone="error" text={failureWords(saving.error)} />}
      <Button label={copy.save} busyLabel={saving.busy ? copy.saving : undefined} onPress={save} />
      <Button kind="secondary" label={copy.back} onPress={onBack} />
    </>
  );
}
