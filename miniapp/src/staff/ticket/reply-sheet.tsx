import { ticketTextMaxLength } from '@linli/shared/limits.ts';
import { useState } from 'react';
import { Field } from '../../components/field';
import { SwitchRow } from '../../components/switch-row';
import { ActionForm, type ActionSheetProps } from './action-form';
import { copy, textOf } from './copy';
import { MarkedText, placesIn } from './marked-text';

/** Asks for the answer: what everyone may read, and what only the resident does. */
export function ReplySheet({ act, ...props }: ActionSheetProps) {
  const [text, setText] = useState('');
  const [privateNote, setPrivateNote] = useState('');
  const [checked, setChecked] = useState(false);

  const [sent, setSent] = useState('');
  const { ticket, error } = props;
  const { commentMasked } = ticket;
  const [publishComment, setPublishComment] = useState(commentMasked !== null);

  const words = text.trim();
  const note = privateNote.trim();
  const places = placesIn(error);
  const send = async () => {
    setChecked(true);
    if (words === '') return;
    setSent(words);
    const done = await act({
      action: 'reply',
      version: ticket.version,
      text: words,
      ...(note !== '' && { privateNote: note }),
      publishComment: ticket.kind === 'rating' && publishComment && commentMasked !== null,
    });
    if (done) props.onClose();
  };

  return (
    <ActionForm {...props} action="reply" onSend={send}>
      <Field
        kind="area"
        {...textOf.reply}
        value={text}
        maxLength={ticketTextMaxLength}
        counted
        error={checked && words === '' ? copy.textMissing : undefined}
        onChange={setText}
      />
      {places.length > 0 && <MarkedText text={sent} places={places} />}
      <Field
        kind="area"
        label={copy.privateNote}
        hint={copy.privateNoteHint}
        value={privateNote}
        maxLength={ticketTextMaxLength}
        onChange={setPrivateNote}
      />
      {ticket.kind === 'rating' && commentMasked !== null && (
        <SwitchRow
          label={copy.publishComment}
          note={copy.publishCommentNote(commentMasked)}
          on={publishComment}
          onChange={setPublishComment}
        />
      )}
    </ActionForm>
  );
}
