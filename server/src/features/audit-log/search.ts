import type { AuditOutcome } from '@linli/shared/audit-log.ts';
import type { QueryFilter, Types } from 'mongoose';
import type { AuditEntry } from '../../platform/audit.ts';
import type { Directory } from '../organization/index.ts';
import type { Tickets } from '../tickets/index.ts';

export type StoredEntry = AuditEntry & { _id: Types.ObjectId };

/** What auditors look for. */
export interface AuditSearch {
  actor?: string | undefined;
  subject?: string | undefined;
  action?: string | undefined;
  outcome?: AuditOutcome | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The entries that a search is for. People are found by account or name, tickets by number, anything by id. */
export async function filterFor(
  { actor, subject, action, outcome, from, to }: AuditSearch,
  directory: Directory,
  tickets: Pick<Tickets, 'idOfNumber'>,
): Promise<QueryFilter<StoredEntry>> {
  return {
    ...(actor && { 'actor.id': { $in: peopleCalled(actor, directory) } }),
    ...(subject && { 'subject.id': (await tickets.idOfNumber(subject.toUpperCase())) ?? subject }),
    ...(action && { action }),
    ...(outcome && { outcome }),
    $and: [from ? { at: { $gte: new Date(from) } } : {}, to ? { at: { $lt: new Date(to) } } : {}],
  };
}

function peopleCalled(text: string, directory: Directory): string[] {
  const staff = directory.staff().filter(({ username, name }) => username === text || name === text);
  return staff.length > 0 ? staff.map(({ _id }) => _id.toHexString()) : [text];
}
