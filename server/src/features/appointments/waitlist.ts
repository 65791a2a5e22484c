import { dayOf } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import { later, minuteMs } from '../../platform/clock.ts';
import type { LegalService } from '../legal-service/index.ts';
import { type Appointment, type WaitlistEntry, waitRanks } from './model.ts';
import { endLive, endWhatHasPassed, type SeatNeeds, type SeatRefusal, takeSeat } from './seats.ts';
import type { Slot } from './slots.ts';
import type { Supply } from './supply.ts';

export interface WaitlistNeeds extends SeatNeeds {
  legalService: LegalService;
  supply: Supply;
  /** How long a freed seat is kept for who is offered it. */
  offerMinutes: number;
  /** How long one is kept for somebody whose appointment was closed, who did not ask for it and may not look at once. */
  closureOfferMinutes: number;
  /** Tells a resident of an offer, or (null) that their turn has passed. Told twice, it tells once. */
  tell(entry: WaitlistEntry, offer: Appointment | null): Promise<void>;
}

/**
 * Offers the free seats of a slot to those who wait, first come first, and before them to those whose appointment was
 * closed. Done by whoever frees a seat and again by the sweep: an offer is a live appointment with the entry's id, of
 * which there can be one, so nobody is offered twice and no offer is lost with a process.
 */
export async function offerToWaiting(
  needs: WaitlistNeeds,
  at: { lawyerId: Types.ObjectId | string; startsAt: Date },
): Promise<void> {
  // A seat of a slot that is not there any more is nobody's.
  const slot = needs.supply.find(String(at.lawyerId), at.startsAt);
  while (slot && slot.startsAt > needs.clock.now()) {
    const entry = await firstWaiting(needs, slot);
    if (!entry) return;
    const outcome = await makeOffer(needs, entry, slot);
    if (outcome === 'slot-full') return;
    // Who has no place left, or is elsewhere at that time, would keep the others waiting for nothing.
    await settle(needs, entry, outcome === 'offered' ? 'offered' : 'passed');
  }
}

/** Makes somebody's offer, unless they have one; says why a seat of this slot is none for them. */
export async function makeOffer(
  needs: WaitlistNeeds,
  entry: WaitlistEntry,
  slot: Slot,
): Promise<'offered' | Exclude<SeatRefusal, 'offered-already'>> {
  const minutes = entry.rank === waitRanks.closed ? needs.closureOfferMinutes : needs.offerMinutes;
  const ends = later(needs.clock.now(), minutes * minuteMs);
  const result = await takeSeat(needs, slot, {
    state: 'offered',
    residentId: entry.residentId,
    idempotencyKey: `offer-${new Types.ObjectId().toHexString()}`,
    expiresAt: ends < slot.startsAt ? ends : slot.startsAt,
    waitlistEntryId: entry._id,
    insteadOf: entry.insteadOf,
    case: null,
    checkInCode: null,
  });
  if ('taken' in result || result.refused === 'offered-already') return 'offered';
  if (result.refused === 'slot-full') return 'slot-full';
  // What stands in the way may be the very offer, made by another process in this moment.
  return (await offerOf(needs, entry)) ? 'offered' : result.refused;
}

function offerOf(
  { models }: WaitlistNeeds,
  { _id }: Pick<WaitlistEntry, '_id'>,
): Promise<Appointment | null> {
  return models.appointments
    .findOne({ waitlistEntryId: _id, live: true, state: 'offered' })
    .lean<Appointment>();
}

/** Writes down what has become of an entry that waited, and tells its resident. */
export async function settle(
  needs: WaitlistNeeds,
  entry: WaitlistEntry,
  state: 'offered' | 'passed',
): Promise<void> {
  const { modifiedCount } = await needs.models.waitlist.updateOne(
    { _id: entry._id, state: 'waiting' },
    { $set: { state, open: state === 'offered', untold: true } },
  );
  if (modifiedCount > 0) await tellHowItStands(needs, { ...entry, state });
  else if (state === 'offered') await takeBackFromWhoLeft(needs, entry);
}

/** Somebody who left the waitlist in the moment of the offer does not keep the seat. */
async function takeBackFromWhoLeft(needs: WaitlistNeeds, { _id }: WaitlistEntry): Promise<void> {
  const { models, clock } = needs;
  const entry = await models.waitlist.findById(_id, { open: 1 }).lean<Pick<WaitlistEntry, 'open'>>();
  if (entry?.open) return;
  const offer = await offerOf(needs, { _id });
  if (offer) await endLive(models, offer, 'expired', 'system', clock.now());
}

