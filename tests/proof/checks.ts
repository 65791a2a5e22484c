import type { Database } from '@linli/server/platform/database.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { ObjectId } from 'mongodb';
import type { Ledger } from './ledger.ts';

interface Row {
  _id: ObjectId;
  state: string;
  live: boolean;
  residentId: ObjectId;
  slot: {
    lawyerId: ObjectId;
    stationId: ObjectId;
    mode: string;
    startsAt: Date;
    endsAt: Date;
    bufferMinutes: number;
  };
  seat: number;
  expiresAt: Date | null;
  waitlistEntryId: ObjectId | null;
  closedBy: ObjectId | null;
}

interface Entry {
  _id: ObjectId;
  residentId: ObjectId;
  rank: number;
  lawyerId: ObjectId | null;
  notBy: ObjectId[];
  mode: string | null;
  day: string | null;
  matter: string;
  state: string;
  createdAt: Date;
}

/** What must hold at every moment, looked up in the database itself, by the times and not by the guards. */
export interface Checks {
  /** @throws Broken with the first promise that does not hold */
  afterStep(): Promise<void>;
  /** What must hold once a sweep has come round. @throws Broken */
  afterSweep(
    free: readonly { lawyer: { id: string }; mode: string; startsAt: string; free: number }[],
  ): Promise<void>;
  /** How many seats were offered, and how many bookings looked after. */
  counts(): { offers: number; closed: number };
}

/** A promise that was not kept. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

const minuteMs = 60_000;
/** Appointments a resident may have at once (the default of the field). */
const cap = 2;

