import { type Day, dayOf, startOfDay } from '@linli/shared/working-time.ts';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import type { Appointment, AppointmentModels } from './model.ts';
import { hasPassed } from './seats.ts';
import { freeSeats, type Slot } from './slots.ts';
import type { Supply, Wish } from './supply.ts';

export interface FindingNeeds {
  models: AppointmentModels;
  supply: Supply;
  clock: Clock;
  horizonDays: number;
}

export interface FoundSlot {
  slot: Slot;
  free: number;
}

/** The days of a question: within the horizon, and no longer than it. */
export function daysAsked(
  { clock, horizonDays }: FindingNeeds,
  from?: Day,
  to?: Day,
): { from: Day; to: Day } {
  const today = dayOf(clock.now());
  const last = dayOf(later(clock.now(), horizonDays * dayMs));
  return {
    from: from === undefined || from < today ? today : from,
    to: to === undefined || to > last ? last : to,
  };
}

/** The bookable slots that fit, with the seats that are free now: one query for all of them. */
export async function findSlots(
  { models, supply, clock }: FindingNeeds,
  { from, to }: { from: Day; to: Day },
  wish: Wish,
): Promise<FoundSlot[]> {
  if (from > to) return [];
  const slots = supply.bookable(from, to, wish);
  const now = clock.now();
  const live = await models.appointments
    .find(
      {
        live: true,
        // A slot before the first day may reach into it with its buffer.
        'slot.startsAt': { $gte: later(startOfDay(from), -dayMs), $lt: later(startOfDay(to), dayMs) },
      },
      { seatCells: 1, state: 1, expiresAt: 1 },
    )
    .lean<Pick<Appointment, 'seatCells' | 'state' | 'expiresAt'>[]>();
  const taken = new Set(
    live.filter((appointment) => !hasPassed(appointment, now)).flatMap(({ seatCells }) => seatCells),
  );
  return slots.map((slot) => ({ slot, free: freeSeats(slot, taken).length }));
}

/** Days on either side that are looked at first: most often enough, and much less work than all of them. */
const nearDays = 2;

/** The free slots nearest to a moment, nearest first: what someone is offered who was not quick enough. */
export async function nearestFree(
  needs: FindingNeeds,
  startsAt: Date,
  wish: Wish,
  most = 3,
): Promise<FoundSlot[]> {
  const distance = ({ slot }: FoundSlot) => Math.abs(slot.startsAt.getTime() - startsAt.getTime());
  const around = [-nearDays, nearDays].map((days) => dayOf(later(startsAt, days * dayMs)));
  for (const [from, to] of [around, []]) {
    const found = (await findSlots(needs, daysAsked(needs, from, to), wish)).filter(({ free }) => free > 0);
    if (found.length >= most || from === undefined) {
      return found.sort((one, other) => distance(one) - distance(other)).slice(0, most);
    }
  }
  return [];
}
