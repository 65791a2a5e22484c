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
  for (const unit of directory.lineage(source.departmentId)) {
    const supervisors = directory
      .staffWithRole(unit._id, 'supervisor')
      .filter((member) => !source.ratedStaffIds.some((id) => id.equals(member._id)));
    if (supervisors.length > 0) return supervisors;
  }
  return [];
}
