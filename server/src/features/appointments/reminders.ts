import { type Clock, dayMs, hourMs, later } from '../../platform/clock.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Appointment, AppointmentModels } from './model.ts';

/** Residents are reminded the day before and an hour before; long before a time that they have only just chosen. */
const leads = [
  { kind: 'day', ms: dayMs },
  { kind: 'hour', ms: hourMs },
] as const;

/** When the next reminder of an appointment is due; null when none will be. */
export function nextReminder(startsAt: Date, now: Date): Date | null {
  return leads.map(({ ms }) => later(startsAt, -ms)).find((at) => at > now) ?? null;
}

/** The reminder that fits a moment: the last one whose time has come. Null once it has begun, and long before. */
export function reminderAt(startsAt: Date, now: Date): (typeof leads)[number]['kind'] | null {
  if (now >= startsAt) return null;
  return leads.findLast(({ ms }) => later(startsAt, -ms) <= now)?.kind ?? null;
}

/** Looked at in one round of the sweep; the rest wait for the next. */
const sweepSize = 500;

type Due = Pick<Appointment, '_id' | 'residentId' | 'slot' | 'remindAt'>;

/**
 * Reminds of what is near. Each reminder arrives once, however many processes sweep and wherever one dies: the inbox
 * takes an occasion once, and the next moment is set only where nobody has moved the appointment meanwhile.
 */
export async function sweepReminders(
  models: AppointmentModels,
  notifications: Notifications,
  clock: Clock,
): Promise<void> {
  const now = clock.now();
  const due = await models.appointments
    .find({ live: true, state: 'booked', remindAt: { $lte: now } }, { residentId: 1, slot: 1, remindAt: 1 })
    .sort({ remindAt: 1 })
    .limit(sweepSize)
    .lean<Due[]>();
  for (const { _id, residentId, slot, remindAt } of due) {
    const { startsAt, mode } = slot;
    const kind = reminderAt(startsAt, now);
    if (kind) {
      await notifications.tell(
        [residentId],
        `${_id.toHexString()}:remind-${kind}:${startsAt.toISOString()}`,
        { kind: 'appointment-reminder', when: kind, startsAt: startsAt.toISOString(), mode },
        { kind: 'appointment', id: _id },
      );
    }
    await models.appointments.updateOne(
      { _id, remindAt: remindAt ?? null },
      { $set: { remindAt: nextReminder(startsAt, now) } },
    );
  }
}
