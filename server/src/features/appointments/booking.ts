import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { purposeTexts } from '@linli/shared/consent.ts';
import type { ErrorCode } from '@linli/shared/errors.ts';
import { Types } from 'mongoose';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import type { LegalService } from '../legal-service/index.ts';
import type { Organization } from '../organization/index.ts';
import { sealContact } from '../tickets/index.ts';
import { conflicts } from './conflicts.ts';
import { type FindingNeeds, nearestFree } from './finding.ts';
import type { Appointment, AppointmentModels, Case } from './model.ts';
import { changeableUntil, openCase, type PresentNeeds, presentOpenSlot } from './present.ts';
import { bookedSlot, endLive, lostBy, type SeatRefusal, takenCells, takeSeat } from './seats.ts';
import { type BookingWindow, freeSeats, isBookable, type Slot, seatCells, timeCells } from './slots.ts';
import type { Supply, Wish } from './supply.ts';
import { isAwaited, offerToWaiting, type WaitlistNeeds } from './waitlist.ts';

export interface BookingNeeds extends WaitlistNeeds, FindingNeeds, PresentNeeds {
  models: AppointmentModels;
  supply: Supply;
  legalService: LegalService;
  organization: Organization;
  vault: Vault;
  clock: Clock;
  window: BookingWindow;
  /** How long a seat is kept while its resident fills in the rest. */
  holdMinutes: number;
}

type BookBody = BodyOf<'bookAppointment'>;
type WantedSlot = Pick<BookBody, 'lawyerId' | 'startsAt'>;

const errorFor: Record<Exclude<SeatRefusal, 'key-used' | 'offered-already'>, ErrorCode> = {
  'slot-full': 'slot-full',
  'time-taken': 'time-taken',
  'cap-reached': 'bookings-full',
};

/** @throws slot-unknown, slot-not-bookable (with alternatives) */
async function bookableSlot(needs: BookingNeeds, wanted: WantedSlot): Promise<Slot> {
  const slot = needs.supply.find(wanted.lawyerId, new Date(wanted.startsAt));
  if (!slot) throw new ApiError('slot-unknown');
  if (!isBookable(slot, needs.clock.now(), needs.window)) {
    throw await refusal(needs, 'slot-not-bookable', slot);
  }
  return slot;
}

/** The error, with the free slots that come nearest to the wanted one. */
async function refusal(needs: BookingNeeds, code: ErrorCode, slot: Slot, wish: Wish = {}): Promise<ApiError> {
  const near = await nearestFree(needs, slot.startsAt, { mode: slot.mode, ...wish });
  return new ApiError(code, {
    details: { alternatives: near.map((found) => presentOpenSlot(found.slot, found.free, needs)) },
  });
}

/** Keeps a seat while its resident fills in the rest. Whoever changes their mind gives the earlier one back. */
export async function holdSlot(
  needs: BookingNeeds,
  resident: Types.ObjectId,
  { idempotencyKey, ...wanted }: BodyOf<'holdSlot'>,
): Promise<Appointment> {
  const first = await needs.models.appointments
    .findOne({ residentId: resident, idempotencyKey })
    .lean<Appointment>();
  if (first) return first;
  const slot = await bookableSlot(needs, wanted);
  await releaseHolds(needs, resident);
  const expiresAt = later(needs.clock.now(), needs.holdMinutes * minuteMs);
  return take(needs, slot, resident, {
    state: 'held',
    idempotencyKey,
    expiresAt,
    case: null,
    checkInCode: null,
  });
}

async function releaseHolds(needs: BookingNeeds, residentId: Types.ObjectId): Promise<void> {
  const holds = await needs.models.appointments
    .find({ residentId, live: true, state: 'held' })
    .lean<Appointment[]>();
  for (const hold of holds) {
    const ended = await endLive(needs.models, hold, 'cancelled', 'resident', needs.clock.now());
    if (ended) await offerToWaiting(needs, needs.supply.of(ended));
  }
}

type Taking = Pick<Appointment, 'state' | 'idempotencyKey' | 'expiresAt' | 'case' | 'checkInCode'>;

