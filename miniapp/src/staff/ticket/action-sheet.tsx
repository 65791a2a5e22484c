import type { BodyOf, TicketDetail } from '@linli/shared/api/types.ts';
import { ticketTextMaxLength } from '@linli/shared/limits.ts';
import {
  type Finding,
  findingLabels,
  ticketActionLabels,
  ticketStateLabels,
} from '@linli/shared/ticket-life-cycle.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { copy, textOf } from './copy';

interface ActionSheetProps {
  action: keyof typeof textOf;
  /** False once somebody else has moved the ticket past this action. */
  allowed: boolean;
  ticket: TicketDetail;
  problem: string | null;
  acting: boolean;
  act: (body: BodyOf<'actOnTicket'>) => Promise<boolean>;
  onClose: () => void;
}

/** Asks for the words of an action, and for a conclusion its finding. What was typed stays when sending fails. */
export function ActionSheet({ action, allowed, ticket, problem, acting, act, onClose }: ActionSheetProps) {
  const [text, setText] = useState('');
  const [finding, setFinding] = useState<Finding | null>(null);
  const [checked, setChecked] = useState(false);

  const body = bodyOf(action, ticket.version, text.trim(), finding);
  const send = async () => {
    setChecked(true);
    if (body && (await act(body))) onClose();
  };

  return (
    <Sheet title={ticketActionLabels[action]} onClose={onClose}>
      {problem && <Notice tone="error" text={problem} />}
      {problem && <Fact label={copy.state}>{ticketStateLabels[ticket.state]}</Fact>}
      {action === 'conclude' && (
        <ChoiceList
          label={copy.finding}
          options={ticket.findings.map((value) => ({ value, label: findingLabels[value] }))}
          value={finding}
          error={checked && finding === null ? copy.findingMissing : undefined}
          onChange={setFinding}
        />
      )}
      <Field
        kind="area"
        label={textOf[action].label}
        hint={textOf[action].hint}
        value={text}
        maxLength={ticketTextMaxLength}
        counted
        error={checked && text.trim() === '' ? copy.textMissing : undefined}
        onChange={setText}
      />
      {allowed && (
        <Button
          label={copy.confirm(ticketActionLabels[action])}
          busyLabel={acting ? copy.acting : undefined}
          onPress={send}
        />
      )}
    </Sheet>
  );
}

/** The request; null while something is missing. */
function bodyOf(
  action: keyof typeof textOf,
  version: number,
  text: string,
  finding: Finding | null,
): BodyOf<'actOnTicket'> | null {
  if (text === '') return null;
  if (action !== 'conclude') return { action, version, text };
  return finding === null ? null : { action, version, finding, text };
}
