import { appealStateLabels, appealTextMaxLength } from '@linli/shared/appeals.ts';
import { gradeLabels, isBadGrade } from '@linli/shared/grades.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';
import type { Entry } from './entry-list';

interface EntrySheetProps {
  entry: Entry;
  onAppealed: () => void;
  onClose: () => void;
}

/** One rating, what was decided about it, or the way to appeal. */
export function EntrySheet({ entry, onAppealed, onClose }: EntrySheetProps) {
  const { grade, counter, day, tags, excluded, appeal } = entry;
  return (
    <Sheet title={gradeLabels[grade]} onClose={onClose}>
      <Fact label={copy.day}>{day}</Fact>
      <Fact label={copy.counter}>
        {counter.code} {counter.name}
      </Fact>
      {tags.length > 0 && <Fact label={copy.reasons}>{tags.map(({ label }) => label).join('\n')}</Fact>}
      {excluded && <Notice tone="info" text={copy.excluded} />}
      {appeal && (
        <>
          <Fact label={copy.appeal}>{appealStateLabels[appeal.state]}</Fact>
          <Fact label={copy.reason}>{appeal.reason}</Fact>
          {appeal.decision && <Fact label={copy.decision}>{appeal.decision}</Fact>}
          {appeal.decidedBy && <Fact label={copy.decidedBy}>{appeal.decidedBy}</Fact>}
        </>
      )}
      {!appeal && !excluded && isBadGrade(grade) && (
        <AppealForm ratingId={entry.id} onAppealed={onAppealed} />
      )}
    </Sheet>
  );
}

function AppealForm({ ratingId, onAppealed }: { ratingId: string; onAppealed: () => void }) {
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, error, start } = useAction(async () => {
    await call('makeAppeal', { body: { ratingId, reason } });
    onAppealed();
  });
  const send = () => {
    setChecked(true);
    if (reason.trim() !== '') void start();
  };
  return (
    <>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Field
        kind="area"
        label={copy.reason}
        hint={copy.appealHint}
        value={reason}
        maxLength={appealTextMaxLength}
        counted
        error={checked && reason.trim() === '' ? copy.reasonMissing : undefined}
        onChange={setReason}
      />
      <Button label={copy.send} busyLabel={busy ? copy.sending : undefined} onPress={send} />
    </>
  );
}
