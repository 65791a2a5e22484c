import type { BodyOf } from '@linli/shared/api/types.ts';
import { ticketTextMaxLength } from '@linli/shared/limits.ts';
import { reminderMaxLength } from '@linli/shared/ticket-requests.ts';
import { useState } from 'react';
import { Field } from '../../components/field';
import { ActionForm, type ActionSheetProps } from './action-form';
import { copy, isWordless, type TextAction, textOf } from './copy';

/** Asks for the words of an action. What was typed stays when sending fails. */
export function TextSheet({ action, act, ...props }: ActionSheetProps & { action: TextAction }) {
  const [text, setText] = useState('');
  const [checked, setChecked] = useState(false);
  const { label, hint } = textOf[action];

  const { version } = props.ticket;
  const words = text.trim();
  const send = async () => {
    setChecked(true);
    const body = bodyOf(action, version, words);
    if (body && (await act(body))) props.onClose();
  };

  return (
    <ActionForm {...props} action={action} onSend={send}>
      <Field
        kind="area"
        label={label}
        hint={hint}
        value={text}
        maxLength={action === 'remind' ? reminderMaxLength : ticketTextMaxLength}
        counted
        error={checked && bodyOf(action, version, words) === null ? copy.textMissing : undefined}
        onChange={setText}
      />
    </ActionForm>
  );
}

/** The request; null while words are missing. */
function bodyOf(action: TextAction, version: number, text: string): BodyOf<'actOnTicket'> | null {
  if (text !== '') return { action, version, text };
  return isWordless(action) ? { action, version } : null;
}
