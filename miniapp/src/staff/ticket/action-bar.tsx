import type { TicketDetail } from '@linli/shared/api/types.ts';
import { type TicketAction, ticketActionLabels } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { ConcludeSheet } from './conclude-sheet';
import { ContactSheet } from './contact-sheet';
import { asksForTarget, copy, isRare, isTextAction } from './copy';
import { MoreSheet } from './more-sheet';
import { ReplySheet } from './reply-sheet';
import { TargetSheet } from './target-sheet';
import { TextSheet } from './text-sheet';
import { useAct } from './use-act';

const secondary: readonly TicketAction[] = ['note', 'send-back', 'refuse'];

interface ActionBarProps {
  ticket: TicketDetail;
  onChanged: (ticket: TicketDetail) => void;
}

/** The actions the server lists for this reader now. Those that need words open a sheet. */
export function ActionBar({ ticket, onChanged }: ActionBarProps) {
  const [sheet, setSheet] = useState<TicketAction | 'more' | null>(null);
  const { acting, error, act, clearError } = useAct(ticket, onChanged);

  const start = (action: TicketAction) => {
    clearError();
    if (action === 'accept') void act({ action, version: ticket.version });
    else setSheet(action);
  };

  // The step that moves the ticket on comes first; a note can always be added.
  const inOrder = ticket.actions
    .filter((action) => !isRare(action))
    .sort((a, b) => Number(a === 'note') - Number(b === 'note'));
  const rare = ticket.actions.filter(isRare);
  const request = ticket.request?.kind ?? null;
  const problem = error && (error.code === 'ticket-changed' ? copy.changed : error.message);
  const sheetProps = (action: TicketAction) => ({
    allowed: ticket.actions.includes(action),
    ticket,
    problem,
    error,
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
              kind={secondary.includes(action) ? 'secondary' : 'primary'}
              label={ticketActionLabels[action]}
              busyLabel={acting && sheet === null ? copy.acting : undefined}
              onPress={() => start(action)}
            />
          ))}
          {rare.length > 0 && (
            <Button kind="secondary" label={copy.moreLabel} onPress={() => setSheet('more')} />
          )}
        </View>
      </View>
      {sheet === 'conclude' && <ConcludeSheet {...sheetProps(sheet)} />}
      {sheet === 'reply' && <ReplySheet {...sheetProps(sheet)} />}
      {sheet === 'contact' && <ContactSheet {...sheetProps(sheet)} />}
      {sheet === 'more' && <MoreSheet actions={rare} onChoose={start} onClose={() => setSheet(null)} />}
      {sheet && sheet !== 'more' && asksForTarget(sheet, request) && (
        <TargetSheet action={sheet} {...sheetProps(sheet)} />
      )}
      {sheet && sheet !== 'more' && isTextAction(sheet) && !asksForTarget(sheet, request) && (
        <TextSheet action={sheet} {...sheetProps(sheet)} />
      )}
    </>
  );
}
