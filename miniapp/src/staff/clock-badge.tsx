import type { TicketClockAnswer } from '@linli/shared/api/types.ts';
import type { ClockColour } from '@linli/shared/ticket-clocks.ts';
import { Badge, type BadgeTone } from '../components/badge';

const tones: Record<ClockColour, BadgeTone> = { green: 'active', yellow: 'waiting', red: 'late' };

interface ClockBadgeProps {
  clock: TicketClockAnswer;
  /** What it says. */
  children: string;
}

/** How a deadline of a ticket stands, with its colour and its mark. */
export function ClockBadge({ clock, children }: ClockBadgeProps) {
  const inTime = clock.stoppedAt !== null && !clock.late;
  return <Badge tone={inTime ? 'done' : tones[clock.colour]}>{children}</Badge>;
}
