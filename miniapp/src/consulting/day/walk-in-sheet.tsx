import { type Matter, matterLabels, matters } from '@linli/shared/legal-service.ts';
import { nameMaxLength, phonePattern } from '@linli/shared/limits.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { randomId } from '../../platform/random-id';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

const phoneMaxLength = 20;
const options = matters.map((value) => ({ value, label: matterLabels[value] }));

interface WalkInSheetProps {
  station: string;
  onDone: (number: number) => void;
  onClose: () => void;
}

/** Gives a number, in two questions: what it is about, and how to call them. */
export function WalkInSheet({ station, onDone, onClose }: WalkInSheetProps) {
  const [matter, setMatter] = useState<Matter | null>(null);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [checked, setChecked] = useState(false);
  const [idempotencyKey] = useState(randomId);
  const { busy, error, start } = useAction(async (about: Matter) => {
    const said = phone.trim();
    const given = await call('addWalkIn', {
      body: { station, matter: about, name: name.trim(), idempotencyKey, ...(said && { phone: said }) },
    });
    onDone(given.number ?? 0);
  });

  const faults = {
    name: name.trim() === '' ? copy.nameMissing : undefined,
    phone: phone.trim() !== '' && !phonePattern.test(phone.trim()) ? copy.phoneWrong : undefined,
  };
  const send = () => {
    setChecked(true);
    if (matter && !faults.name && !faults.phone) void start(matter);
  };
  return (
    <Sheet title={copy.walkIn} onClose={onClose}>
      {matter === null ? (
        <ChoiceList label={copy.matter} options={options} value={null} onChange={setMatter} />
      ) : (
        <>
          {error && <Notice tone="error" text={failureWords(error)} />}
          <Field
            label={copy.name}
            hint={copy.nameHint}
            value={name}
            maxLength={nameMaxLength}
            error={checked ? faults.name : undefined}
            onChange={setName}
          />
          <Field
            label={copy.phone}
            hint={copy.phoneHint}
            input="phone"
            value={phone}
            maxLength={phoneMaxLength}
            error={checked ? faults.phone : undefined}
            onChange={setPhone}
          />
          <Button label={copy.give} busyLabel={busy ? copy.giving : undefined} onPress={send} />
        </>
      )}
    </Sheet>
  );
}
