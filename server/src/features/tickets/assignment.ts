import type { Types } from 'mongoose';
import type { Directory, Staff } from '../organization/index.ts';
import type { TicketSource } from './model.ts';
import type { OpenCounts } from './open-counts.ts';

/**
 * Who gets the ticket: of the department's handlers the one with the fewest open tickets, never a person it is
 * about; where no handler is left, a supervisor of the department or of the nearest unit above it.
 * Null when there is nobody at all.
 */
export async function chooseHandler(
  openCounts: OpenCounts,
  directory: Directory,
  source: Pick<TicketSource, 'departmentId' | 'ratedStaffIds'>,
): Promise<Types.ObjectId | null> {
  const candidates = candidatesFor(directory, source);
  if (candidates.length <= 1) return candidates[0]?._id ?? null;
  const open = await openCounts.of(candidates.map((member) => member._id));
  const chosen = candidates.reduce((least, next) => (open(next._id) < open(least._id) ? next : least))._id;
  openCounts.assigned(chosen);
  return chosen;
}

function candidatesFor(
  directory: Directory,
  source: Pick<TicketSource, 'departmentId' | 'ratedStaffIds'>,
): Staff[] {
  const notRated = (member: Staff) => !source.ratedStaffIds.some((id) => id.equals(member._id));
  const handlers = directory.staffWithRole(source.departmentId, 'handler').filter(notRated);
  if (handlers.length > 0) return handlers;
  return supervisorsOf(directory, source);
}

/** Who oversees it: the supervisors of the department, or of the nearest unit above that has one it is not about. */
export function supervisorsOf(
  directory: Directory,
  source: Pick<TicketSource, 'departmentId' | 'ratedStaffIds'>,
): Staff[] {
  return nearestSupervisors(directory, source, () => true);
}

/**
 * Who can take a second look: supervisors as above, but for this one person, and for those who report to somebody it
 * is about. Empty where there is nobody.
 */
export function supervisorsBeside(
  directory: Directory,
  source: Pick<TicketSource, 'departmentId' | 'ratedStaffIds'>,
  besideId: Types.ObjectId | null,
): Staff[] {
  return nearestSupervisors(
    directory,
    source,
    (member) => !besideId?.equals(member._id) && !reportsToRated(directory, source.ratedStaffIds, member),
  );
}

/** Whether a person's unit is overseen by one of those who were rated; two supervisors of one unit are peers. */
export function reportsToRated(
  directory: Directory,
  ratedStaffIds: readonly Types.ObjectId[],
  member: Pick<Staff, 'departmentId' | 'roles'>,
): boolean {
  const line = directory.lineage(member.departmentId);
  const above = member.roles.includes('supervisor') ? line.slice(1) : line;
  return ratedStaffIds.some((id) => {
    const rated = directory.staffMember(id);
    return rated?.roles.includes('supervisor') && above.some((unit) => unit._id.equals(rated.departmentId));
  });
}

function nearestSupervisors(
  directory: Directory,
  source: Pick<TicketSource, 'departmentId' | 'ratedStaffIds'>,
  suits: (member: Staff) => boolean,
): Staff[] {
  for (const unit of directory.lineage(source.departmentId)) {
    const supervisors = directory
      .staffWithRole(unit._id, 'supervisor')
      .filter((member) => !source.ratedStaffIds.some((id) => id.equals(member._id)) && suits(member));
    if (supervisors.length > 0) return supervisors;
  }
  return [];
}
