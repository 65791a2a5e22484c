import type { LegalService } from '../legal-service/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import type { Appointment, WaitlistEntry } from './model.ts';

/** Tells a resident who waits that a seat is kept for them, or that it went on. */
export async function tellWaiting(
  notifications: Notifications,
  { _id, residentId, day }: WaitlistEntry,
  what: 'offered' | 'passed',
): Promise<void> {
  const notice = { kind: what === 'offered' ? 'seat-offered' : 'seat-passed', day } as const;
  await notifications.tell([residentId], `${_id.toHexString()}:${what}`, notice, { kind: 'wait', id: _id });
}

/** Tells the station's people at once of a booking that cannot wait. */
export async function alertStation(
  { legalService, organization }: { legalService: LegalService; organization: Organization },
  notifications: Notifications,
  { _id, slot }: Appointment,
): Promise<void> {
  const station = legalService.directory().station(slot.stationId);
  if (!station) return;
  const directory = organization.directory();
  const people = (['handler', 'supervisor', 'clerk'] as const).flatMap((role) =>
    directory.staffWithRole(station.unitId, role),
  );
  const ids = [...new Map(people.map((member) => [member._id.toHexString(), member._id])).values()];
  const notice = { kind: 'appointment-urgent', startsAt: slot.startsAt.toISOString() } as const;
  await notifications.tell(ids, `${_id.toHexString()}:urgent`, notice, { kind: 'appointment', id: _id });
}
