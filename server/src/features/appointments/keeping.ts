import type { ConsentStatus } from '@linli/shared/api/types.ts';
import { type ConsentPurpose, contactKeptDays } from '@linli/shared/consent.ts';
import { Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import { dayMs, later } from '../../platform/clock.ts';
import type { Attachments } from './attachments/index.ts';
import type { BookingNeeds } from './booking.ts';
import type { Appointment } from './model.ts';
import { endLive } from './seats.ts';
import { offerToWaiting } from './waitlist.ts';

/** What residents have said of their cases: how long it stays, and how it goes before that. */
export interface Keeping {
  purpose: ConsentPurpose;
  consentStatus(residentId: string): Promise<ConsentStatus>;
  /** Takes back the consent: cancels what has not begun, and erases what was said once nobody is being advised on it. */
  withdraw(residentId: string): Promise<void>;
  /** The same when the account is closed, and cuts the tie to the resident. Answers how many are still being advised. */
  release(residentId: string): Promise<number>;
  /** Erases what has become due. */
  sweep(): Promise<void>;
}

export interface KeepingNeeds extends BookingNeeds {
  attachments: Attachments;
  audit: Audit;
}

/** Erased in one round of the sweep; the rest wait for the next. */
const sweepSize = 200;

const held = { 'case.contact': { $exists: true } };
/** Somebody is there, or on the phone: what was said is needed until it is over. */
const underWay = ['arrived', 'serving'] as const;

export function createKeeping(needs: KeepingNeeds): Keeping {
  const { models, attachments, audit, clock } = needs;
  const { appointments, waitlist } = models;
  const ownedBy = (residentId: string) => ({ residentId: new Types.ObjectId(residentId) });

  /** What stays is what figures count: when, with whom, on what matter. */
  async function erase(appointment: Appointment): Promise<void> {
    const { _id } = appointment;
    const letGo = await attachments.giveUp(appointment);
    const { modifiedCount } = await appointments.updateOne(
      { _id, ...held },
      {
        $set: { 'case.description': null, 'case.otherParty': null, 'case.onBehalfOf': null },
        $unset: { 'case.contact': 1, 'case.attachments': 1, eraseDue: 1 },
      },
    );
    await letGo();
    if (modifiedCount === 0) return;
    await audit.record({
      chain: 'privacy',
      actor: { kind: 'system', id: null },
      action: 'case-erase',
      subject: { kind: 'appointment', id: _id.toHexString() },
      outcome: 'done',
      ip: null,
    });
  }

  async function eraseAll(which: object): Promise<void> {
    const due = await appointments.find(which).limit(sweepSize).lean<Appointment[]>();
    for (const appointment of due) await erase(appointment);
  }

  /** Gives back every seat that the resident has, and their places in queues. */
  async function giveBack(residentId: string): Promise<void> {
    await waitlist.updateMany(
      { ...ownedBy(residentId), open: true },
      { $set: { state: 'left', open: false } },
    );
    const coming = await appointments
      .find({ ...ownedBy(residentId), live: true, state: { $in: ['held', 'offered', 'booked'] } })
      .lean<Appointment[]>();
    for (const appointment of coming) {
      const ended = await endLive(models, appointment, 'cancelled', 'resident', clock.now());
      if (ended) await offerToWaiting(needs, ended.slot);
    }
  }

  async function withdraw(residentId: string): Promise<void> {
    await giveBack(residentId);
    await appointments.updateMany({ ...ownedBy(residentId), ...held }, { $set: { eraseDue: true } });
    await eraseAll({ ...ownedBy(residentId), eraseDue: true, state: { $nin: underWay } });
  }

  const stillHeld = (residentId: string) =>
    appointments
      .find({ ...ownedBy(residentId), ...held }, { createdAt: 1, eraseDue: 1 })
      .sort({ createdAt: -1 })
      .lean<Pick<Appointment, '_id' | 'createdAt' | 'eraseDue'>[]>();

  return {
    purpose: 'appointment',

    async consentStatus(residentId) {
      const all = await stillHeld(residentId);
      const standing = all.filter(({ eraseDue }) => !eraseDue);
      return {
        purpose: 'appointment',
        givenAt: standing[0]?.createdAt.toISOString() ?? null,
        held: standing.length,
        waiting: all.length - standing.length,
      };
    },

    withdraw,

    async release(residentId) {
      await withdraw(residentId);
      const waiting = (await stillHeld(residentId)).length;
      await appointments.updateMany(
        { ...ownedBy(residentId), live: false },
        { $set: { residentId: new Types.ObjectId() } },
      );
      return waiting;
    },

    async sweep() {
      await eraseAll({ eraseDue: true, state: { $nin: underWay } });
      await eraseAll({
        ...held,
        'slot.endsAt': { $lte: later(clock.now(), -contactKeptDays * dayMs) },
        live: false,
      });
    },
  };
}
