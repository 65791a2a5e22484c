import { Types } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import {
  type BookingNeeds,
  bookableSlot,
  errorFor,
  newCode,
  refusal,
  refuseConflict,
  type WantedSlot,
} from './booking.ts';
import { type Appointment, type AppointmentModels, slotChanges, waitRanks } from './model.ts';
import { changeableUntil, openCase } from './present.ts';
import { nextReminder } from './reminders.ts';
import { bookedSlot, endLive, lostBy, takenCells, takeSeat } from './seats.ts';
import { freeSeats, type Slot, seatCells, timeCells } from './slots.ts';
import { isAwaited, offerToWaiting } from './waitlist.ts';

/** Gives a seat back. Done again, it changes nothing. @throws not-found, too-late-to-change, appointment-changed */
export async function cancelAppointment(
  needs: BookingNeeds,
  residentId: Types.ObjectId,
  id: string,
): Promise<Appointment> {
  const appointment = await own(needs.models, residentId, id);
  if (!appointment.live) return appointment;
  if (appointment.state === 'booked') refuseTooLate(needs, appointment);
  if (!['held', 'offered', 'booked'].includes(appointment.state)) throw new ApiError('appointment-changed');
  const ended = await endLive(needs.models, appointment, 'cancelled', 'resident', needs.clock.now());
  if (!ended) return cancelAppointment(needs, residentId, id);
  await offerToWaiting(needs, ended.slot);
  return ended;
}

/** @throws not-found */
export async function own(
  models: AppointmentModels,
  residentId: Types.ObjectId,
  id: string,
): Promise<Appointment> {
  const appointment = await models.appointments.findOne({ _id: id, residentId }).lean<Appointment>();
  if (!appointment) throw new ApiError('not-found');
  return appointment;
}

function refuseTooLate({ clock, changeMinutes }: BookingNeeds, { slot }: Appointment): void {
  if (clock.now() > changeableUntil(slot, changeMinutes)) throw new ApiError('too-late-to-change');
}

/**
 * Moves an appointment to another slot by one update, which takes the new seat and gives the old one back or does
 * neither. One that was closed is booked anew, with all that was said of the case. Asked again, it answers with what
 * is there.
 * @throws not-found, appointment-changed, too-late-to-change, conflict-of-interest, and as for a hold
 */
export async function rescheduleAppointment(
  needs: BookingNeeds,
  residentId: Types.ObjectId,
  id: string,
  wanted: WantedSlot,
): Promise<Appointment> {
  const appointment = await own(needs.models, residentId, id);
  if (appointment.state === 'closed') return bookInstead(needs, appointment, wanted);
  if (appointment.state !== 'booked' || !appointment.case) throw new ApiError('appointment-changed');
  if (isAt(appointment, wanted)) return appointment;
  refuseTooLate(needs, appointment);
  const slot = await slotFor(needs, appointment, wanted);
  // Somebody else, or another press, has changed it meanwhile: what there is now decides.
  return (await moveTo(needs, appointment, slot, {})) ?? rescheduleAppointment(needs, residentId, id, wanted);
}

function isAt({ slot }: Appointment, { lawyerId, startsAt }: WantedSlot): boolean {
  return slot.lawyerId.equals(lawyerId) && slot.startsAt.getTime() === Date.parse(startsAt);
}

/** @throws slot-unknown, slot-not-bookable, conflict-of-interest */
async function slotFor(needs: BookingNeeds, { case: told }: Appointment, wanted: WantedSlot): Promise<Slot> {
  const slot = await bookableSlot(needs, wanted, told?.matter);
  if (told) refuseConflict(needs, slot.lawyerId, openCase(told, needs.vault).otherParty ?? undefined);
  return slot;
}

