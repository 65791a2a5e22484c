import { type ResidentTicketState, residentTicketStateLabels } from '@linli/shared/resident-view.ts';
import { type TicketState, ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import { Badge, type BadgeTone } from '.';

const tones: Record<TicketState | ResidentTicketState, BadgeTone> = {
  assigned: 'waiting',
  accepted: 'active',
  reviewing: 'active',
  verifying: 'active',
  concluded: 'active',
  replied: 'active',
  closed: 'done',
};

/** Where a ticket stands, for staff. */
export function TicketStateBadge({ state }: { state: TicketState }) {
  return <Badge tone={tones[state]}>{ticketStateLabels[state]}</Badge>;
}

/** Where a ticket stands, for its resident. */
export function ResidentStateBadge({ state }: { state: ResidentTicketState }) {
  return <Badge tone={tones[state]}>{residentTicketStateLabels[state]}</Badge>;
}
