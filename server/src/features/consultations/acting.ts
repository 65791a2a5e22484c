import type { BodyOf, Visit as VisitAnswer } from '@linli/shared/api/types.ts';
import {
  type ConsultationAction,
  type ConsultationKind,
  nextToCall,
  nextVisitState,
} from '@linli/shared/consultations.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import type { ChangeLog } from '../../platform/changes.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { ConsultationAccess } from './access.ts';
import { type DayNeeds, recordedAmong } from './day.ts';
import { lawyerOf, may, relationsTo, sitsAt, stationsOf } from './policy.ts';
import { presentVisit, standingOf } from './present.ts';
import { type Visit, visitOfWalkIn } from './visit.ts';
import { addWalkIn } from './walk-ins.ts';

export interface ActingNeeds extends DayNeeds {
  access: ConsultationAccess;
  changes: ChangeLog;
}

/** What the people of the station and the lawyer do on the day: each step once, and remembered. */
export function createActing(needs: ActingNeeds) {
  const { store, access, clock, models } = needs;

  async function present(visit: Visit, actor: StaffActor): Promise<VisitAnswer> {
    const recorded = (await recordedAmong(models, [visit])).size > 0;
    return presentVisit(visit, { recorded, acts: may('act', relationsTo(visit, actor, needs)) }, needs);
  }

  /** @throws consultation-action-not-allowed; null when someone has changed it meanwhile */
  async function step(
    visit: Visit,
    action: ConsultationAction,
    lawyerId: Types.ObjectId | null,
  ): Promise<Visit | null> {
    const state = nextVisitState(standingOf(visit), action, clock.now());
    if (state === null) throw new ApiError('consultation-action-not-allowed');
    return store.move(visit, action, state, lawyerId);
  }

  /** Where an actor receives people: the stations whose people they are, and where they sit as a lawyer today. */
  function receivesAt(actor: StaffActor): Types.ObjectId[] {
    const lawyer = lawyerOf(actor, needs);
    return needs.legalService
      .directory()
      .stations()
      .filter(
        (station) =>
          may('act', relationsTo({ stationId: station._id, lawyerId: null }, actor, needs)) ||
          (lawyer !== null && sitsAt(lawyer, station._id, needs)),
      )
      .map(({ _id }) => _id);
  }

  /** @throws not-found when the actor does not receive people there */
  function receiving(actor: StaffActor, station: string): Types.ObjectId {
    const id = receivesAt(actor).find((one) => one.equals(station));
    if (!id) throw new ApiError('not-found');
    return id;
  }

  /** Who is to advise: the one named, or the lawyer who asks. @throws not-found for one who does not advise */
  function lawyerNamed(actor: StaffActor, named: string | undefined): Types.ObjectId | null {
    if (named === undefined) return lawyerOf(actor, needs)?._id ?? null;
    const lawyer = needs.legalService
      .directory()
      .lawyers()
      .find(({ _id }) => _id.equals(named));
    if (!lawyer) throw new ApiError('not-found');
    return lawyer._id;
  }

  return {
    stations: (actor: StaffActor) => stationsOf(actor, needs),

    /** @throws check-in-code-unknown, check-in-code-ambiguous, consultation-action-not-allowed */
    async checkIn(
      actor: StaffActor,
      { code, appointment }: BodyOf<'checkIn'>,
      ip: string,
    ): Promise<VisitAnswer> {
      const found = (await store.byCode(receivesAt(actor), code)).filter(
        ({ _id }) => appointment === undefined || _id.equals(appointment),
      );
      const [visit, other] = found;
      if (!visit) throw new ApiError('check-in-code-unknown');
      if (other) throw new ApiError('check-in-code-ambiguous');
      // Shown twice, at the door and at the desk.
      if (visit.state === 'arrived') return present(visit, actor);
      const arrived = await step(visit, 'arrive', visit.lawyerId);
      if (!arrived) return this.checkIn(actor, { code, ...(appointment && { appointment }) }, ip);
      await access.record(actor, arrived, ip, { action: 'check-in' });
      return present(arrived, actor);
    },

    /** @throws not-found, idempotency-key-reused */
    async walkIn(actor: StaffActor, body: BodyOf<'addWalkIn'>, ip: string): Promise<VisitAnswer> {
      const stationId = receiving(actor, body.station);
      const lawyerId = body.lawyer === undefined ? null : lawyerNamed(actor, body.lawyer);
      const walkIn = await addWalkIn(needs, stationId, lawyerId, body);
      const visit = visitOfWalkIn(walkIn);
      await access.record(actor, visit, ip, { action: 'walk-in-add' });
      return present(visit, actor);
    },

    /** Calls whose turn it is with this lawyer. @throws not-found, nobody-waiting */
    async callNext(actor: StaffActor, body: BodyOf<'callNext'>, ip: string): Promise<VisitAnswer> {
      const stationId = receiving(actor, body.station);
      const lawyerId = lawyerNamed(actor, body.lawyer);
      if (!lawyerId) throw new ApiError('not-found');
      for (;;) {
        const there = await store.atStation(stationId, dayOf(clock.now()));
        const next = nextToCall(
          there.filter((visit) => visit.lawyerId === null || visit.lawyerId.equals(lawyerId)),
          clock.now(),
        );
        if (!next) throw new ApiError('nobody-waiting');
        const called = await step(next, 'call', lawyerId);
        // Somebody else was quicker: the next one, then.
        if (!called) continue;
        await access.record(actor, called, ip, { action: 'consultation-call' });
        return present(called, actor);
      }
    },

    /** @throws not-found, not-allowed, consultation-changed, consultation-action-not-allowed */
    async act(
      actor: StaffActor,
      { kind, id }: { kind: ConsultationKind; id: string },
      { action, version, lawyer }: BodyOf<'actOnConsultation'>,
      ip: string,
    ): Promise<VisitAnswer> {
      const { visit, relations } = await access.load(kind, id, actor);
      const remember = (outcome: 'done' | 'refused') =>
        access.record(actor, visit, ip, { action: `consultation-${action}`, outcome });
      await access.need('act', relations, () => remember('refused'));
      if (visit.version !== version) throw new ApiError('consultation-changed');
      const lawyerId = visit.lawyerId ?? lawyerNamed(actor, lawyer);
      // Nobody is advised by nobody.
      if (lawyerId === null && (action === 'call' || action === 'start'))
        throw new ApiError('consultation-action-not-allowed');
      const moved = await step(visit, action, lawyerId);
      if (!moved) throw new ApiError('consultation-changed');
      await remember('done');
      return present(moved, actor);
    },
  };
}

export type Acting = ReturnType<typeof createActing>;
