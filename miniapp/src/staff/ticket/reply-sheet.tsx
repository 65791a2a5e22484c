import { ticketTextMaxLength } from '@linli/shared/limits.ts';
import { useState } from 'react';
import { Field } from '../../components/field';
import { ActionForm, type ActionSheetProps } from './action-form';
import { copy, textOf } from './copy';

/** Asks for the answer: what everyone may read, and what only the resident does. */
export function ReplySheet({ act, ...props }: ActionSheetProps) {
  const [text, setText] = useState('');
  const [privateNote, setPrivateNote] = useState('');
  const [checked, setChecked] = useState(false);

  const words = text.trim();
  const note = privateNote.trim();
  const send = async () => {
    setChecked(true);
    if (words === '') return;
    const { version } = props.ticket;
    const body = {
      action: 'reply' as const,
      version,
      text: words,
      ...(note !== '' && { privateNote: note }),
    };
    if (await act(body)) props.onClose();
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
      <Field
        kind="area"
        label={copy.privateNote}
        hint={copy.privateNoteHint}
        value={privateNote}
        maxLength={ticketTextMaxLength}
        onChange={setPrivateNote}
      />
    </ActionForm>
  );
}
