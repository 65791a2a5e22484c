import { articleStepMaxLength, articleStepsMax, legalBasisMax } from '@linli/shared/articles.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Field } from '../../../components/field';
import { Door, List } from '../../../components/row';
import { basisInWords } from '../../article-body';
import { BasisSheet } from '../basis-sheet';
import { copy } from '../copy';
import type { StepProps } from '../form';

/** As many characters as all steps may have, with their line ends. */
const stepsMaxLength = articleStepsMax * (articleStepMaxLength + 1);

/** What to do, and the laws it rests on. */
export function BasisStep({ draft: { steps, legalBasis }, faults, onChange }: StepProps) {
  /** Which law is being written: its place in the list, or the one after the last. */
  const [at, setAt] = useState<number | null>(null);
  return (
    <>
      <Field
        kind="area"
        label={copy.steps}
        hint={copy.stepsHint}
        value={steps}
        maxLength={stepsMaxLength}
        error={faults.steps}
        onChange={(text) => onChange({ steps: text })}
      />
      <View className="field-label">{copy.legalBasis}</View>
      {legalBasis.length === 0 ? (
        <View className="row-note">{copy.noBasis}</View>
      ) : (
        <List label={copy.legalBasis}>
          {legalBasis.map((basis, index) => (
            <Door key={basisInWords(basis)} title={basisInWords(basis)} onPress={() => setAt(index)} />
          ))}
        </List>
      )}
      {legalBasis.length < legalBasisMax && (
        <Button kind="secondary" label={copy.addBasis} onPress={() => setAt(legalBasis.length)} />
      )}
      {at !== null && (
        <BasisSheet
          basis={legalBasis[at] ?? null}
          onSaved={(basis) => {
            const others = legalBasis.filter((_, index) => index !== at);
            onChange({ legalBasis: basis ? [...others.slice(0, at), basis, ...others.slice(at)] : others });
            setAt(null);
          }}
          onClose={() => setAt(null)}
        />
      )}
    </>
  );
}
