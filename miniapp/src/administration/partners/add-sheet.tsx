import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { UnitChoice } from '../../oversight/unit-choice';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { randomId } from '../../platform/random-id';
import { useAction } from '../../platform/use-action';
import { nameMaxLength } from '../limits';
import { SecretFacts } from '../secret-facts';
import { copy } from './copy';

interface AddSheetProps {
  /** The list behind has one more. */
  onAdded: () => void;
  onClose: () => void;
}

/** Lets a system in: asks what it is and for which unit, then tells its key and its secret, once. */
export function AddSheet({ onAdded, onClose }: AddSheetProps) {
  const [name, setName] = useState('');
  const [checked, setChecked] = useState(false);
  const [told, setTold] = useState<{ key: string; secret: string } | null>(null);
  // One key for one sheet: sent again after a lost answer, it is one system.
  const [idempotencyKey] = useState(randomId);
  const words = name.trim();
  const { busy, error, start } = useAction(async (unit: string) => {
    setTold(await call('addPartner', { body: { name: words, unit, idempotencyKey } }));
    onAdded();
  });

  if (told) {
    return (
      <Sheet title={copy.add} onClose={onClose}>
        <SecretFacts
          facts={[
            { label: copy.key, value: told.key },
            { label: copy.secret, value: told.secret },
          ]}
          onDone={onClose}
        />
      </Sheet>
    );
  }
  return (
    <Sheet title={copy.add} onClose={onClose}>
      <Field
        label={copy.name}
        hint={copy.nameHint}
        value={name}
        maxLength={nameMaxLength}
        error={checked && words === '' ? copy.nameMissing : undefined}
        onChange={setName}
      />
      {error && <Notice tone="error" text={failureWords(error)} />}
      <UnitChoice label={copy.unit}>
        {(unit) => (
          <>
            <View className="row-note">{copy.of(unit.name)}</View>
            <Button
              label={copy.make}
              busyLabel={busy ? copy.making : undefined}
              onPress={() => {
                setChecked(true);
                if (words !== '') void start(unit.code);
              }}
            />
          </>
        )}
      </UnitChoice>
    </Sheet>
  );
}
