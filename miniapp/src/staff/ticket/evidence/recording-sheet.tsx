import type { EvidenceList, TicketDetail } from '@linli/shared/api/types.ts';
import { evidenceCaptionMaxLength } from '@linli/shared/limits.ts';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { ChoiceList } from '../../../components/choice-list';
import { Field } from '../../../components/field';
import { Notice } from '../../../components/notice';
import { Sheet } from '../../../components/sheet';
import { announce } from '../../../platform/announce';
import { call } from '../../../platform/api';
import { momentOf } from '../../../platform/moment';
import { randomId } from '../../../platform/random-id';
import { dayOf } from '../../../platform/time-words';
import { useAction } from '../../../platform/use-action';
import { copy } from './copy';

interface RecordingSheetProps {
  ticket: TicketDetail;
  counters: EvidenceList['counters'];
  onAdded: (list: EvidenceList) => void;
  onClose: () => void;
}

/** Refers to what a counter has recorded: which one, and from when to when. The counter and day of the rating are filled in. */
export function RecordingSheet({ ticket, counters, onAdded, onClose }: RecordingSheetProps) {
  const rated = ticket.kind === 'rating' ? ticket.counter.code : null;
  const [counter, setCounter] = useState(rated);
  const [day, setDay] = useState(dayOf(ticket.kind === 'feedback' ? ticket.sentAt : ticket.ratedAt));
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [caption, setCaption] = useState('');
  const [checked, setChecked] = useState(false);
  const [idempotencyKey] = useState(randomId);

  const { busy, error, start } = useAction(async (body: { counter: string; from: string; to: string }) => {
    const words = caption.trim();
    const more = words === '' ? {} : { caption: words };
    const params = { id: ticket.id };
    const list = await call('addRecording', { params, body: { ...body, ...more, idempotencyKey } });
    announce(copy.sent);
    onAdded(list);
    onClose();
  });

  const begins = momentOf(day, from);
  const ends = momentOf(day, to);
  const spanWrong = begins === null || ends === null || begins >= ends;
  const send = () => {
    setChecked(true);
    if (counter !== null && !spanWrong) void start({ counter, from: begins, to: ends });
  };

  return (
    <Sheet title={copy.recordingTitle} onClose={onClose}>
      {error && <Notice tone="error" text={error.message} />}
      <Notice tone="info" text={copy.recordingHint} />
      <ChoiceList
        label={copy.counter}
        options={counters.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        value={counter}
        error={checked && counter === null ? copy.counterMissing : undefined}
        onChange={setCounter}
      />
      <Field label={copy.day} hint={copy.dayHint} value={day} maxLength={10} onChange={setDay} />
      <Field label={copy.from} hint={copy.timeHint} value={from} maxLength={5} onChange={setFrom} />
      <Field
        label={copy.to}
        value={to}
        maxLength={5}
        error={checked && spanWrong ? copy.spanWrong : undefined}
        onChange={setTo}
      />
      <Field
        label={copy.caption}
        value={caption}
        maxLength={evidenceCaptionMaxLength}
        onChange={setCaption}
      />
      <Button label={copy.saveRecording} busyLabel={busy ? copy.saving : undefined} onPress={send} />
    </Sheet>
  );
}
