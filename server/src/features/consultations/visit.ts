import type { ConsultationCase } from '@linli/shared/api/types.ts';
import {
  type ConsultationAction,
  type ConsultationKind,
  isVisitState,
  type VisitState,
} from '@linli/shared/consultations.ts';
import type { ConsultMode, Matter } from '@linli/shared/legal-service.ts';
import { type Day, dayOf } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import type { ChangeLog } from '../../platform/changes.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Vault } from '../../platform/vault.ts';
import { type Appointment, openCase, presentAttachments, type Visits } from '../appointments/index.ts';
import type { ConsultationModels, WalkIn } from './model.ts';
import { walkInChanges } from './topics.ts';

/** Somebody who is advised on a day, booked or not. */
export interface Visit {
  kind: ConsultationKind;
  _id: Types.ObjectId;
  version: number;
  state: VisitState;
  stationId: Types.ObjectId;
  lawyerId: Types.ObjectId | null;
  residentId: Types.ObjectId | null;
  mode: ConsultMode;
  matter: Matter;
  startsAt: Date | null;
  endsAt: Date | null;
  number: number | null;
  arrivedAt: Date | null;
  calledAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  urgent: boolean;
  phoneConfirmation: 'none' | 'asked' | 'done';
  /** What was confided, in the clear. */
  told(vault: Vault): Told;
  /** Where attachments are found; a walk-in has none. */
  appointment: Appointment | null;
}

/** Whoever shows any of it records the read first. */
export interface Told {
  name: string;
  phone: string | null;
  description: string | null;
  otherParty: string | null;
  onBehalfOf: string | null;
  attachments: ConsultationCase['attachments'];
}

/** Null for an appointment that nobody comes for: held, offered, given back, closed. */
export function visitOf(appointment: Appointment): Visit | null {
  const { state, slot, case: told } = appointment;
  if (!isVisitState(state) || !told) return null;
  const { lawyerId, stationId, mode, startsAt, endsAt } = slot;
  return {
    kind: 'appointment',
    _id: appointment._id,
    version: appointment.version,
    state,
    stationId,
    lawyerId,
    residentId: appointment.residentId,
    mode,
    matter: told.matter,
    startsAt,
    endsAt,
    number: null,
    arrivedAt: appointment.arrivedAt ?? null,
    calledAt: appointment.calledAt ?? null,
    startedAt: appointment.startedAt ?? null,
    endedAt: appointment.endedAt,
    urgent: told.urgencies.length > 0,
    phoneConfirmation: appointment.phoneConfirmation ?? 'none',
    told: (vault) => ({
      ...openCase(told, vault),
      phone: told.contact ? openCase(told, vault).phone : null,
      attachments: presentAttachments(told),
    }),
    appointment,
  };
}

export function visitOfWalkIn(walkIn: WalkIn): Visit {
  const { _id, version, state, stationId, lawyerId, matter, number, createdAt, name, phone } = walkIn;
  const { calledAt, startedAt, endedAt } = walkIn;
  return {
    kind: 'walk-in',
    _id,
    version,
    state,
    stationId,
    lawyerId,
    residentId: null,
    mode: 'on-site',
    matter,
    startsAt: null,
    endsAt: null,
    number,
    arrivedAt: createdAt,
    calledAt,
    startedAt,
    endedAt,
    urgent: false,
    phoneConfirmation: 'none',
    told: (vault) => ({
      name: name === null ? '' : vault.open('walk-in.name', name),
      phone: phone && vault.open('walk-in.phone', phone),
      description: null,
      otherParty: null,
      onBehalfOf: null,
      attachments: [],
    }),
    appointment: null,
  };
}

export interface VisitNeeds {
  models: ConsultationModels;
  visits: Visits;
  changes: ChangeLog;
  clock: Clock;
}

/** The one way to what is advised: whichever kind it is. */
export function createVisitStore({ models, visits, changes, clock }: VisitNeeds) {
  /** What an action writes into a walk-in beside the state. */
  function written(action: ConsultationAction, lawyerId: Types.ObjectId | null) {
    const now = clock.now();
    switch (action) {
      case 'call':
        return { calledAt: now, lawyerId };
      case 'start':
        return { startedAt: now, lawyerId };
      case 'finish':
      case 'no-show':
        return { endedAt: now };
      default:
        return {};
    }
  }

  return {
    async find(kind: ConsultationKind, id: string): Promise<Visit | null> {
      if (kind === 'appointment') {
        const appointment = await visits.find(id);
        return appointment && visitOf(appointment);
      }
      const walkIn = await models.walkIns.findById(id).lean<WalkIn>();
      return walkIn && visitOfWalkIn(walkIn);
    },

    /** Everybody at a station on a day: who is booked, by time, and then who walked in, by number. */
    async atStation(stationId: Types.ObjectId, day: Day): Promise<Visit[]> {
      const [booked, walkIns] = await Promise.all([
        visits.ofDay({ stationId }, day),
        models.walkIns.find({ stationId, day }).sort({ number: 1 }).lean<WalkIn[]>(),
      ]);
      return [...booked.flatMap((one) => visitOf(one) ?? []), ...walkIns.map(visitOfWalkIn)];
    },

    /** A lawyer's own on a day, and whoever walked into these stations and is nobody's yet. */
    async ofLawyer(
      lawyerId: Types.ObjectId,
      day: Day,
      sitsAtStations: readonly Types.ObjectId[],
    ): Promise<Visit[]> {
      const [booked, walkIns] = await Promise.all([
        visits.ofDay({ lawyerId }, day),
        models.walkIns
          .find({ stationId: { $in: sitsAtStations }, day, lawyerId: { $in: [lawyerId, null] } })
          .sort({ number: 1 })
          .lean<WalkIn[]>(),
      ]);
      return [...booked.flatMap((one) => visitOf(one) ?? []), ...walkIns.map(visitOfWalkIn)];
    },

    async byCode(stationIds: readonly Types.ObjectId[], code: string): Promise<Visit[]> {
      const found = await visits.byCode(stationIds, dayOf(clock.now()), code);
      return found.flatMap((one) => visitOf(one) ?? []);
    },

    /** Moves one on, once however many try. Null when someone has changed it since it was read. */
    async move(
      visit: Visit,
      action: ConsultationAction,
      state: VisitState,
      lawyerId: Types.ObjectId | null,
    ): Promise<Visit | null> {
      if (visit.kind === 'appointment') {
        const moved = await visits.move(visit, action, state);
        return moved && visitOf(moved);
      }
      const moved = await models.walkIns
        .findOneAndUpdate(
          { _id: visit._id, version: visit.version },
          { $set: { state, ...written(action, lawyerId) }, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<WalkIn>();
      if (moved) await changes.tell(walkInChanges(moved));
      return moved && visitOfWalkIn(moved);
    },
  };
}

export type VisitStore = ReturnType<typeof createVisitStore>;
