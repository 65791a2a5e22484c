import type { Types } from 'mongoose';
import type { Directory, Staff } from '../organization/index.ts';
import type { OpenCounts } from './open-counts.ts';
import { candidatesFor, type IsAbsent, type RoutedSource } from './routing/candidates.ts';

/** What sharing out looks at. */
export interface AssignmentNeeds {
  openCounts: OpenCounts;
  directory: Directory;
  isAbsent: IsAbsent;
}

/**
 * Who gets the ticket: of those it can go to, the one with the fewest open tickets. Null when there is nobody at all.
 *
 * @param without who has it now and is to give it away
 */
export async function chooseHandler(
  { openCounts, directory, isAbsent }: AssignmentNeeds,
  source: RoutedSource,
  without: Types.ObjectId | null = null,
): Promise<Types.ObjectId | null> {
  const { people } = candidatesFor(directory, isAbsent, source, without);
  const chosen = await leastBusy(openCounts, people);
  if (chosen) openCounts.assigned(chosen._id);
  return chosen?._id ?? null;
}

/** The one with the fewest open tickets; the first of several. */
export async function leastBusy(openCounts: OpenCounts, people: readonly Staff[]): Promise<Staff | null> {
  const [first, ...others] = people;
  if (!first || others.length === 0) return first ?? null;
  const open = await openCounts.of(people.map(({ _id }) => _id));
  return others.reduce((least, next) => (open(next._id) < open(least._id) ? next : least), first);
}
