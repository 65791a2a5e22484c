import { type TicketAction, ticketActionLabels } from '@linli/shared/ticket-life-cycle.ts';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { Sheet } from '../../components/sheet';
import { copy } from './copy';

interface MoreSheetProps {
  actions: readonly TicketAction[];
  onChoose: (action: TicketAction) => void;
  onClose: () => void;
}

/** The actions that are rarely needed, out of the way of the next step. */
export function MoreSheet({ actions, onChoose, onClose }: MoreSheetProps) {
  return (
    <Sheet title={copy.more} onClose={onClose}>
      <Stack>
        {actions.map((action) => (
          <Button
            key={action}
            kind="secondary"
            label={ticketActionLabels[action]}
            onPress={() => onChoose(action)}
          />
        ))}
      </Stack>
    </Sheet>
  );
}
