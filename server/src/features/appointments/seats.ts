import { randomInt } from 'node:crypto';
import { passingStates } from '@linli/shared/appointments.ts';
import { Types } from 'mongoose';
import { type Clock, hourMs, later, minuteMs } from '../../platform/clock.ts';
import { duplicateKeyOf } from '../../platform/errors.ts';
import type { Appointment, AppointmentModels, BookedSlot } from './model.ts';
import { freeSeats, type Slot, seatCells, timeCells } from './slots.ts';

export interface SeatNeeds {
  models: AppointmentModels;
  clock: Clock;
  /** How many appointments a resident may have at once. */
  activeMax: number;
}

/** Why a seat could not be had. */
export type SeatRefusal = 'slot-full' | 'time-taken' | 'cap-reached' | 'offered-already' | 'key-used';

export type SeatResult = { taken: Appointment } | { refused: SeatRefusal };

/** What a new appointment is, beside the seat itself. */
export type Holder = Pick<
  Appointment,
  | 'state'
  | 'residentId'
  | 'idempotencyKey'
  | 'expiresAt'
  | 'waitlistEntryId'
  | 'insteadOf'
  | 'case'
  | 'checkInCode'
  | 'untold'
  | 'remindAt'
  | 'phoneConfirmation'
>;

/**
 * Takes a seat of a slot: one insert, which the unique indexes let through or not. In a group any of the free seats is
 * tried, so that a crowd does not race for the same one; who loses looks again what is left.
 */
export async function takeSeat(needs: SeatNeeds, slot: Slot, holder: Holder): Promise<SeatResult> {
  const { models, clock, activeMax } = needs;
  const now = clock.now();
  const residentId = holder.residentId.toHexString();
  let endedOwn = false;
  for (let place = 0; place < activeMax; ) {
    const free = freeSeats(slot, await takenCells(needs, slot));
    const seat = free[randomInt(Math.max(1, free.length))];
    if (seat === undefined) return { refused: 'slot-full' };
    const appointment: Appointment = {
      ...holder,
      _id: new Types.ObjectId(),
      version: 1,
      live: true,
      slot: bookedSlot(slot),
      seat,
      seatCells: seatCells(slot, seat),
      timeCells: timeCells(residentId, slot),
      place: `${residentId}:${place}`,
      closedBy: null,
      createdAt: now,
      endedAt: null,
      history: [{ kind: holder.state, at: now, by: holder.state === 'offered' ? 'system' : 'resident' }],
    };
    const lost = await lostBy(() => models.appointments.create(appointment));
    if (lost === null) return { taken: appointment };
    if (lost === 'seatCells') continue;
    if (!endedOwn && (lost === 'place' || lost === 'timeCells')) {
      // What stands in the way may be a hold of their own whose time has passed.
      await endWhatHasPassed(needs, { residentId: holder.residentId });
      endedOwn = true;
    } else if (lost === 'place') place += 1;
    else return { refused: refusalBy[lost] };
  }
  return { refused: 'cap-reached' };
}

type Guard = 'seatCells' | 'timeCells' | 'place' | 'waitlistEntryId' | 'insteadOf' | 'idempotencyKey';

const refusalBy = {
  timeCells: 'time-taken',
  waitlistEntryId: 'offered-already',
  insteadOf: 'offered-already',
  idempotencyKey: 'key-used',
} as const satisfies Record<Exclude<Guard, 'seatCells' | 'place'>, SeatRefusal>;

const guards: readonly Guard[] = [
  'idempotencyKey',
  'seatCells',
  'timeCells',
  'place',
  'waitlistEntryId',
  'insteadOf',
];

/** The guard that a write was refused by; null when it went through. */
export async function lostBy(write: () => Promise<unknown>): Promise<Guard | null> {
  try {
    await write();
    return null;
  } catch (error) {
    const index = duplicateKeyOf(error);
    const guard = index && guards.find((field) => field in index);
    if (!guard) throw error;
    return guard;
  }
}

export function bookedSlot({ lawyerId, stationId, ...times }: Slot): BookedSlot {
  const { mode, startsAt, endsAt, bufferMinutes } = times;
  return {
    lawyerId: new Types.ObjectId(lawyerId),
    stationId: new Types.ObjectId(stationId),
    mode,
    startsAt,
    endsAt,
    bufferMinutes,
  };
}

/** No slot is longer; so far back another one may begin that reaches into it. */
const longestSlotMs = 8 * hourMs;

/** The cells around a slot that are taken. Holds and offers whose time has passed are ended first. */
export async function takenCells(needs: SeatNeeds, slot: Slot): Promise<Set<string>> {
  const { models, clock } = needs;
  const now = clock.now();
  const near = await models.appointments
    .find(
      {
        live: true,
        'slot.lawyerId': new Types.ObjectId(slot.lawyerId),
        'slot.startsAt': {
          $gt: later(slot.startsAt, -longestSlotMs),
          $lt: later(slot.endsAt, slot.bufferMinutes * minuteMs),
        },
      },
      { seatCells: 1, state: 1, expiresAt: 1, version: 1 },
    )
    .lean<NearAppointment[]>();
  const passed = near.filter((appointment) => hasPassed(appointment, now));
  for (const appointment of passed) await endLive(models, appointment, 'expired', 'system', now);
  return new Set(near.filter((one) => !passed.includes(one)).flatMap(({ seatCells }) => seatCells));
}

type NearAppointment = Pick<Appointment, '_id' | 'seatCells' | 'state' | 'expiresAt' | 'version'>;

/** Whether a hold or an offer has ended by itself, though nobody has written that down yet. */
export function hasPassed(
  { state, expiresAt }: Pick<Appointment, 'state' | 'expiresAt'>,
  now: Date,
): boolean {
  return (passingStates as readonly string[]).includes(state) && expiresAt !== null && expiresAt <= now;
}

/** Appointments ended in one round; the rest wait for the next. */
const sweepSize = 500;

/**
 * Ends holds and offers whose time has passed, each once however many processes try. Whoever meets one does it, so
 * that a seat is free on the minute; the sweep does the rest.
 * @returns those that this call has ended
 */
export async function endWhatHasPassed(
  { models, clock }: Pick<SeatNeeds, 'models' | 'clock'>,
  among: Record<string, unknown> = {},
): Promise<Appointment[]> {
  const now = clock.now();
  const passed = await models.appointments
    .find({ ...among, live: true, state: { $in: passingStates }, expiresAt: { $lte: now } })
    .limit(sweepSize)
    .lean<Appointment[]>();
  const ended: Appointment[] = [];
  for (const appointment of passed) {
    const after = await endLive(models, appointment, 'expired', 'system', now);
    if (after) ended.push(after);
  }
  return ended;
}

/** Frees the seat of a live appointment. Null when someone has changed it since it was read. */
export function endLive(
  models: AppointmentModels,
  { _id, version }: Pick<Appointment, '_id' | 'version'>,
  state: 'expired' | 'cancelled' | 'closed',
  by: 'resident' | 'staff' | 'system',
  at: Date,
  more: Partial<Pick<Appointment, 'closedBy' | 'untold'>> = {},
): Promise<Appointment | null> {
  return models.appointments
    .findOneAndUpdate(
      { _id, version, live: true },
      {
        $set: { ...more, state, live: false, endedAt: at, expiresAt: null },
        $inc: { version: 1 },
        $push: { history: { kind: state, at, by } },
      },
      { returnDocument: 'after' },
    )
    .lean<Appointment>();
}
