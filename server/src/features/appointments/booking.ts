import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { purposeTexts } from '@linli/shared/consent.ts';
import type { ErrorCode } from '@linli/shared/errors.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import { Types } from 'mongoose';
import type { ChangeLog } from '../../platform/changes.ts';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import type { LegalService } from '../legal-service/index.ts';
import type { Organization } from '../organization/index.ts';
import { sealContact } from '../tickets/index.ts';
import { attendance } from './attendance.ts';
import { conflicts } from './conflicts.ts';
import { type FindingNeeds, nearestFree } from './finding.ts';
import type { Appointment, AppointmentModels, Case } from './model.ts';
import { openCase, type PresentNeeds, presentOpenSlot } from './present.ts';
import { endLive, type SeatRefusal, takenCells, takeSeat } from './seats.ts';
import { type BookingWindow, isBookable, type Slot } from './slots.ts';
import type { Supply, Wish } from './supply.ts';
import { isAwaited, offerToWaiting, type WaitlistNeeds } from './waitlist.ts';

export interface BookingNeeds extends WaitlistNeeds, FindingNeeds, PresentNeeds {
  models: AppointmentModels;
  supply: Supply;
  legalService: LegalService;
  organization: Organization;
  vault: Vault;
  changes: ChangeLog;
  clock: Clock;
  window: BookingWindow;
  /** How long a seat is kept while its resident fills in the rest. */
  holdMinutes: number;
  /** Whom else to ask where no lawyer here may advise: the district's legal-aid centre. */
  legalAid: { name: string; phone: string } | null;
}

type BookBody = BodyOf<'bookAppointment'>;
export type WantedSlot = Pick<BookBody, 'lawyerId' | 'startsAt'>;

export const errorFor: Record<Exclude<SeatRefusal, 'key-used' | 'offered-already'>, ErrorCode> = {
  'slot-full': 'slot-full',
  'time-taken': 'time-taken',
  'cap-reached': 'bookings-full',
};

/** @throws slot-unknown, slot-not-bookable (with alternatives) */
export async function bookableSlot(needs: BookingNeeds, wanted: WantedSlot, matter?: Matter): Promise<Slot> {
  const slot = needs.supply.find(wanted.lawyerId, new Date(wanted.startsAt));
  if (!slot) throw new ApiError('slot-unknown');
  if (!isBookable(slot, needs.clock.now(), needs.window)) {
    throw await refusal(needs, 'slot-not-bookable', slot, { matter });
  }
  return slot;
}

/** The error, with the free slots that come nearest to the wanted one. */
export async function refusal(
  needs: BookingNeeds,
  code: ErrorCode,
  slot: Slot,
  wish: Wish = {},
): Promise<ApiError> {
  const near = await nearestFree(needs, slot.startsAt, { mode: slot.mode, ...wish });
  return new ApiError(code, {
    details: { alternatives: near.map((found) => presentOpenSlot(found.slot, found.free, needs)) },
  });
}

/** Keeps a seat while its resident fills in the rest. Whoever changes their mind gives the earlier one back. */
export async function holdSlot(
  needs: BookingNeeds,
  resident: Types.ObjectId,
  { idempotencyKey, matter, ...wanted }: BodyOf<'holdSlot'>,
): Promise<Appointment> {
  const first = await needs.models.appointments
    .findOne({ residentId: resident, idempotencyKey })
    .lean<Appointment>();
  if (first) return first;
  const slot = await bookableSlot(needs, wanted, matter);
  await releaseHolds(needs, resident);
  const expiresAt = later(needs.clock.now(), needs.holdMinutes * minuteMs);
  return take(needs, slot, resident, matter, {
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
    if (ended) await offerToWaiting(needs, ended.slot);
  }
}

type Taking = Pick<
  Appointment,
  | 'state'
  | 'idempotencyKey'
  | 'expiresAt'
  | 'case'
  | 'checkInCode'
  | 'untold'
  | 'remindAt'
  | 'phoneConfirmation'
>;

/** @throws slot-full (with alternatives), time-taken, bookings-full */
async function take(
  needs: BookingNeeds,
  slot: Slot,
  residentId: Types.ObjectId,
  matter: Matter | undefined,
  taking: Taking,
): Promise<Appointment> {
  // Ends what has passed on this slot; what that frees belongs to who waits for it.
  await takenCells(needs, slot);
  if (await isAwaited(needs, slot)) {
    await offerToWaiting(needs, slot);
    throw await refusal(needs, 'slot-full', slot, { matter });
  }
  for (;;) {
    const result = await takeSeat(needs, slot, {
      ...taking,
      residentId,
      waitlistEntryId: null,
      insteadOf: null,
    });
    if ('taken' in result) return result.taken;
    const { refused } = result;
    if (refused === 'key-used') {
      const { idempotencyKey } = taking;
      const first = await needs.models.appointments
        .findOne({ residentId, idempotencyKey })
        .lean<Appointment>();
      if (first) return first;
    } else if (refused !== 'offered-already') {
      throw await refusal(needs, errorFor[refused], slot, { matter });
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
  const bookable = await bookableSlot(needs, body, body.matter);
  await releaseHolds(needs, residentId);
  const appointment = await take(needs, bookable, residentId, body.matter, {
    state: 'booked',
    idempotencyKey,
    expiresAt: null,
    case: told,
    checkInCode: newCode(),
    ...(told.urgencies.length > 0 && { untold: true }),
    ...(await attendance(needs, residentId, bookable.startsAt)),
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
          ...(told.urgencies.length > 0 && { untold: true }),
          ...(await attendance(needs, residentId, new Date(body.startsAt))),
        },
        $inc: { version: 1 },
        $push: { history: { kind: 'booked', at: now, by: 'resident' } },
      },
      { returnDocument: 'after' },
    )
    .lean<Appointment>();
  if (!booked) {
    // The same request may have been here a moment ago.
    const { idempotencyKey } = body;
    const first = await models.appointments.findOne({ residentId, idempotencyKey }).lean<Appointment>();
    if (first) return sameAsFirst(first, body, needs.vault);
    throw new ApiError('hold-ended');
  }
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

/** @throws conflict-of-interest, naming the district's legal-aid centre */
export function refuseConflict(needs: BookingNeeds, lawyerId: string, otherParty: string | undefined): void {
  if (!otherParty) return;
  const legal = needs.legalService.directory();
  const firmId = legal.lawyer(lawyerId)?.firmId.toHexString() ?? '';
  if (conflicts(otherParty, firmId, legal, needs.organization.directory())) {
    throw new ApiError('conflict-of-interest', { details: { legalAid: needs.legalAid } });
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
    ...(body.articleId !== undefined && { articleId: new Types.ObjectId(body.articleId) }),
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
export function newCode(): string {
  return String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
}
