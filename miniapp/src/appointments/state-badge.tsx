import { type AppointmentState, appointmentStateLabels } from '@linli/shared/appointments.ts';
import { Badge, type BadgeTone } from '../components/badge';

const tones: Record<AppointmentState, BadgeTone> = {
  held: 'waiting',
  offered: 'late',
  booked: 'active',
  arrived: 'active',
  serving: 'active',
  finished: 'done',
  'no-show': 'late',
  cancelled: 'waiting',
  closed: 'late',
  expired: 'waiting',
};

/** Where an appointment stands, in a word. */
export function StateBadge({ state }: { state: AppointmentState }) {
  return <Badge tone={tones[state]}>{appointmentStateLabels[state]}</Badge>;
}
