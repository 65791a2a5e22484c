import { noShowDays, noShowsMax } from '@linli/shared/consultations.ts';
import type { Types } from 'mongoose';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import type { Appointment, AppointmentModels } from './model.ts';
import { nextReminder } from './reminders.ts';

/**
 * What a booking is given so that its resident comes: the first reminder, and a call beforehand where they missed
 * several of late. Nobody is kept from booking by this.
 */
export async function attendance(
  { models, clock }: { models: AppointmentModels; clock: Clock },
  residentId: Types.ObjectId,
  startsAt: Date,
): Promise<Pick<Appointment, 'remindAt' | 'phoneConfirmation'>> {
  const now = clock.now();
  const missed = await models.appointments.countDocuments(
    { residentId, state: 'no-show', 'slot.startsAt': { $gte: later(now, -noShowDays * dayMs) } },
    { limit: noShowsMax },
  );
  return {
    remindAt: nextReminder(startsAt, now),
    ...(missed >= noShowsMax && { phoneConfirmation: 'asked' as const }),
  };
}
