import type { Role } from '@linli/shared/roles.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Directory, Staff } from '../organization/index.ts';

/** Only these are given tickets, so only their being away matters. */
const handling: readonly Role[] = ['handler', 'supervisor'];

/** Whom someone may enter an absence for: themselves, and a supervisor for everybody below. */
export function peopleOf(actor: StaffActor, directory: Directory): Staff[] {
  const self = directory.staffMember(actor.id);
  const below = actor.roles.includes('supervisor')
    ? directory.unitsBelow(actor.departmentId).flatMap((unitId) => handlersOf(unitId, directory))
    : [];
  return [...(self ? [self] : []), ...below.filter(({ _id }) => !_id.equals(actor.id))];
}

/** Who can stand in for someone: those of their department, of a duty group of theirs, and who oversees them. */
export function deputiesOf({ _id, departmentId }: Staff, directory: Directory): Staff[] {
  const people = [
    ...handlersOf(departmentId, directory),
    ...directory
      .groupsOf(_id)
      .flatMap(({ memberIds }) => memberIds.flatMap((id) => directory.staffMember(id) ?? [])),
    ...directory.lineage(departmentId).flatMap((unit) => directory.staffWithRole(unit._id, 'supervisor')),
  ];
  return [...new Set(people)].filter((member) => member.active && !member._id.equals(_id));
}

function handlersOf(unitId: Staff['departmentId'], directory: Directory): Staff[] {
  return [...new Set(handling.flatMap((role) => directory.staffWithRole(unitId, role)))];
}
