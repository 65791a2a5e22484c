import type { Types } from 'mongoose';
import type { Directory, Staff } from '../organization/index.ts';
import type { TicketModel, TicketSource } from './model.ts';

/**
 * Who gets the ticket: of the department's handlers the one with the fewest open tickets, never a person it is
 * about; where no handler is left, a supervisor of the department or of the nearest unit above it.
 * Null when there is nobody at all.
 */
export async function chooseHandler(
  tickets: TicketModel,
  directory: Directory,
  source: Pick<TicketSource, 'departmentId' | 'ratedStaffIds'>,
): Promise<Types.ObjectId | null> {
  const candidates = candidatesFor(directory, source);
  if (candidates.length <= 1) return candidates[0]?._id ?? null;
  const counts = await tickets.aggregate<{ _id: Types.ObjectId; open: number }>([
    { $match: { handlerId: { $in: candidates.map((member) => member._id) }, open: true } },
    { $group: { _id: '$handlerId', open: { $sum: 1 } } },
  ]);
  const openTickets = (member: Staff) => counts.find((count) => count._id.equals(member._id))?.open ?? 0;
  return candidates.reduce((least, next) => (openTickets(next) < openTickets(least) ? next : least))._id;
}

function candidatesFor(
  directory: Directory,
  source: Pick<TicketSource, 'departmentId' | 'ratedStaffIds'>,
): Staff[] {
  const notRated = (member: Staff) => !source.ratedStaffIds.some((id) => id.equals(member._id));
  const handlers = directory.staffWithRole(source.departmentId, 'handler').filter(notRated);
  if (handlers.length > 0) return handlers;
  for (const unit of directory.lineage(source.departmentId)) {
    const supervisors = directory.staffWithRole(unit._id.toHexString(), 'supervisor').filter(notRated);
    if (supervisors.length > 0) return supervisors;
  }
  return [];
}