/** @throws slot-full (with alternatives), time-taken, bookings-full */
async function take(
  needs: BookingNeeds,
  slot: Slot,
  residentId: Types.ObjectId,
  taking: Taking,
): Promise<Appointment> {
  // Ends what has passed on this slot; what that frees belongs to who waits for it.
  await takenCells(needs, slot);
  if (await isAwaited(needs, slot)) {
    await offerToWaiting(needs, slot);
    throw await refusal(needs, 'slot-full', slot);
  }
  for (;;) {
    const result = await takeSeat(needs, slot, { ...taking, residentId, waitlistEntryId: null });
    if ('taken' in result) return result.taken;
    const { refused } = result;
    if (refused === 'key-used') {
      const { idempotencyKey } = taking;
      const first = await needs.models.appointments
        .findOne({ residentId, idempotencyKey })
        .lean<Appointment>();
      if (first) return first;
    } else if (refused !== 'offered-already') {
      throw await refusal(needs, errorFor[refused], slot);
    }
  }
}

/**
 * Books a seat: the one that is held or offered, or a free one. The same key again answers with the first result.
 * @throws consent-needed, conflict-of-interest, hold-ended, idempotency-key-reused, and as for a hold
 */
export async function bookAppointment(
  needs: BookingNeeds,
  residentId: Types.ObjectId,
  body: BookBody,
): Promise<{ appointment: Appointment; isNew: boolean }> {
  const { models, vault } = needs;
  const { idempotencyKey } = body;
  const first = await models.appointments.findOne({ residentId, idempotencyKey }).lean<Appointment>();
  if (first) return { appointment: sameAsFirst(first, body, vault), isNew: false };
  refuseWithoutConsent(body);
  const slot = needs.supply.find(body.lawyerId, new Date(body.startsAt));
  if (!slot) throw new ApiError('slot-unknown');
  refuseConflict(needs, slot.lawyerId, body.otherParty);
  const told = sealCase(body, vault);
  if (body.holdId !== undefined) {
    const held = new Types.ObjectId(body.holdId);
    return { appointment: await bookHeld(needs, residentId, held, body, told), isNew: true };
  }
  const bookable = await bookableSlot(needs, body);
  await releaseHolds(needs, residentId);
  const appointment = await take(needs, bookable, residentId, {
    state: 'booked',
    idempotencyKey,
    expiresAt: null,
    case: told,
    checkInCode: newCode(),
  });
  return { appointment: sameAsFirst(appointment, body, vault), isNew: true };
}

/** @throws hold-ended, appointment-changed */
async function bookHeld(
  needs: BookingNeeds,
  residentId: Types.ObjectId,
  holdId: Types.ObjectId,
  body: BookBody,
  told: Case,
): Promise<Appointment> {
  const { models, clock } = needs;
  const now = clock.now();
  const booked = await models.appointments
    .findOneAndUpdate(
      {
        _id: holdId,
        residentId,
        live: true,
        state: { $in: ['held', 'offered'] },
        expiresAt: { $gt: now },
        'slot.lawyerId': new Types.ObjectId(body.lawyerId),
        'slot.startsAt': new Date(body.startsAt),
      },
      {
        $set: {
          state: 'booked',
          case: told,
          expiresAt: null,
          // The key of the hold has done its work.
          idempotencyKey: body.idempotencyKey,
          checkInCode: newCode(),
        },
        $inc: { version: 1 },
        $push: { history: { kind: 'booked', at: now, by: 'resident' } },
      },
      { returnDocument: 'after' },
    )
    .lean<Appointment>();
  if (!booked) throw new ApiError('hold-ended');
  if (booked.waitlistEntryId) {
    await models.waitlist.updateOne(
      { _id: booked.waitlistEntryId, state: 'offered' },
      { $set: { state: 'taken', open: false } },
    );
  }
  return booked;
}

/** @throws consent-needed */
function refuseWithoutConsent({ consent }: BookBody): void {
  const { version } = purposeTexts.appointment;
  if (consent.version !== version) {
    throw new ApiError('consent-needed', { details: { purpose: 'appointment', version } });
  }
}

