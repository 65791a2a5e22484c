import type { BodyOf, ConsultationCase } from '@linli/shared/api/types.ts';
import {
  adviceMaxLength,
  bringMaxLength,
  type ReferralKind,
  recordTextMaxLength,
  referralKinds,
  referralLabels,
  referralToMaxLength,
} from '@linli/shared/consultations.ts';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { failureWords } from '../../platform/call-error';
import { leaving, useAction } from '../../platform/use-action';
import { copy } from './copy';

type Words = Omit<BodyOf<'writeConsultationRecord'>, 'version'>;

interface RecordFormProps {
  before: ConsultationCase['record'];
  save: (words: Words) => Promise<void>;
}

const none = 'none';
const referrals = [
  { value: none, label: copy.noReferral },
  ...referralKinds.map((value) => ({ value, label: referralLabels[value] })),
] as const;

const steps = 3;

/** One question after the other: what was said, what to advise, where to go on to. */
export function RecordForm({ before, save }: RecordFormProps) {
  const [step, setStep] = useState(1);
  const [record, setRecord] = useState(before?.record ?? '');
  const [advice, setAdvice] = useState(before?.advice ?? '');
  const [kind, setKind] = useState<ReferralKind | typeof none>(before?.referral?.kind ?? none);
  const [to, setTo] = useState(before?.referral?.to ?? '');
  const [bring, setBring] = useState(before?.referral?.bring ?? '');
  const [checked, setChecked] = useState(false);
  const { busy, error, start } = useAction(async () => {
    const referral = kind === none ? {} : { referral: { kind, to: to.trim(), bring: bring.trim() } };
    await save({ record: record.trim(), advice: advice.trim(), ...referral });
    return leaving;
  });

  const missing = step === 1 ? record.trim() === '' : step === 2 && advice.trim() === '';
  const go = (next: number) => {
    setChecked(false);
    setStep(next);
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  };
  const forward = () => {
    setChecked(true);
    if (!missing) go(step + 1);
  };
  return (
    <Stack>
      <View className="row-note">{copy.step(step, steps)}</View>
      <Card>
        {step === 1 && (
          <>
            <Heading>{copy.recordQuestion}</Heading>
            <Field
              kind="area"
              label={copy.record}
              hint={copy.recordHint}
              value={record}
              maxLength={recordTextMaxLength}
              counted
              error={checked && missing ? copy.recordMissing : undefined}
              onChange={setRecord}
            />
          </>
        )}
        {step === 2 && (
          <>
            <Heading>{copy.adviceQuestion}</Heading>
            <Field
              kind="area"
              label={copy.advice}
              hint={copy.adviceHint}
              value={advice}
              maxLength={adviceMaxLength}
              counted
              error={checked && missing ? copy.adviceMissing : undefined}
              onChange={setAdvice}
            />
          </>
        )}
        {step === steps && (
          <>
            <Heading>{copy.referralQuestion}</Heading>
            <ChoiceList label={copy.referral} options={referrals} value={kind} onChange={setKind} />
            {kind !== none && (
              <>
                <Field
                  label={copy.to}
                  hint={copy.toHint}
                  value={to}
                  maxLength={referralToMaxLength}
                  onChange={setTo}
                />
                <Field
                  kind="area"
                  label={copy.bring}
                  hint={copy.bringHint}
                  value={bring}
                  maxLength={bringMaxLength}
                  counted
                  onChange={setBring}
                />
              </>
            )}
          </>
        )}
      </Card>
      {error && (
        <Notice
          tone="error"
          text={error.code === 'consultation-changed' ? copy.changed : failureWords(error)}
        />
      )}
      {step < steps ? (
        <Button label={copy.next} onPress={forward} />
      ) : (
        <Button label={copy.save} busyLabel={busy ? copy.saving : undefined} onPress={() => void start()} />
      )}
      {step > 1 && <Button kind="secondary" label={copy.back} onPress={() => go(step - 1)} />}
    </Stack>
  );
}