async function tellHowItStands(needs: WaitlistNeeds, entry: WaitlistEntry): Promise<void> {
  const offer = entry.state === 'offered' ? await offerOf(needs, entry) : null;
  if (offer || entry.state === 'passed') await needs.tell(entry, offer);
  await needs.models.waitlist.updateOne({ _id: entry._id, state: entry.state }, { $unset: { untold: 1 } });
}

/** The first of those who wait for a seat like this one. */
export async function firstWaiting(needs: WaitlistNeeds, slot: Slot): Promise<WaitlistEntry | null> {
  const specialities = needs.legalService.directory().lawyer(slot.lawyerId)?.specialities ?? [];
  const lawyerId = new Types.ObjectId(slot.lawyerId);
  return needs.models.waitlist
    .findOne({
      state: 'waiting',
      day: { $in: [dayOf(slot.startsAt), null] },
      $or: [{ lawyerId }, { lawyerId: null, matter: { $in: specialities } }],
      mode: { $in: [slot.mode, null] },
      notBy: { $ne: lawyerId },
    })
    .sort({ rank: 1, createdAt: 1, _id: 1 })
    .lean<WaitlistEntry>();
}

/** Whether a free seat of this slot belongs to someone who waits for it. */
export async function isAwaited(needs: WaitlistNeeds, slot: Slot): Promise<boolean> {
  return (await firstWaiting(needs, slot)) !== null;
}

/** Ends what has passed and offers on what that has freed; then finishes what a process that died has begun. */
export async function sweepPassed(needs: WaitlistNeeds): Promise<void> {
  for (const { slot } of await endWhatHasPassed(needs)) await offerToWaiting(needs, slot);
  await settleOffers(needs);
  await closeAnswered(needs);
  const untold = await needs.models.waitlist.find({ untold: true }).limit(sweepSize).lean<WaitlistEntry[]>();
  for (const entry of untold) await tellHowItStands(needs, entry);
}

/** Looked at in one round; the rest wait for the next. */
const sweepSize = 500;

/** Offers whose entry does not know of them, because a process died in between, or because its resident has left. */
async function settleOffers(needs: WaitlistNeeds): Promise<void> {
  const { models, clock } = needs;
  const offers = await models.appointments
    .find({ live: true, state: 'offered', expiresAt: { $gt: clock.now() } })
    .limit(sweepSize)
    .lean<Appointment[]>();
  const entries = await models.waitlist
    .find({ _id: { $in: offers.flatMap(({ waitlistEntryId }) => waitlistEntryId ?? []) } })
    .lean<WaitlistEntry[]>();
  for (const entry of entries) {
    if (entry.state === 'waiting') await settle(needs, entry, 'offered');
    if (entry.open) continue;
    await takeBackFromWhoLeft(needs, entry);
    const offer = offers.find(({ waitlistEntryId }) => waitlistEntryId?.equals(entry._id));
    if (offer) await offerToWaiting(needs, offer.slot);
  }
}

type Answer = Pick<Appointment, 'waitlistEntryId' | 'state'> & { case: object | null };

/** Entries whose offer has ended: they had their turn and took it or not; when it was closed, they wait on. */
async function closeAnswered(needs: WaitlistNeeds): Promise<void> {
  const { models } = needs;
  const offered = await models.waitlist.find({ state: 'offered' }).limit(sweepSize).lean<WaitlistEntry[]>();
  if (offered.length === 0) return;
  const seats = await models.appointments
    .find(
      { waitlistEntryId: { $in: offered.map(({ _id }) => _id) } },
      { waitlistEntryId: 1, state: 1, 'case.matter': 1 },
    )
    .sort({ createdAt: 1, _id: 1 })
    .lean<Answer[]>();
  // The last one counts: who was offered a seat that was closed then is offered another.
  const answers = new Map(seats.map((seat) => [String(seat.waitlistEntryId), seat]));
  for (const entry of offered) {
    const answer = answers.get(entry._id.toHexString());
    if (answer?.state === 'offered') continue;
    const state = !answer?.case ? (answer?.state === 'closed' ? 'waiting' : 'passed') : 'taken';
    const { modifiedCount } = await models.waitlist.updateOne(
      { _id: entry._id, state: 'offered' },
      { $set: { state, open: state === 'waiting', ...(state === 'passed' && { untold: true }) } },
    );
    if (modifiedCount > 0 && state === 'passed') await tellHowItStands(needs, { ...entry, state });
  }
}
