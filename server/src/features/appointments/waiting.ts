import type { BodyOf } from '@linli/shared/api/types.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import { dayMs, later } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { BookingNeeds } from './booking.ts';
import { daysAsked, findSlots } from './finding.ts';
import { type Appointment, type WaitlistEntry, waitRanks } from './model.ts';
import { presentWait } from './present.ts';
import { endLive } from './seats.ts';
import type { Slot } from './slots.ts';
import { offerToWaiting } from './waitlist.ts';

/**
 * Joins the waitlist of a day. The same key again answers with the first entry.
 * @throws slot-unknown when nobody advises on that day, seats-free, already-waiting
 */
export async function joinWaitlist(
  needs: BookingNeeds,
  residentId: Types.ObjectId,
  { lawyerId, mode, day, matter, idempotencyKey }: BodyOf<'joinWaitlist'>,
) {
  const { models, clock } = needs;
  const first = await models.waitlist.findOne({ residentId, idempotencyKey }).lean<WaitlistEntry>();
  if (first) return presentOne(needs, first);
  const found = await findSlots(needs, daysAsked(needs, day, day), { lawyerId, mode, matter });
  if (found.length === 0) throw new ApiError('slot-unknown');
  if (found.some(({ free }) => free > 0)) throw new ApiError('seats-free');
  const entry: WaitlistEntry = {
    _id: new Types.ObjectId(),
    residentId,
    rank: waitRanks.ordinary,
    insteadOf: null,
    notBy: [],
    lawyerId: lawyerId === undefined ? null : new Types.ObjectId(lawyerId),
    mode: mode ?? null,
    day,
    matter,
    state: 'waiting',
    open: true,
    createdAt: clock.now(),
    idempotencyKey,
  };
  try {
    await models.waitlist.create(entry);
  } catch (error) {
    const index = duplicateKeyOf(error);
    if (!index) throw error;
    if ('idempotencyKey' in index)
      return joinWaitlist(needs, residentId, { lawyerId, mode, day, matter, idempotencyKey });
    throw new ApiError('already-waiting');
  }
  // A seat may have been freed between the look and the entry.
  for (const { slot } of found) await offerToWaiting(needs, slot);
  return presentOne(needs, await byId(needs, entry._id));
}

/** Waits no longer; a seat that is offered goes to the next. @throws not-found */
export async function leaveWaitlist(needs: BookingNeeds, residentId: Types.ObjectId, id: string) {
  const { models, clock } = needs;
  const before = await models.waitlist
    .findOneAndUpdate({ _id: id, residentId, open: true }, { $set: { state: 'left', open: false } })
    .lean<WaitlistEntry>();
  if (before?.state === 'offered') {
    const offer = await models.appointments
      .findOne({ waitlistEntryId: before._id, live: true, state: 'offered' })
      .lean<Appointment>();
    const ended = offer && (await endLive(models, offer, 'cancelled', 'resident', clock.now()));
    if (ended) await offerToWaiting(needs, ended.slot);
  }
  const entry = await models.waitlist.findOne({ _id: id, residentId }).lean<WaitlistEntry>();
  if (!entry) throw new ApiError('not-found');
  return presentOne(needs, entry);
}

/** A list of one's own is short; what is long past is left out. */
const waitsShown = 20;

export async function listWaits(needs: BookingNeeds, residentId: Types.ObjectId) {
  const entries = await needs.models.waitlist
    .find({ residentId, insteadOf: null })
    .sort({ createdAt: -1, _id: -1 })
    .limit(waitsShown)
    .lean<WaitlistEntry[]>();
  return { items: await Promise.all(entries.map((entry) => presentOne(needs, entry))) };
}

async function byId({ models }: BookingNeeds, id: Types.ObjectId): Promise<WaitlistEntry> {
  const entry = await models.waitlist.findById(id).lean<WaitlistEntry>();
  if (!entry) throw new ApiError('not-found');
  return entry;
}

async function presentOne(needs: BookingNeeds, entry: WaitlistEntry) {
  const { models } = needs;
  const ahead =
    entry.state === 'waiting'
      ? await models.waitlist.countDocuments({
          state: 'waiting',
          day: entry.day,
          rank: entry.rank,
          lawyerId: { $in: [entry.lawyerId, null] },
          $or: [
            { createdAt: { $lt: entry.createdAt } },
            { createdAt: entry.createdAt, _id: { $lt: entry._id } },
          ],
        })
      : null;
  const offer =
    entry.state === 'offered'
      ? await models.appointments
          .findOne({ waitlistEntryId: entry._id, state: 'offered' }, { _id: 1 })
          .lean<Pick<Appointment, '_id'>>()
      : null;
  return presentWait(entry, { ahead, offerId: offer?._id ?? null }, needs);
}

/** Offers what is free on the days that somebody waits for: what a process that died has left undone. */
export async function offerWhatIsFree(needs: BookingNeeds): Promise<void> {
  const today = dayOf(needs.clock.now());
  const days: string[] = await needs.models.waitlist.distinct('day', {
    state: 'waiting',
    day: { $gte: today },
  });
  for (const day of days) {
    const free = (await findSlots(needs, daysAsked(needs, day, day), {})).filter((found) => found.free > 0);
    for (const slot of free.map((found): Slot => found.slot)) await offerToWaiting(needs, slot);
  }
  // Whoever waited for a day that is over waits for nothing.
  await needs.models.waitlist.updateMany(
    { state: 'waiting', day: { $lt: today } },
    { $set: { state: 'passed', open: false } },
  );
  await needs.models.waitlist.updateMany(
    { state: 'waiting', day: null, createdAt: { $lt: later(needs.clock.now(), -needs.horizonDays * dayMs) } },
    { $set: { state: 'passed', open: false } },
  );
}
