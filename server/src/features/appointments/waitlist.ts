import { dayOf } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import { later, minuteMs } from '../../platform/clock.ts';
import type { LegalService } from '../legal-service/index.ts';
import type { Appointment, WaitlistEntry } from './model.ts';
import { endLive, endWhatHasPassed, type SeatNeeds, takeSeat } from './seats.ts';
import type { Slot } from './slots.ts';

export interface WaitlistNeeds extends SeatNeeds {
  legalService: LegalService;
  /** How long a freed seat is kept for who is offered it. */
  offerMinutes: number;
  /** Tells a resident of an offer, or that their turn has passed. Told twice, it tells once. */
  tell(entry: WaitlistEntry, what: 'offered' | 'passed'): Promise<void>;
}

/**
 * Offers the free seats of a slot to those who wait, first come first. Done by whoever frees a seat and again by the
 * sweep: an offer is a live appointment with the entry's id, of which there can be one, so nobody is offered twice and
 * no offer is lost with a process.
 */
export async function offerToWaiting(needs: WaitlistNeeds, slot: Slot): Promise<void> {
  const { models, clock } = needs;
  for (;;) {
    const now = clock.now();
    if (slot.startsAt <= now) return;
    const entry = await firstWaiting(needs, slot);
    if (!entry) return;
    const offerEnds = later(now, needs.offerMinutes * minuteMs);
    const result = await takeSeat(needs, slot, {
      state: 'offered',
      residentId: entry.residentId,
      idempotencyKey: `offer-${new Types.ObjectId().toHexString()}`,
      expiresAt: offerEnds < slot.startsAt ? offerEnds : slot.startsAt,
      waitlistEntryId: entry._id,
      case: null,
      checkInCode: null,
    });
    if ('refused' in result && result.refused === 'slot-full') return;
    // Who has no place left, or is elsewhere at that time, would keep the others waiting for nothing.
    const state = 'taken' in result || result.refused === 'offered-already' ? 'offered' : 'passed';
    const { matchedCount } = await models.waitlist.updateOne(
      { _id: entry._id, state: 'waiting' },
      { $set: { state, open: state === 'offered' } },
    );
    if (matchedCount > 0) await needs.tell(entry, state);
    else if ('taken' in result) await takeBackFromWhoLeft(needs, result.taken);
  }
}

/** Somebody who left the waitlist in the moment of the offer does not keep the seat. */
async function takeBackFromWhoLeft({ models, clock }: WaitlistNeeds, offer: Appointment): Promise<void> {
  const entry = await models.waitlist.findById(offer.waitlistEntryId, { state: 1 }).lean<WaitlistEntry>();
  if (entry?.state === 'left') await endLive(models, offer, 'expired', 'system', clock.now());
}

/** The first of those who wait for a seat like this one. */
async function firstWaiting(needs: WaitlistNeeds, slot: Slot): Promise<WaitlistEntry | null> {
  const specialities = needs.legalService.directory().lawyer(slot.lawyerId)?.specialities ?? [];
  const lawyerId = new Types.ObjectId(slot.lawyerId);
  return needs.models.waitlist
    .findOne({
      state: 'waiting',
      day: dayOf(slot.startsAt),
      $or: [{ lawyerId }, { lawyerId: null, matter: { $in: specialities } }],
      mode: { $in: [slot.mode, null] },
    })
    .sort({ createdAt: 1, _id: 1 })
    .lean<WaitlistEntry>();
}

/** Whether a free seat of this slot belongs to someone who waits for it. */
export async function isAwaited(needs: WaitlistNeeds, slot: Slot): Promise<boolean> {
  return (await firstWaiting(needs, slot)) !== null;
}

/** Ends what has passed, and offers on what that has freed. Answers how many were ended. */
export async function sweepPassed(
  needs: WaitlistNeeds,
  slotOf: (appointment: Appointment) => Slot,
): Promise<number> {
  const ended = await endWhatHasPassed(needs);
  for (const appointment of ended) await offerToWaiting(needs, slotOf(appointment));
  await passUnanswered(needs);
  return ended.length;
}

/** Entries whose offer has ended are through: they had their turn, and took it or not. */
async function passUnanswered(needs: WaitlistNeeds): Promise<void> {
  const { models } = needs;
  const offered = await models.waitlist.find({ state: 'offered' }).limit(500).lean<WaitlistEntry[]>();
  if (offered.length === 0) return;
  const seats = await models.appointments
    .find({ waitlistEntryId: { $in: offered.map(({ _id }) => _id) } }, { waitlistEntryId: 1, state: 1 })
    .lean<Pick<Appointment, 'waitlistEntryId' | 'state'>[]>();
  const stateOf = new Map(seats.map(({ waitlistEntryId, state }) => [String(waitlistEntryId), state]));
  for (const entry of offered) {
    const seat = stateOf.get(entry._id.toHexString());
    if (seat === 'offered') continue;
    const state = seat === 'expired' || seat === 'cancelled' ? 'passed' : 'taken';
    const { modifiedCount } = await models.waitlist.updateOne(
      { _id: entry._id, state: 'offered' },
      { $set: { state, open: false } },
    );
    if (modifiedCount > 0 && state === 'passed') await needs.tell(entry, 'passed');
  }
}
