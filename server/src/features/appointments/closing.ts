import { Types } from 'mongoose';
import { hourMs, later } from '../../platform/clock.ts';
import { duplicateKeyOf } from '../../platform/errors.ts';
import type { Absence } from '../legal-service/index.ts';
import type { BookingNeeds } from './booking.ts';
import { conflicts } from './conflicts.ts';
import { nearestFree } from './finding.ts';
import { type Appointment, type Case, type WaitlistEntry, waitRanks } from './model.ts';
import { openCase } from './present.ts';
import { endLive } from './seats.ts';
import { firstWaiting, makeOffer, offerToWaiting, settle } from './waitlist.ts';

export interface ClosingNeeds extends BookingNeeds {
  /** Tells a resident that their appointment was closed. Told twice, it tells once. */
  tellClosed(closed: Appointment): Promise<void>;
}

/** No consultation is longer; so far back one may begin that reaches into an absence. */
const longestMs = 8 * hourMs;

/** What an absence ends: whoever is being advised at this moment stays. */
const closable = ['held', 'offered', 'booked', 'arrived'] as const;

/** The live appointments that lie in an absence, or would, in order of time. */
export async function appointmentsIn(
  { models, clock }: BookingNeeds,
  { of, from, to }: Pick<Absence, 'of' | 'from' | 'to'>,
): Promise<Appointment[]> {
  const begins = from > clock.now() ? from : clock.now();
  const who = of.kind === 'lawyer' ? { 'slot.lawyerId': of.id } : { 'slot.stationId': of.id };
  const near = await models.appointments
    .find({ live: true, ...who, 'slot.startsAt': { $gt: later(begins, -longestMs), $lt: to } })
    .sort({ 'slot.startsAt': 1, _id: 1 })
    .lean<Appointment[]>();
  return near.filter(
    ({ state, slot }) => slot.endsAt > begins && closable.some((closes) => closes === state),
  );
}

/**
 * Closes what lies in an absence that was entered: done by who enters it and again by the sweep, so that neither the
 * death of a process nor a booking made in the same second leaves somebody before a closed door.
 */
export async function closeWhatIsAway(needs: ClosingNeeds): Promise<void> {
  for (const absence of needs.legalService.directory().absences()) {
    for (const appointment of await appointmentsIn(needs, absence)) await close(needs, appointment, absence);
  }
  await lookAfterClosed(needs);
}

function close({ models, clock }: ClosingNeeds, appointment: Appointment, { _id }: Absence) {
  const untold = appointment.case ? ({ untold: true } as const) : {};
  return endLive(models, appointment, 'closed', 'staff', clock.now(), { closedBy: _id, ...untold });
}

/** Residents looked after in one round; the rest wait for the next. */
const roundSize = 200;

/** Keeps another seat for each whose appointment was closed, in the order of their appointments, and tells them. */
async function lookAfterClosed(needs: ClosingNeeds): Promise<void> {
  const closed = await needs.models.appointments
    .find({ untold: true, state: 'closed' })
    .limit(roundSize)
    .lean<Appointment[]>();
  closed.sort((one, other) => one.slot.startsAt.getTime() - other.slot.startsAt.getTime());
  for (const appointment of closed) {
    await needs.tellClosed(appointment);
    if (appointment.case) await keepAnother(needs, appointment, appointment.case);
    await needs.models.appointments.updateOne({ _id: appointment._id }, { $unset: { untold: 1 } });
  }
}

async function keepAnother(needs: ClosingNeeds, closed: Appointment, told: Case): Promise<void> {
  const entry: WaitlistEntry = {
    _id: new Types.ObjectId(),
    residentId: closed.residentId,
    rank: waitRanks.closed,
    insteadOf: closed._id,
    notBy: lawyersAgainst(needs, openCase(told, needs.vault).otherParty),
    lawyerId: null,
    mode: closed.slot.mode,
    day: null,
    matter: told.matter,
    state: 'waiting',
    open: true,
    createdAt: needs.clock.now(),
    idempotencyKey: `instead-${closed._id.toHexString()}`,
  };
  const { waitlist } = needs.models;
  try {
    await waitlist.create(entry);
  } catch (error) {
    if (!duplicateKeyOf(error)) throw error;
    const first = await waitlist.findOne({ insteadOf: closed._id }).lean<WaitlistEntry>();
    if (first?.state === 'waiting') await offerInstead(needs, first, closed);
    return;
  }
  await offerInstead(needs, entry, closed);
}

/** Those whose firm acts for the other party, or against whom it would have to act. */
function lawyersAgainst({ legalService, organization }: ClosingNeeds, otherParty: string | null) {
  if (!otherParty) return [];
  const legal = legalService.directory();
  return legal
    .lawyers()
    .filter(({ firmId }) => conflicts(otherParty, firmId.toHexString(), legal, organization.directory()))
    .map(({ _id }) => _id);
}

/** So many of the free slots are tried: others may be quicker, or the resident be elsewhere at that time. */
const slotsTried = 12;

/** Offers the free seat nearest to the one that was closed. Without one the entry waits, before all others. */
async function offerInstead(needs: ClosingNeeds, entry: WaitlistEntry, closed: Appointment): Promise<void> {
  const { matter, mode } = entry;
  const near = await nearestFree(
    needs,
    closed.slot.startsAt,
    { matter, mode: mode ?? undefined },
    slotsTried,
  );
  for (const { slot } of near) {
    if (entry.notBy.some((id) => id.equals(slot.lawyerId))) continue;
    const first = await firstWaiting(needs, slot);
    if (first && !first._id.equals(entry._id)) {
      // Somebody has waited longer, and a process that died has not offered them this seat.
      await offerToWaiting(needs, slot);
      if (await isSettled(needs, entry)) return;
      continue;
    }
    const outcome = await makeOffer(needs, entry, slot);
    if (outcome === 'offered') return settle(needs, entry, 'offered');
    if (outcome === 'cap-reached') return settle(needs, entry, 'passed');
  }
}

async function isSettled({ models }: ClosingNeeds, { _id }: WaitlistEntry): Promise<boolean> {
  return (await models.waitlist.exists({ _id, state: 'waiting' })) === null;
}

/** Offers again to those for whom there was no seat when their appointment was closed. */
export async function offerToClosed(needs: ClosingNeeds): Promise<void> {
  const waiting = await needs.models.waitlist
    .find({ state: 'waiting', day: null })
    .sort({ rank: 1, createdAt: 1, _id: 1 })
    .limit(roundSize)
    .lean<WaitlistEntry[]>();
  for (const entry of waiting) {
    const closed = await needs.models.appointments.findOne({ _id: entry.insteadOf }).lean<Appointment>();
    if (closed) await offerInstead(needs, entry, closed);
  }
}
