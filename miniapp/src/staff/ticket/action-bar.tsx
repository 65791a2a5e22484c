import type { TicketDetail } from '@linli/shared/api/types.ts';
import { type TicketAction, ticketActionLabels } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { ConcludeSheet } from './conclude-sheet';
import { copy, isTextAction } from './copy';
import { ReplySheet } from './reply-sheet';
import { TextSheet } from './text-sheet';
import { useAct } from './use-act';

interface ActionBarProps {
  ticket: TicketDetail;
  onChanged: (ticket: TicketDetail) => void;
}

/** The actions the server lists for this reader now. Those that need words open a sheet. */
export function ActionBar({ ticket, onChanged }: ActionBarProps) {
  const [sheet, setSheet] = useState<TicketAction | null>(null);
  const { acting, error, act, clearError } = useAct(ticket, onChanged);

  const start = (action: TicketAction) => {
    clearError();
    if (action === 'accept') void act({ action, version: ticket.version });
    else setSheet(action);
  };

  // The step that moves the ticket on comes first; a note can always be added.
  const inOrder = [...ticket.actions].sort((a, b) => Number(a === 'note') - Number(b === 'note'));
  const problem = error && (error.code === 'ticket-changed' ? copy.changed : error.message);
  const sheetProps = (action: TicketAction) => ({
    allowed: ticket.actions.includes(action),
    ticket,
    problem,
    acting,
    act,
    onClose: () => setSheet(null),
  });
  return (
    <>
      <View className="ticket-actions">
        {problem && sheet === null && <Notice tone="error" text={problem} />}
        <View className="ticket-buttons">
          {inOrder.map((action) => (
            <Button
              key={action}
              kind={action === 'note' || action === 'send-back' ? 'secondary' : 'primary'}
              label={ticketActionLabels[action]}
              busyLabel={acting && sheet === null ? copy.acting : undefined}
              onPress={() => start(action)}
            />
          ))}
        </View>
      </View>
      {sheet === 'conclude' && <ConcludeSheet {...sheetProps(sheet)} />}
      {sheet === 'reply' && <ReplySheet {...sheetProps(sheet)} />}
      {sheet && isTextAction(sheet) && <TextSheet action={sheet} {...sheetProps(sheet)} />}
    </>
  );
}
