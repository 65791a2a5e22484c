import type { ScanAnswer } from '@linli/shared/api/types.ts';
import { useState } from 'react';
import { usePurpose } from '../../consent/use-purpose';
import { RatingFields, SendBar } from '../../rating-form';
import { faultsOf, saidIn } from '../../rating-form/check-draft';
import { useDraft } from '../../rating-form/use-draft';
import { copy } from './copy';
import { HandedOver, useHandedOver } from './handed-over';
import { ServiceCard, titleOf } from './service-card';
import { isAlreadyThere, SubmitFailure } from './submit-failure';
import { useSubmit } from './use-submit';

interface RateFormProps {
  scan: ScanAnswer;
  /** Begins anew with what was sent off, in a form of its own. */
  onChangeAgain: () => void;
}

/** The rating of one service. Any grade takes one press, and one more sends it. */
export function RateForm({ scan, onChangeAgain }: RateFormProps) {
  const drafting = useDraft(scan.scene);
  const { draft, latest, drop } = drafting;
  const [checked, setChecked] = useState(false);
  const purpose = usePurpose('rating-contact');
  const { version } = purpose.text;
  const { sending, error, submit } = useSubmit(titleOf(scan), {
    onKept: drop,
    onRefused: (refusal) => {
      if (isAlreadyThere(refusal)) drop();
      void purpose.heedRefusal(refusal);
    },
  });

  const handedOver = useHandedOver(scan.scene);
  if (handedOver) return <HandedOver entry={handedOver} onChangeAgain={onChangeAgain} />;

  const faults = checked ? faultsOf(draft, version) : {};
  const send = () => {
    setChecked(true);
    const said = saidIn(latest(), version);
    if (said) void submit({ ...said, scene: scan.scene });
  };

  return (
    <>
      <ServiceCard scan={scan} />
      <RatingFields
        {...drafting}
        question={copy.question}
        questionHint={copy.questionHint}
        purpose={purpose.text}
        faults={faults}
      />
      <SendBar
        held={draft.grade !== null}
        faults={faults}
        failure={error && <SubmitFailure error={error} />}
        label={error ? copy.retry : copy.submit}
        busyLabel={sending ? copy.submitting : undefined}
        onSend={send}
      />
    </>
  );
}