/** Null when it has changed since it was read. @throws slot-full (with alternatives), time-taken */
async function moveTo(
  needs: BookingNeeds,
  appointment: Appointment,
  slot: Slot,
  becomes: Partial<Booked>,
): Promise<Appointment | null> {
  const { models, clock } = needs;
  const matter = (becomes.case ?? appointment.case)?.matter;
  const taken = await takenCells(needs, slot);
  if (await isAwaited(needs, slot)) {
    await offerToWaiting(needs, slot);
    throw await refusal(needs, 'slot-full', slot, { matter });
  }
  const ownCells = new Set(appointment.seatCells);
  const others = new Set([...taken].filter((cell) => !ownCells.has(cell)));
  for (const seat of freeSeats(slot, others)) {
    let moved: Appointment | null = null;
    const lost = await lostBy(async () => {
      moved = await models.appointments
        .findOneAndUpdate(
          { _id: appointment._id, version: appointment.version, state: appointment.state, live: true },
          {
            $set: {
              ...becomes,
              slot: bookedSlot(slot),
              seat,
              seatCells: seatCells(slot, seat),
              timeCells: timeCells(appointment.residentId.toHexString(), slot),
              remindAt: nextReminder(slot.startsAt, clock.now()),
            },
            $inc: { version: 1 },
            $push: { history: { kind: 'moved', at: clock.now(), by: 'resident' } },
          },
          { returnDocument: 'after' },
        )
        .lean<Appointment>();
    });
    if (lost === 'timeCells') throw await refusal(needs, 'time-taken', slot, { matter });
    if (lost !== null) continue;
    if (!moved) return null;
    await needs.changes.tell(slotChanges(appointment.slot));
    await offerToWaiting(needs, appointment.slot);
    return moved;
  }
  throw await refusal(needs, 'slot-full', slot, { matter });
}

/**
 * Books another time instead of one that was closed: the seat that is kept for it, that seat moved elsewhere, or a new
 * one. One live appointment can stand for a closed one.
 */
async function bookInstead(
  needs: BookingNeeds,
  closed: Appointment,
  wanted: WantedSlot,
): Promise<Appointment> {
  const { models, clock } = needs;
  const standing = await models.appointments
    .findOne({ insteadOf: closed._id, live: true })
    .lean<Appointment>();
  if (standing && standing.state !== 'offered') {
    if (isAt(standing, wanted)) return standing;
    throw new ApiError('appointment-changed');
  }
  const booked = {
    state: 'booked',
    case: closed.case,
    checkInCode: newCode(),
    expiresAt: null,
    remindAt: nextReminder(new Date(wanted.startsAt), clock.now()),
  } as const;
  const kept = standing?.expiresAt && standing.expiresAt > clock.now() ? standing : null;
  let made: Appointment | null;
  if (kept && isAt(kept, wanted)) made = await confirm(needs, kept, booked);
  else {
    const slot = await slotFor(needs, closed, wanted);
    made = kept ? await moveTo(needs, kept, slot, booked) : await takeInstead(needs, closed, slot, booked);
  }
  // Another press was quicker, or a seat was kept in this moment.
  if (!made) return bookInstead(needs, closed, wanted);
  await models.waitlist.updateOne(
    { insteadOf: closed._id, open: true },
    { $set: { state: 'taken', open: false } },
  );
  return made;
}

type Booked = Pick<Appointment, 'state' | 'case' | 'checkInCode' | 'expiresAt' | 'remindAt'>;

/** Null when it has changed since it was read. */
function confirm({ models, clock }: BookingNeeds, kept: Appointment, booked: Booked) {
  return models.appointments
    .findOneAndUpdate(
      { _id: kept._id, version: kept.version, live: true },
      {
        $set: booked,
        $inc: { version: 1 },
        $push: { history: { kind: 'booked', at: clock.now(), by: 'resident' } },
      },
      { returnDocument: 'after' },
    )
    .lean<Appointment>();
}

/** Null when another one stands for it already. @throws slot-full (with alternatives), time-taken, bookings-full */
async function takeInstead(needs: BookingNeeds, closed: Appointment, slot: Slot, booked: Booked) {
  const matter = closed.case?.matter;
  const ownTurn = await needs.models.waitlist.exists({
    insteadOf: closed._id,
    state: 'waiting',
    rank: waitRanks.closed,
  });
  // Who still waits for any seat at all may have this one; else it is theirs who wait for it.
  if (!ownTurn && (await isAwaited(needs, slot))) {
    await offerToWaiting(needs, slot);
    throw await refusal(needs, 'slot-full', slot, { matter });
  }
  const result = await takeSeat(needs, slot, {
    ...booked,
    residentId: closed.residentId,
    idempotencyKey: `instead-${closed._id.toHexString()}-${new Types.ObjectId().toHexString()}`,
    waitlistEntryId: null,
    insteadOf: closed._id,
  });
  if ('taken' in result) return result.taken;
  const { refused } = result;
  if (refused === 'offered-already' || refused === 'key-used') return null;
  throw await refusal(needs, errorFor[refused], slot, { matter });
}
