import type { Types } from 'mongoose';
import type { Absence, LegalService } from '../legal-service/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import type { Appointment, WaitlistEntry } from './model.ts';

interface People {
  legalService: LegalService;
  organization: Organization;
}

/** Tells a resident who waits that a seat is kept for them, or (no offer) that it went on. */
export async function tellWaiting(
  notifications: Notifications,
  { _id, residentId, day, insteadOf }: WaitlistEntry,
  offer: Appointment | null,
): Promise<void> {
  const occasion = offer ? `${offer._id.toHexString()}:offered` : `${_id.toHexString()}:passed`;
  if (insteadOf) {
    const notice = offer
      ? ({ kind: 'seat-instead', startsAt: offer.slot.startsAt.toISOString() } as const)
      : ({ kind: 'seat-instead-passed' } as const);
    await notifications.tell([residentId], occasion, notice, { kind: 'appointment', id: insteadOf });
  } else if (day) {
    const notice = { kind: offer ? 'seat-offered' : 'seat-passed', day } as const;
    await notifications.tell([residentId], occasion, notice, { kind: 'wait', id: _id });
  }
}

/** Tells a resident that the station had to close their appointment. */
export async function tellClosed(
  notifications: Notifications,
  { _id, residentId, slot }: Appointment,
): Promise<void> {
  const notice = { kind: 'appointment-closed', startsAt: slot.startsAt.toISOString() } as const;
  await notifications.tell([residentId], `${_id.toHexString()}:closed`, notice, {
    kind: 'appointment',
    id: _id,
  });
}

/** Tells those who work at a station, and its lawyers, that it is closed; or a lawyer that their time is. */
export async function tellClosure(
  people: People,
  notifications: Notifications,
  absence: Absence,
): Promise<void> {
  const { _id, of, enteredById } = absence;
  const legal = people.legalService.directory();
  const directory = people.organization.directory();
  const stations = of.kind === 'station' ? legal.stations().filter((one) => one._id.equals(of.id)) : [];
  const lawyers =
    of.kind === 'lawyer'
      ? legal.lawyers().filter((one) => one._id.equals(of.id))
      : legal.lawyers().filter(({ staffId }) => {
          const unitId = directory.staffMember(staffId)?.departmentId;
          return unitId && stations.some((station) => station.unitId.equals(unitId));
        });
  const units = [
    ...stations.map(({ unitId }) => unitId),
    ...lawyers.flatMap(({ staffId }) => directory.staffMember(staffId)?.departmentId ?? []),
  ];
  const told = [
    ...lawyers.map(({ staffId }) => staffId),
    ...units.flatMap((unitId) => peopleOfUnit(people, unitId)),
  ];
  const name =
    stations[0]?.name ?? directory.staffMember(lawyers[0]?.staffId ?? enteredById)?.name.concat('律师') ?? '';
  const notice = {
    kind: 'closure-entered',
    whose: name,
    from: absence.from.toISOString(),
    to: absence.to.toISOString(),
  } as const;
  const ids = each(told).filter((id) => !id.equals(enteredById));
  await notifications.tell(ids, `${_id.toHexString()}:entered`, notice, { kind: 'closure', id: _id });
}

/** Tells the station's people at once of a booking that cannot wait. */
export async function alertStation(
  people: People,
  notifications: Notifications,
  { _id, slot }: Appointment,
): Promise<void> {
  const station = people.legalService.directory().station(slot.stationId);
  if (!station) return;
  const notice = { kind: 'appointment-urgent', startsAt: slot.startsAt.toISOString() } as const;
  await notifications.tell(peopleOfUnit(people, station.unitId), `${_id.toHexString()}:urgent`, notice, {
    kind: 'appointment',
    id: _id,
  });
}

function peopleOfUnit({ organization }: People, unitId: Types.ObjectId): Types.ObjectId[] {
  const directory = organization.directory();
  const staff = (['handler', 'supervisor', 'clerk'] as const).flatMap((role) =>
    directory.staffWithRole(unitId, role),
  );
  return each(staff.map(({ _id }) => _id));
}

function each(ids: readonly Types.ObjectId[]): Types.ObjectId[] {
  return [...new Map(ids.map((id) => [id.toHexString(), id])).values()];
}
