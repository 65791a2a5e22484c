import type { CheckedComment } from '@linli/shared/api/types.ts';
import { hidingReasonMaxLength } from '@linli/shared/content-check.ts';
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
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

interface CommentSheetProps {
  comment: CheckedComment;
  onDecided: () => void;
  onClose: () => void;
}

/** One comment as everyone would read it, and the decision whether they may. */
export function CommentSheet({ comment, onDecided, onClose }: CommentSheetProps) {
  const { counter, grade, text, ratedAt, state, reason, decidedBy, decidable } = comment;
  return (
    <Sheet title={copy.of(`${counter.code} ${counter.name}`, gradeLabels[grade])} onClose={onClose}>
      <Fact label={copy.text}>{text}</Fact>
      <Fact label={copy.rated}>{timeInWords(ratedAt)}</Fact>
      {state !== 'held' && <Fact label={copy.decidedBy}>{decidedBy ?? copy.byMachine}</Fact>}
      {reason && <Fact label={copy.reason}>{reason}</Fact>}
      {decidable ? (
        <DecisionForm comment={comment} onDecided={onDecided} />
      ) : (
        <Notice tone="info" text={copy.readOnly} />
      )}
    </Sheet>
  );
}

const ways = [
  { value: 'shown' as const, label: copy.show },
  { value: 'hidden' as const, label: copy.hide },
];

function DecisionForm({ comment, onDecided }: Omit<CommentSheetProps, 'onClose'>) {
  const { id, state: seen } = comment;
  // What has been decided can only be turned round.
  const open = ways.filter(({ value }) => value !== seen);
  const [way, setWay] = useState<'shown' | 'hidden' | null>(null);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const reasonMissing = way === 'hidden' && reason.trim() === '';
  const { busy, error, start } = useAction(async (verdict: 'shown' | 'hidden') => {
    const body = verdict === 'hidden' ? { verdict, seen, reason } : { verdict, seen };
    await call('decideComment', { params: { id }, body });
    onDecided();
  });
  const decide = () => {
    setChecked(true);
    if (way && !reasonMissing) void start(way);
  };
  return (
    <>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <ChoiceList
        label={copy.ways}
        options={open}
        value={way}
        error={checked && way === null ? copy.wayMissing : undefined}
        onChange={setWay}
      />
      {way === 'hidden' && (
        <Field
          kind="area"
          label={copy.reason}
          hint={copy.reasonHint}
          value={reason}
          maxLength={hidingReasonMaxLength}
          counted
          error={checked && reasonMissing ? copy.reasonMissing : undefined}
          onChange={setReason}
        />
      )}
      <Button label={copy.decide} busyLabel={busy ? copy.deciding : undefined} onPress={decide} />
    </>
  );
}
