import { type TicketState, ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import { Badge, type BadgeTone } from '.';

const tones: Record<TicketState, BadgeTone> = {
  assigned: 'waiting',
  accepted: 'active',
  concluded: 'active',
  replied: 'active',
  closed: 'done',
};

/** Where a ticket stands. */
export function TicketStateBadge({ state }: { state: TicketState }) {
  return <Badge tone={tones[state]}>{ticketStateLabels[state]}</Badge>;
}
