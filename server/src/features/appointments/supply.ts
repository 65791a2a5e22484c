import type { ConsultMode, Matter } from '@linli/shared/legal-service.ts';
import { type Day, dayOf } from '@linli/shared/working-time.ts';
import type { Clock } from '../../platform/clock.ts';
import type { LegalService } from '../legal-service/index.ts';
import { type BookingWindow, daysFrom, isBookable, type Slot, slotsOn } from './slots.ts';

/** Which slots someone looks for; what is left out does not matter. */
export interface Wish {
  matter?: Matter | undefined;
  mode?: ConsultMode | undefined;
  lawyerId?: string | undefined;
  stationId?: string | undefined;
}

/** The slots there are, by the schedules as they stand. */
export interface Supply {
  /** All of a day. */
  on(day: Day): Slot[];
  /** Those of the days that may be booked now, in order of time. */
  bookable(from: Day, to: Day, wish: Wish): Slot[];
  /** The lawyer's slot that begins at this moment; null when there is none (any more). */
  find(lawyerId: string, startsAt: Date): Slot | null;
}

export function createSupply(legalService: LegalService, clock: Clock, window: BookingWindow): Supply {
  function on(day: Day): Slot[] {
    const sessions = legalService.sessionsOn(day).map((session) => ({
      ...session,
      lawyerId: session.lawyerId.toHexString(),
      stationId: session.stationId.toHexString(),
    }));
    const gaps = legalService
      .directory()
      .absences()
      .map(({ of, from, to }) => ({
        of: { kind: of.kind, id: of.id.toHexString() },
        from,
        to,
      }));
    return slotsOn(day, sessions, gaps);
  }

  function fits(slot: Slot, { matter, mode, lawyerId, stationId }: Wish): boolean {
    if (lawyerId !== undefined && slot.lawyerId !== lawyerId) return false;
    if (stationId !== undefined && slot.stationId !== stationId) return false;
    if (mode !== undefined && slot.mode !== mode) return false;
    const specialities = legalService.directory().lawyer(slot.lawyerId)?.specialities ?? [];
    return matter === undefined || specialities.includes(matter);
  }

  const find = (lawyerId: string, startsAt: Date) =>
    on(dayOf(startsAt)).find(
      (slot) => slot.lawyerId === lawyerId && slot.startsAt.getTime() === startsAt.getTime(),
    ) ?? null;

  return {
    on,
    bookable: (from, to, wish) =>
      daysFrom(from, to)
        .flatMap(on)
        .filter((slot) => isBookable(slot, clock.now(), window) && fits(slot, wish)),
    find,
  };
}
