import type { AnswerOf, QueryOf } from '@linli/shared/api/types.ts';
import { type Day, dayOf } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Lawyer, Station } from '../legal-service/index.ts';
import type { ConsultationModels, ConsultationRecord } from './model.ts';
import { lawyerOf, may, type PolicyNeeds, relationsTo, stationsOf } from './policy.ts';
import { type PresentNeeds, presentLawyerName, presentVisit } from './present.ts';
import type { Visit, VisitStore } from './visit.ts';

export interface DayNeeds extends PolicyNeeds, PresentNeeds {
  models: ConsultationModels;
  store: VisitStore;
}

/** Which of these have a record. */
export async function recordedAmong(
  { records }: ConsultationModels,
  visits: readonly Visit[],
): Promise<Set<string>> {
  const ids = visits.filter(({ startedAt }) => startedAt !== null).map(({ _id }) => _id);
  if (ids.length === 0) return new Set();
  const rows = await records
    .find({ _id: { $in: ids } }, { _id: 1 })
    .lean<Pick<ConsultationRecord, '_id'>[]>();
  return new Set(rows.map(({ _id }) => _id.toHexString()));
}

/**
 * Who is booked, waits and is advised: at a station, or with the lawyer who asks. Whoever has neither sees an empty
 * day. @throws not-found for a station whose day is not the actor's to see
 */
export async function dayFor(
  needs: DayNeeds,
  actor: StaffActor,
  query: QueryOf<'getConsultationDay'>,
): Promise<AnswerOf<'getConsultationDay'>> {
  const { models, store, clock } = needs;
  const day = query.day ?? dayOf(clock.now());
  const stations = stationsOf(actor, needs);
  const lawyer = lawyerOf(actor, needs);
  const station = stationAsked(query.station, stations, lawyer);
  const places = station ? [station] : lawyer ? placesOf(lawyer, day, needs) : [];
  const visits = await (station
    ? store.atStation(station._id, day)
    : lawyer
      ? store.ofLawyer(
          lawyer._id,
          day,
          places.map(({ _id }) => _id),
        )
      : []);
  const recorded = await recordedAmong(models, visits);
  return {
    day,
    asOf: clock.now().toISOString(),
    station: station && presentPlace(station),
    stations: stations.map(presentPlace),
    ownDay: lawyer !== null,
    places: places.map(presentPlace),
    lawyers: lawyersOn(day, places, visits, needs),
    visits: visits.map((visit) =>
      presentVisit(
        visit,
        {
          recorded: recorded.has(visit._id.toHexString()),
          acts: may('act', relationsTo(visit, actor, needs)),
        },
        needs,
      ),
    ),
  };
}

const presentPlace = ({ _id, name }: Station) => ({ id: _id.toHexString(), name });

/** Null: the lawyer's own day. */
function stationAsked(
  asked: string | undefined,
  stations: readonly Station[],
  lawyer: Lawyer | null,
): Station | null {
  if (asked === undefined) return lawyer ? null : (stations[0] ?? null);
  const station = stations.find(({ _id }) => _id.equals(asked));
  if (!station) throw new ApiError('not-found');
  return station;
}

/** Where a lawyer advises on a day. */
export function placesOf(lawyer: Lawyer, day: Day, { legalService }: DayNeeds): Station[] {
  const directory = legalService.directory();
  const ids = legalService
    .sessionsOn(day)
    .filter(({ lawyerId }) => lawyerId.equals(lawyer._id))
    .map(({ stationId }) => stationId.toHexString());
  return [...new Set(ids)].flatMap((id) => directory.station(id) ?? []);
}

/** Who advises there by the schedule, and whoever else has somebody. */
function lawyersOn(day: Day, places: readonly Station[], visits: readonly Visit[], needs: DayNeeds) {
  const scheduled = needs.legalService
    .sessionsOn(day)
    .filter(({ stationId }) => places.some(({ _id }) => _id.equals(stationId)))
    .map(({ lawyerId }) => lawyerId);
  const ids = new Map<string, Types.ObjectId>(
    [...scheduled, ...visits.flatMap(({ lawyerId }) => lawyerId ?? [])].map((id) => [id.toHexString(), id]),
  );
  return [...ids.values()].map((id) => presentLawyerName(id, needs));
}
