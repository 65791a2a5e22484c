import { dayOf } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Lawyer, LegalService, Station } from '../legal-service/index.ts';
import type { Organization } from '../organization/index.ts';

/**
 * How a member of staff stands to a consultation. `lawyer`: it is theirs; `sitting`: a lawyer who advises at the
 * station today, for whoever walked in and is nobody's yet; `station`: the people of the unit that runs the station;
 * `supervisor`: who supervises that unit.
 */
export type ConsultationRelation = 'lawyer' | 'sitting' | 'station' | 'supervisor';

/** Who may do what. */
const policy = {
  see: ['lawyer', 'sitting', 'station', 'supervisor'],
  act: ['lawyer', 'sitting', 'station'],
  /** What was confided is for the lawyer alone (律师法 38) … */
  readCase: ['lawyer'],
  /** … and for the station's supervisor, who says why. */
  readCaseWithReason: ['supervisor'],
  readContact: ['lawyer'],
  /** Only to confirm what was missed before, or what cannot wait; never of phone and video. */
  readContactToConfirm: ['station'],
  writeRecord: ['lawyer'],
} as const satisfies Record<string, readonly ConsultationRelation[]>;

export type ConsultationPermission = keyof typeof policy;

export function may(permission: ConsultationPermission, relations: readonly ConsultationRelation[]): boolean {
  return relations.some((relation) =>
    (policy[permission] as readonly ConsultationRelation[]).includes(relation),
  );
}

export interface PolicyNeeds {
  organization: Organization;
  legalService: LegalService;
  clock: Clock;
}

/** The lawyer that an actor is; null for everybody else. */
export function lawyerOf(
  actor: StaffActor,
  { legalService }: Pick<PolicyNeeds, 'legalService'>,
): Lawyer | null {
  return actor.roles.includes('lawyer') ? legalService.directory().lawyerOfStaff(actor.id) : null;
}

const stationRoles = ['clerk', 'handler', 'supervisor'] as const;

/** How an actor stands to a station as such. */
export function relationsToStation(
  station: Pick<Station, 'unitId'>,
  actor: StaffActor,
  { organization }: Pick<PolicyNeeds, 'organization'>,
): ConsultationRelation[] {
  const relations: ConsultationRelation[] = [];
  if (station.unitId.equals(actor.departmentId) && stationRoles.some((role) => actor.roles.includes(role)))
    relations.push('station');
  const above = organization.directory().lineage(station.unitId);
  if (actor.roles.includes('supervisor') && above.some(({ _id }) => _id.equals(actor.departmentId)))
    relations.push('supervisor');
  return relations;
}

/** The stations whose day an actor may see. */
export function stationsOf(actor: StaffActor, needs: PolicyNeeds): Station[] {
  return needs.legalService
    .directory()
    .stations()
    .filter((station) => relationsToStation(station, actor, needs).length > 0);
}

/** Whether a lawyer advises at the station today. */
export function sitsAt(
  lawyer: Lawyer,
  stationId: Types.ObjectId,
  { legalService, clock }: PolicyNeeds,
): boolean {
  return legalService
    .sessionsOn(dayOf(clock.now()))
    .some((session) => session.lawyerId.equals(lawyer._id) && session.stationId.equals(stationId));
}

export function relationsTo(
  visit: { stationId: Types.ObjectId; lawyerId: Types.ObjectId | null },
  actor: StaffActor,
  needs: PolicyNeeds,
): ConsultationRelation[] {
  const station = needs.legalService.directory().station(visit.stationId);
  const relations = station ? relationsToStation(station, actor, needs) : [];
  const lawyer = lawyerOf(actor, needs);
  if (lawyer && visit.lawyerId?.equals(lawyer._id)) relations.push('lawyer');
  if (lawyer && visit.lawyerId === null && sitsAt(lawyer, visit.stationId, needs)) relations.push('sitting');
  return relations;
}
