import type { BodyOf, TicketDetail } from '@linli/shared/api/types.ts';
import { type TicketAction, ticketActionLabels, ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import type { PropsWithChildren } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import type { CallError } from '../../platform/call-error';
import { copy } from './copy';

/** What every sheet of an action is given. */
export interface ActionSheetProps {
  /** False once somebody else has moved the ticket past this action. */
  allowed: boolean;
  ticket: TicketDetail;
  problem: string | null;
  error: CallError | null;
  acting: boolean;
  act: (body: BodyOf<'actOnTicket'>) => Promise<boolean>;
  onClose: () => void;
}

interface ActionFormProps extends Omit<ActionSheetProps, 'act' | 'error'> {
  action: TicketAction;
  onSend: () => void;
}

/** The frame of an action's sheet: what went wrong before, what is asked, and the button that sends it. */
export function ActionForm(props: PropsWithChildren<ActionFormProps>) {
  const { action, allowed, ticket, problem, acting, onClose, onSend, children } = props;
  return (
    <Sheet title={ticketActionLabels[action]} onClose={onClose}>
      {problem && <Notice tone="error" text={problem} />}
      {problem && <Fact label={copy.state}>{ticketStateLabels[ticket.state]}</Fact>}
      {children}
      {allowed && (
        <Button
          label={copy.confirm(ticketActionLabels[action])}
          busyLabel={acting ? copy.acting : undefined}
          onPress={onSend}
        />
      )}
    </Sheet>
  );
}
