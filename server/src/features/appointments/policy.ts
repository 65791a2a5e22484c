import type { StaffActor } from '../../platform/http/actor.ts';
import type { LegalDirectory } from '../legal-service/index.ts';
import type { Directory } from '../organization/index.ts';

/** A lawyer or a station that somebody may close for some time. */
export interface Closable {
  kind: 'lawyer' | 'station';
  id: string;
  name: string;
}

/**
 * Whom someone may close: lawyers themselves; the people of a station it and its lawyers; supervisors and
 * administrators those of all units below their own. One's own self comes first, then stations.
 */
export function closableBy(actor: StaffActor, directory: Directory, legal: LegalDirectory): Closable[] {
  const widely = actor.roles.includes('supervisor') || actor.roles.includes('admin');
  const locally = actor.roles.includes('clerk') || actor.roles.includes('handler');
  const units = widely
    ? directory.unitsBelow(actor.departmentId).map(String)
    : locally
      ? [actor.departmentId]
      : [];
  const stations = legal
    .stations()
    .filter(({ unitId }) => units.includes(unitId.toHexString()))
    .map(({ _id, name }): Closable => ({ kind: 'station', id: _id.toHexString(), name }));
  const people = legal.lawyers().flatMap(({ _id, staffId }) => {
    const member = directory.staffMember(staffId);
    if (!member) return [];
    const self = staffId.equals(actor.id);
    if (!self && !units.includes(member.departmentId.toHexString())) return [];
    return [{ self, closable: { kind: 'lawyer', id: _id.toHexString(), name: member.name } as const }];
  });
  const lawyers = (own: boolean) => people.filter(({ self }) => self === own).map(({ closable }) => closable);
  return [...lawyers(true), ...stations, ...lawyers(false)];
}
