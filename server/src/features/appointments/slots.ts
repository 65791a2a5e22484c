import type { ConsultMode } from '@linli/shared/legal-service.ts';
import { type Day, dayOf, startOfDay } from '@linli/shared/working-time.ts';
import { dayMs, later, minuteMs } from '../../platform/clock.ts';

/**
 * Slots are reckoned from the schedules whenever they are asked for and stored nowhere: a change of schedule, leave
 * or a closure shows at once. What is stored is who has taken a seat.
 */
export interface Slot {
  lawyerId: string;
  stationId: string;
  mode: ConsultMode;
  startsAt: Date;
  endsAt: Date;
  /** More than one: a group session. */
  seats: number;
  /** Kept free after it, in minutes. */
  bufferMinutes: number;
}

/** A session as far as slots follow from it; times of day are minutes after midnight in China. */
export interface Session {
  lawyerId: string;
  stationId: string;
  mode: ConsultMode;
  from: number;
  to: number;
  slotMinutes: number;
  bufferMinutes: number;
  seats: number;
}

/** A time that a lawyer or a station is not there for. */
export interface Gap {
  of: { kind: 'lawyer' | 'station'; id: string };
  from: Date;
  to: Date;
}

/** All slots of the sessions that take place on a day, in order of time, but for those in a gap. */
export function slotsOn(day: Day, sessions: readonly Session[], gaps: readonly Gap[]): Slot[] {
  return sessions
    .flatMap((session) => slotsOfSession(day, session))
    .filter(
      (slot) => !gaps.some((gap) => concerns(gap, slot) && gap.from < slot.endsAt && slot.startsAt < gap.to),
    )
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}

function slotsOfSession(day: Day, session: Session): Slot[] {
  const { lawyerId, stationId, mode, seats, bufferMinutes, from, to, slotMinutes } = session;
  const midnight = startOfDay(day);
  const count = Math.floor((to - from + bufferMinutes) / (slotMinutes + bufferMinutes));
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const startsAt = later(midnight, (from + index * (slotMinutes + bufferMinutes)) * minuteMs);
    const endsAt = later(startsAt, slotMinutes * minuteMs);
    return { lawyerId, stationId, mode, startsAt, endsAt, seats, bufferMinutes };
  });
}

function concerns({ of }: Gap, slot: Slot): boolean {
  return of.id === (of.kind === 'lawyer' ? slot.lawyerId : slot.stationId);
}

/** What may be booked now. */
export interface BookingWindow {
  /** A slot is booked so long before it starts, at the least. */
  noticeMinutes: number;
  /** And at most so many days ahead, today not counted. */
  horizonDays: number;
}

export function isBookable(slot: Slot, now: Date, { noticeMinutes, horizonDays }: BookingWindow): boolean {
  return (
    slot.startsAt >= later(now, noticeMinutes * minuteMs) &&
    dayOf(slot.startsAt) <= dayOf(later(now, horizonDays * dayMs))
  );
}

/** Days from one to another, both included. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = dayOf(later(startOfDay(day), dayMs))) days.push(day);
  return days;
}

/**
 * Time is taken in cells of five minutes; a unique index on them is what keeps two people out of one chair, also where
 * two schedules lie across each other. Sessions therefore begin and end on full five minutes.
 */
export const cellMinutes = 5;
const cellMs = cellMinutes * minuteMs;

function cells(from: Date, to: Date): number[] {
  const first = Math.floor(from.getTime() / cellMs);
  const end = Math.ceil(to.getTime() / cellMs);
  return Array.from({ length: end - first }, (_, index) => first + index);
}

type SlotTime = Pick<Slot, 'lawyerId' | 'startsAt' | 'endsAt' | 'bufferMinutes'>;

/** What one seat of a slot takes of its lawyer's time, buffer included. */
export function seatCells({ lawyerId, startsAt, endsAt, bufferMinutes }: SlotTime, seat: number): string[] {
  return cells(startsAt, later(endsAt, bufferMinutes * minuteMs)).map(
    (cell) => `${lawyerId}:${cell}:${seat}`,
  );
}

/** What a slot takes of the resident's time. */
export function timeCells(
  residentId: string,
  { startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>,
): string[] {
  return cells(startsAt, endsAt).map((cell) => `${residentId}:${cell}`);
}

/** The seats of a slot that nobody has, lowest first. */
export function freeSeats(slot: Slot, taken: ReadonlySet<string>): number[] {
  return Array.from({ length: slot.seats }, (_, seat) => seat).filter(
    (seat) => !seatCells(slot, seat).some((cell) => taken.has(cell)),
  );
}
