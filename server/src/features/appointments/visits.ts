import type { ConsultationAction, VisitState } from '@linli/shared/consultations.ts';
import { visitStates } from '@linli/shared/consultations.ts';
import { type Day, dayOf, startOfDay } from '@linli/shared/working-time.ts';
import type { QueryFilter, Types } from 'mongoose';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import type { Appointment, AppointmentModels } from './model.ts';

/** Appointments on their day: what the station and the lawyer do with them. */
export interface Visits {
  /** Null also for what is held, offered, given back or closed: nobody comes for that. */
  find(id: Types.ObjectId | string): Promise<Appointment | null>;
  /** Its resident's own; null when it is somebody else's. */
  findOwn(residentId: Types.ObjectId, id: string): Promise<Appointment | null>;
  /** Those of a day, in order of time. */
  ofDay(of: { lawyerId: Types.ObjectId } | { stationId: Types.ObjectId }, day: Day): Promise<Appointment[]>;
  /** Who shows this code at one of the stations on that day; more than one only by a rare chance. */
  byCode(stationIds: readonly Types.ObjectId[], day: Day, code: string): Promise<Appointment[]>;
  /** Those that ended in a time, for figures. */
  ended(
    stationIds: readonly Types.ObjectId[],
    from: Date,
    until: Date,
  ): Promise<Pick<Appointment, '_id' | 'state' | 'slot'>[]>;
  /** Moves one on, once however many try. Null when someone has changed it since it was read. */
  move(
    appointment: Pick<Appointment, '_id' | 'version'>,
    action: ConsultationAction,
    state: VisitState,
  ): Promise<Appointment | null>;
  /** Ends what nobody has marked by the end of its day. It is not held against its resident. */
  endForgotten(): Promise<void>;
}

const kinds = {
  arrive: 'arrived',
  confirm: 'confirmed',
  call: 'called',
  start: 'serving',
  finish: 'finished',
  'no-show': 'no-show',
} as const satisfies Record<ConsultationAction, Appointment['history'][number]['kind']>;

/** What an action writes beside the state. */
function written(action: ConsultationAction, now: Date) {
  switch (action) {
    case 'arrive':
      return { arrivedAt: now, remindAt: null };
    case 'confirm':
      return { phoneConfirmation: 'done' };
    case 'call':
      return { calledAt: now };
    case 'start':
      return { startedAt: now, remindAt: null };
    case 'finish':
    case 'no-show':
      return { live: false, endedAt: now, remindAt: null };
  }
}

/** Ended in one round of the sweep; the rest wait for the next. */
const sweepSize = 500;

export function createVisits({ appointments }: AppointmentModels, clock: Clock): Visits {
  const coming = { state: { $in: visitStates } };
  const during = (day: Day) => ({ $gte: startOfDay(day), $lt: later(startOfDay(day), dayMs) });

  return {
    find: (id) => appointments.findOne({ _id: id, ...coming }).lean<Appointment>(),

    findOwn: (residentId, id) => appointments.findOne({ _id: id, residentId }).lean<Appointment>(),

    ofDay(of, day) {
      const whose: QueryFilter<Appointment> =
        'lawyerId' in of ? { 'slot.lawyerId': of.lawyerId } : { 'slot.stationId': of.stationId };
      return appointments
        .find({ ...whose, 'slot.startsAt': during(day), ...coming })
        .sort({ 'slot.startsAt': 1, _id: 1 })
        .lean<Appointment[]>();
    },

    byCode: (stationIds, day, code) =>
      appointments
        .find({
          'slot.stationId': { $in: stationIds },
          'slot.startsAt': during(day),
          checkInCode: code,
          ...coming,
        })
        .lean<Appointment[]>(),

    ended: (stationIds, from, until) =>
      appointments
        .find(
          {
            'slot.stationId': { $in: stationIds },
            'slot.startsAt': { $gte: from, $lt: until },
            state: { $in: ['finished', 'no-show'] },
          },
          { state: 1, slot: 1 },
        )
        .lean<Pick<Appointment, '_id' | 'state' | 'slot'>[]>(),

    move({ _id, version }, action, state) {
      const now = clock.now();
      return appointments
        .findOneAndUpdate(
          { _id, version },
          {
            $set: { state, ...written(action, now) },
            $inc: { version: 1 },
            $push: { history: { kind: kinds[action], at: now, by: 'staff' } },
          },
          { returnDocument: 'after' },
        )
        .lean<Appointment>();
    },

    async endForgotten() {
      const now = clock.now();
      const forgotten = await appointments
        .find({
          live: true,
          'slot.startsAt': { $lt: startOfDay(dayOf(now)) },
          state: { $in: ['booked', 'arrived', 'serving'] },
        })
        .limit(sweepSize)
        .lean<Appointment[]>();
      for (const { _id, version, state } of forgotten) {
        const end = state === 'serving' ? 'finished' : 'expired';
        await appointments.updateOne(
          { _id, version },
          {
            $set: { state: end, live: false, endedAt: now, remindAt: null },
            $inc: { version: 1 },
            $push: { history: { kind: end, at: now, by: 'system' } },
          },
        );
      }
    },
  };
}
