import { lawNameMaxLength } from '@linli/shared/articles.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { SwitchRow } from '../../components/switch-row';
import type { LegalBasis } from '../article-body';
import { type BasisFields, isBasisRead, readBasis } from './check';
import { copy } from './copy';

interface BasisSheetProps {
  /** Null for one that is added. */
  basis: LegalBasis | null;
  /** Null: it is taken out. */
  onSaved: (basis: LegalBasis | null) => void;
  onClose: () => void;
}

/** As many characters as twelve numbers take, however they are typed. */
const numbersMaxLength = 120;
const dayLength = 10;

/** One law that the article rests on. */
export function BasisSheet({ basis, onSaved, onClose }: BasisSheetProps) {
  const [fields, setFields] = useState<BasisFields>({
    law: basis?.law ?? '',
    articles: basis?.articles.join(copy.separator) ?? '',
    version: basis?.version ?? '',
    inForce: basis?.inForce ?? true,
  });
  const [checked, setChecked] = useState(false);
  const read = readBasis(fields);
  const faults = checked && !isBasisRead(read) ? read : {};
  const change = (changes: Partial<BasisFields>) => setFields((before) => ({ ...before, ...changes }));
  const save = () => {
    setChecked(true);
    if (isBasisRead(read)) onSaved(read);
  };
  return (
    <Sheet title={copy.legalBasis} onClose={onClose}>
      <Field
        label={copy.law}
        hint={copy.lawHint}
        value={fields.law}
        maxLength={lawNameMaxLength}
        error={faults.law}
        onChange={(law) => change({ law })}
      />
      <Field
        label={copy.numbers}
        hint={copy.numbersHint}
        value={fields.articles}
        maxLength={numbersMaxLength}
        error={faults.articles}
        onChange={(articles) => change({ articles })}
      />
      <Field
        label={copy.version}
        hint={copy.versionHint}
        value={fields.version}
        maxLength={dayLength}
        error={faults.version}
        onChange={(version) => change({ version })}
      />
      <SwitchRow
        label={copy.inForce}
        note={copy.inForceNote}
        on={fields.inForce}
        onChange={(inForce) => change({ inForce })}
      />
      <Button label={copy.saveBasis} onPress={save} />
      {basis && <Button kind="secondary" label={copy.removeBasis} onPress={() => onSaved(null)} />}
    </Sheet>
  );
}
