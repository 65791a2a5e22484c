import type { TicketClockAnswer } from '@linli/shared/api/types.ts';
import type { ClockColour } from '@linli/shared/ticket-clocks.ts';
import { Badge, type BadgeTone } from '../components/badge';
import { clockInWords } from './clock-words';

const tones: Record<ClockColour, BadgeTone> = { green: 'active', yellow: 'waiting', red: 'late' };

/** A deadline of a ticket with its colour, its mark and its words. */
export function ClockBadge({ clock }: { clock: TicketClockAnswer }) {
  const inTime = clock.stoppedAt !== null && !clock.late;
  return <Badge tone={inTime ? 'done' : tones[clock.colour]}>{clockInWords(clock)}</Badge>;
}
