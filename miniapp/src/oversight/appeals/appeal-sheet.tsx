import type { BodyOf } from '@linli/shared/api/types.ts';
import { appealStateLabels, appealTextMaxLength } from '@linli/shared/appeals.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import type { Appeal } from '.';
import { copy } from './copy';

interface AppealSheetProps {
  appeal: Appeal;
  onDecided: () => void;
  onClose: () => void;
}

/** One appeal, the way to its ticket, and the decision or the way to make it. */
export function AppealSheet({ appeal, onDecided, onClose }: AppealSheetProps) {
  const { ticketId } = appeal;
  return (
    <Sheet title={copy.of(appeal.by, gradeLabels[appeal.grade])} onClose={onClose}>
      <Fact label={copy.rated}>{timeInWords(appeal.ratedAt)}</Fact>
      <Fact label={copy.reason}>{appeal.reason}</Fact>
      {ticketId && (
        <Button kind="secondary" label={copy.ticket} onPress={() => open(pages.ticket(ticketId))} />
      )}
      {appeal.state === 'pending' ? (
        <DecisionForm id={appeal.id} onDecided={onDecided} />
      ) : (
        <>
          <Fact label={copy.state}>{appealStateLabels[appeal.state]}</Fact>
          <Fact label={copy.decision}>{appeal.decision}</Fact>
          <Fact label={copy.decidedBy}>{appeal.decidedBy}</Fact>
        </>
      )}
    </Sheet>
  );
}

type Verdict = BodyOf<'decideAppeal'>['verdict'];

const verdicts = [
  { value: 'upheld' as const, label: copy.upheld },
  { value: 'dismissed' as const, label: copy.dismissed },
];

function DecisionForm({ id, onDecided }: { id: string; onDecided: () => void }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, error, start } = useAction(async (decided: Verdict) => {
    await call('decideAppeal', { params: { id }, body: { verdict: decided, reason } });
    onDecided();
  });
  const decide = () => {
    setChecked(true);
    if (verdict && reason.trim() !== '') void start(verdict);
  };
  return (
    <>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <ChoiceList
        label={copy.verdict}
        options={verdicts}
        value={verdict}
        error={checked && verdict === null ? copy.verdictMissing : undefined}
        onChange={setVerdict}
      />
      <Field
        kind="area"
        label={copy.decision}
        hint={copy.decisionHint}
        value={reason}
        maxLength={appealTextMaxLength}
        counted
        error={checked && reason.trim() === '' ? copy.reasonMissing : undefined}
        onChange={setReason}
      />
      <Button label={copy.decide} busyLabel={busy ? copy.deciding : undefined} onPress={decide} />
    </>
  );
}