export function createChecks({ connection }: Database, ledger: Ledger, now: () => Date): Checks {
  const appointments = connection.collection<Row>('appointments');
  const waitlist = connection.collection<Entry>('waitlist');
  const notifications = connection.collection('notifications');
  /** Who waited, first in line first, when it was last looked. */
  let waited: Entry[] = [];
  const offersSeen = new Set<string>();
  let closed = 0;

  return {
    async afterStep() {
      const live = await appointments.find({ live: true }).toArray();
      noSeatTwice(live);
      noResidentTwice(live);
      await nothingDisappeared(live);
      await offeredInOrder(live);
    },

    async afterSweep(free) {
      const waiting = await inLine();
      for (const slot of free.filter((one) => one.free > 0)) {
        const entry = waiting.find((one) => fits(one, slot.lawyer.id, slot.mode, new Date(slot.startsAt)));
        if (entry) throw new Broken(`a free seat at ${slot.startsAt} was not offered to ${entry._id}`);
      }
      const offers = await appointments
        .find({ live: true, state: 'offered', expiresAt: { $gt: now() } })
        .toArray();
      for (const offer of offers) {
        const entry = await waitlist.findOne({ _id: offer.waitlistEntryId ?? offer._id });
        if (entry?.state !== 'offered')
          throw new Broken(`the offer ${offer._id} belongs to nobody who waits`);
        const occasion = `${offer._id.toHexString()}:offered`;
        if ((await notifications.countDocuments({ personId: offer.residentId, occasion })) !== 1)
          throw new Broken(`nobody was told of the offer ${offer._id}`);
      }
      const lost = await waitlist
        .find({ state: 'offered', _id: { $nin: offers.flatMap((offer) => offer.waitlistEntryId ?? []) } })
        .toArray();
      if (lost[0]) throw new Broken(`the offer of ${lost[0]._id} was lost`);
      for (const id of ledger.closedFor.values()) {
        const told = await notifications.countDocuments({ occasion: `${id}:closed` });
        if (told !== 1) throw new Broken(`the resident of ${id}, which was closed, was told ${told} times`);
      }
    },

    counts: () => ({ offers: offersSeen.size, closed }),
  };

  function noSeatTwice(live: readonly Row[]): void {
    const inOrder = live.toSorted((a, b) => a.slot.startsAt.getTime() - b.slot.startsAt.getTime());
    const until = new Map<string, { end: number; row: Row }>();
    for (const row of inOrder) {
      const { lawyerId, startsAt, endsAt, bufferMinutes } = row.slot;
      const seat = `${lawyerId}:${row.seat}`;
      const before = until.get(seat);
      if (before && before.end > startsAt.getTime())
        throw new Broken(`${before.row._id} and ${row._id} have one seat at ${startsAt.toISOString()}`);
      until.set(seat, { end: endsAt.getTime() + bufferMinutes * minuteMs, row });
    }
  }

  function noResidentTwice(live: readonly Row[]): void {
    const byResident = Map.groupBy(live, ({ residentId }) => residentId.toHexString());
    for (const [resident, rows] of byResident) {
      if (rows.length > cap) throw new Broken(`the resident ${resident} has ${rows.length} appointments`);
      const [one, other] = rows;
      if (one && other && one.slot.startsAt < other.slot.endsAt && other.slot.startsAt < one.slot.endsAt)
        throw new Broken(`the resident ${resident} has two appointments at one time`);
    }
  }

  async function nothingDisappeared(live: readonly Row[]): Promise<void> {
    const byId = new Map(live.map((row) => [row._id.toHexString(), row]));
    for (const accepted of ledger.accepted.values()) {
      const row = byId.get(accepted.id);
      const there =
        row?.state === 'booked' &&
        row.slot.lawyerId.toHexString() === accepted.lawyerId &&
        row.slot.startsAt.toISOString() === accepted.startsAt;
      if (there) continue;
      await closedInstead(accepted.id, accepted.resident);
    }
  }

  /** The one thing that may take an accepted booking away, is a closure of its time. */
  async function closedInstead(id: string, resident: string): Promise<void> {
    const row = await appointments.findOne({ _id: new ObjectId(id) });
    const closure = ledger.closures.get(String(row?.closedBy));
    // Its day is over: what became of it then is another matter.
    if (row && row.state !== 'cancelled' && row.slot.endsAt <= now()) {
      ledger.accepted.delete(id);
      return;
    }
    if (row?.state !== 'closed') throw new Broken(`the booking ${id} of ${resident} has disappeared`);
    if (closure && !(row.slot.startsAt < new Date(closure.to) && new Date(closure.from) < row.slot.endsAt))
      throw new Broken(`the booking ${id} was closed by a closure of another time`);
    ledger.accepted.delete(id);
    ledger.closedFor.set(resident, id);
    closed += 1;
  }

  async function inLine(): Promise<Entry[]> {
    return waitlist.find({ state: 'waiting' }).sort({ rank: 1, createdAt: 1, _id: 1 }).toArray();
  }

  /** Nobody who waited before, and still does, stands before somebody who has just been offered a seat for both. */
  async function offeredInOrder(live: readonly Row[]): Promise<void> {
    const waiting = await inLine();
    const still = new Set(waiting.map(({ _id }) => _id.toHexString()));
    const passedOver = waited.filter(({ _id }) => still.has(_id.toHexString()));
    for (const offer of live) {
      const id = offer._id.toHexString();
      if (offer.waitlistEntryId === null || offersSeen.has(id)) continue;
      offersSeen.add(id);
      const entry = await waitlist.findOne({ _id: offer.waitlistEntryId });
      if (!entry) throw new Broken(`the offer ${id} belongs to nobody`);
      const { lawyerId, mode, startsAt } = offer.slot;
      const first = passedOver.find(
        (one) => isBefore(one, entry) && fits(one, lawyerId.toHexString(), mode, startsAt),
      );
      // A seat that was moved since is not the one that was offered.
      if (first && offer.state === 'offered')
        throw new Broken(`${entry._id} was offered a seat before ${first._id}, who waited longer`);
    }
    waited = waiting;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  if (one.rank !== other.rank) return one.rank < other.rank;
  return one.createdAt < other.createdAt;
}

function fits(entry: Entry, lawyerId: string, mode: string, startsAt: Date): boolean {
  return (
    (entry.lawyerId === null || entry.lawyerId.toHexString() === lawyerId) &&
    (entry.mode === null || entry.mode === mode) &&
    (entry.day === null || entry.day === dayOf(startsAt)) &&
    !entry.notBy.some((one) => one.toHexString() === lawyerId)
  );
}
