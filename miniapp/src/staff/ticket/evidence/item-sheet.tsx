import type { Evidence, EvidenceList } from '@linli/shared/api/types.ts';
import { evidenceReasonMaxLength } from '@linli/shared/limits.ts';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Field } from '../../../components/field';
import { Notice } from '../../../components/notice';
import { Fact } from '../../../components/row';
import { Sheet } from '../../../components/sheet';
import { FileContent } from '../../../file-view';
import { announce } from '../../../platform/announce';
import { call } from '../../../platform/api';
import { download } from '../../../platform/file-calls';
import { timeInWords, timeOf } from '../../../platform/time-words';
import { useAction } from '../../../platform/use-action';
import { copy } from './copy';
import { extentOf, goneWords, kindOf, titleOf } from './words';

interface ItemSheetProps {
  ticketId: string;
  evidence: Evidence;
  onChanged: (list: EvidenceList) => void;
  onClose: () => void;
}

/** One piece of evidence: what it is, its content on request, and its removal for who added it. */
export function ItemSheet({ ticketId, evidence, onChanged, onClose }: ItemSheetProps) {
  const { gone } = evidence;
  return (
    <Sheet title={titleOf(evidence)} onClose={onClose}>
      <Fact label={copy.kind}>{kindOf(evidence)}</Fact>
      {evidence.kind === 'recording' ? (
        <>
          <Fact label={copy.counter}>
            {evidence.counter.code} {evidence.counter.name}
          </Fact>
          <Fact label={copy.span}>{`${timeInWords(evidence.from)}–${timeOf(evidence.to)}`}</Fact>
        </>
      ) : (
        <Fact label={copy.size}>{extentOf(evidence)}</Fact>
      )}
      <Fact label={copy.by}>{evidence.by}</Fact>
      <Fact label={copy.at}>{timeInWords(evidence.at)}</Fact>
      {gone && (
        <Fact label={goneWords(gone)}>{[timeInWords(gone.at), gone.by].filter(Boolean).join(' · ')}</Fact>
      )}
      {gone?.reason && <Fact label={copy.goneReason}>{gone.reason}</Fact>}
      {evidence.kind !== 'recording' && !gone && (
        <FileContent
          file={evidence}
          label={titleOf(evidence)}
          fetch={() => download('getEvidenceFile', { params: { id: ticketId, evidenceId: evidence.id } })}
        />
      )}
      {evidence.removable && <Removal ticketId={ticketId} evidence={evidence} onChanged={onChanged} />}
    </Sheet>
  );
}

function Removal({ ticketId, evidence, onChanged }: Omit<ItemSheetProps, 'onClose'>) {
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, error, start } = useAction(async () => {
    const params = { id: ticketId, evidenceId: evidence.id };
    const list = await call('removeEvidence', { params, body: { reason: reason.trim() } });
    announce(copy.removed);
    onChanged(list);
  });

  if (!asked) return <Button kind="secondary" label={copy.remove} onPress={() => setAsked(true)} />;
  const missing = reason.trim() === '';
  const send = () => {
    setChecked(true);
    if (!missing) void start();
  };
  return (
    <>
      {error && <Notice tone="error" text={error.message} />}
      <Field
        label={copy.reason}
        hint={copy.reasonHint}
        value={reason}
        maxLength={evidenceReasonMaxLength}
        error={checked && missing ? copy.reasonMissing : undefined}
        onChange={setReason}
      />
      <Button
        kind="secondary"
        label={copy.confirmRemove}
        busyLabel={busy ? copy.removing : undefined}
        onPress={send}
      />
    </>
  );
}
