import type { Visit as VisitAnswer } from '@linli/shared/api/types.ts';
import { allowedConsultationActions, type VisitStanding } from '@linli/shared/consultations.ts';
import type { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { maskName, maskPhone } from '../../platform/masking.ts';
import type { Vault } from '../../platform/vault.ts';
import type { LegalService } from '../legal-service/index.ts';
import type { Organization } from '../organization/index.ts';
import type { Visit } from './visit.ts';

export interface PresentNeeds {
  organization: Organization;
  legalService: LegalService;
  vault: Vault;
  clock: Clock;
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

export function presentStationName(id: Types.ObjectId, { legalService }: Pick<PresentNeeds, 'legalService'>) {
  return { id: id.toHexString(), name: legalService.directory().station(id)?.name ?? '' };
}

/** A lawyer by name. One who is not there any more keeps the place. */
export function presentLawyerName(
  id: Types.ObjectId,
  { legalService, organization }: Pick<PresentNeeds, 'legalService' | 'organization'>,
) {
  const lawyer = legalService.directory().lawyer(id);
  const member = lawyer && organization.directory().staffMember(lawyer.staffId);
  return { id: id.toHexString(), name: member?.name ?? '' };
}

export function standingOf({ state, mode, startsAt, phoneConfirmation }: Visit): VisitStanding {
  return { state, mode, startsAt, toConfirm: phoneConfirmation === 'asked' };
}

/**
 * A consultation in a list: nothing that was confided, name and number masked.
 * @param acts whether the reader may move it on
 */
export function presentVisit(
  visit: Visit,
  { recorded, acts }: { recorded: boolean; acts: boolean },
  needs: PresentNeeds,
): VisitAnswer {
  const { kind, version, state, matter, mode, number, urgent, phoneConfirmation } = visit;
  const { name, phone } = visit.told(needs.vault);
  return {
    kind,
    id: visit._id.toHexString(),
    version,
    state,
    name: name && maskName(name),
    phone: phone && maskPhone(phone),
    matter,
    mode,
    station: presentStationName(visit.stationId, needs),
    lawyer: visit.lawyerId && presentLawyerName(visit.lawyerId, needs),
    startsAt: iso(visit.startsAt),
    endsAt: iso(visit.endsAt),
    number,
    arrivedAt: iso(visit.arrivedAt),
    calledAt: iso(visit.calledAt),
    startedAt: iso(visit.startedAt),
    endedAt: iso(visit.endedAt),
    urgent,
    phoneConfirmation,
    recorded,
    actions: acts ? allowedConsultationActions(standingOf(visit), needs.clock.now()) : [],
  };
}