/** @throws conflict-of-interest */
function refuseConflict(needs: BookingNeeds, lawyerId: string, otherParty: string | undefined): void {
  if (!otherParty) return;
  const legal = needs.legalService.directory();
  const firmId = legal.lawyer(lawyerId)?.firmId.toHexString() ?? '';
  if (conflicts(otherParty, firmId, legal, needs.organization.directory())) {
    throw new ApiError('conflict-of-interest');
  }
}

function sealCase(body: BookBody, vault: Vault): Case {
  const seal = (field: string, text: string | undefined) =>
    text ? vault.seal(`appointment.${field}`, text) : null;
  return {
    matter: body.matter,
    contact: {
      ...sealContact(body.contact, vault),
      ...(body.consent.ageGroup === 'under-14-with-guardian' && { ofGuardian: true }),
    },
    description: seal('description', body.description),
    otherParty: seal('otherParty', body.otherParty),
    onBehalfOf: body.onBehalfOf ?? null,
    urgencies: body.urgencies ?? [],
  };
}

/** A repeated key answers with what it made, if it asks for the same. @throws idempotency-key-reused */
function sameAsFirst(first: Appointment, body: BookBody, vault: Vault): Appointment {
  const asked = {
    name: body.contact.name,
    phone: body.contact.phone,
    description: body.description || null,
    otherParty: body.otherParty || null,
    onBehalfOf: body.onBehalfOf ?? null,
  };
  const same = first.case && isDeepStrictEqual(openCase(first.case, vault), asked);
  if (!same || first.case?.matter !== body.matter) throw new ApiError('idempotency-key-reused');
  return first;
}

const codeDigits = 6;

/** What is shown on arrival; the station finds it among its own of the day. */
function newCode(): string {
  return String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
}

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
  await offerToWaiting(needs, needs.supply.of(ended));
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
 * neither. Asked again, it answers with what is there.
 * @throws not-found, appointment-changed, too-late-to-change, conflict-of-interest, and as for a hold
 */
export async function rescheduleAppointment(
  needs: BookingNeeds,
  residentId: Types.ObjectId,
  id: string,
  wanted: WantedSlot,
): Promise<Appointment> {
  const { models, clock } = needs;
  const appointment = await own(models, residentId, id);
  if (appointment.state !== 'booked' || !appointment.case) throw new ApiError('appointment-changed');
  const { lawyerId, startsAt } = appointment.slot;
  if (lawyerId.equals(wanted.lawyerId) && startsAt.getTime() === Date.parse(wanted.startsAt))
    return appointment;
  refuseTooLate(needs, appointment);
  const slot = await bookableSlot(needs, wanted);
  refuseConflict(needs, slot.lawyerId, openCase(appointment.case, needs.vault).otherParty ?? undefined);
  const taken = await takenCells(needs, slot);
  if (await isAwaited(needs, slot)) {
    await offerToWaiting(needs, slot);
    throw await refusal(needs, 'slot-full', slot);
  }
  const ownCells = new Set(appointment.seatCells);
  const others = new Set([...taken].filter((cell) => !ownCells.has(cell)));
  for (const seat of freeSeats(slot, others)) {
    let moved: Appointment | null = null;
    const lost = await lostBy(async () => {
      moved = await models.appointments
        .findOneAndUpdate(
          { _id: appointment._id, version: appointment.version, state: 'booked' },
          {
            $set: {
              slot: bookedSlot(slot),
              seat,
              seatCells: seatCells(slot, seat),
              timeCells: timeCells(residentId.toHexString(), slot),
            },
            $inc: { version: 1 },
            $push: { history: { kind: 'moved', at: clock.now(), by: 'resident' } },
          },
          { returnDocument: 'after' },
        )
        .lean<Appointment>();
    });
    if (lost === 'timeCells') throw await refusal(needs, 'time-taken', slot);
    if (lost !== null) continue;
    if (!moved) throw new ApiError('appointment-changed');
    await offerToWaiting(needs, needs.supply.of(appointment));
    return moved;
  }
  throw await refusal(needs, 'slot-full', slot);
}
