import type { AnswerOf } from '@linli/shared/api/types.ts';
import type { Connection, QueryFilter, Types } from 'mongoose';
import { type Audit, type AuditEntry, auditEntries } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Directory, Organization } from '../organization/index.ts';

export interface AuditLog {
  handlers: Handlers<'listAuditEntries'>;
  /** Removes what has been kept long enough. */
  expire(): Promise<void>;
  jobs: RecurringJob[];
}

export interface AuditLogNeeds {
  connection: Connection;
  organization: Organization;
  audit: Audit;
  clock: Clock;
  /** How long entries are kept, in months. */
  keepMonths: number;
}

type StoredEntry = AuditEntry & { _id: Types.ObjectId };

/** What auditors see of the log; nobody changes it. */
export function createAuditLog({
  connection,
  organization,
  audit,
  clock,
  keepMonths,
}: AuditLogNeeds): AuditLog {
  const entries = auditEntries(connection);

  async function expire(): Promise<void> {
    const before = new Date(clock.now());
    before.setUTCMonth(before.getUTCMonth() - keepMonths);
    await audit.expire(before);
  }

  return {
    handlers: {
      async listAuditEntries({ query }) {
        const directory = organization.directory();
        const { actor, subject, action, outcome, from, to, cursor, limit } = query;
        const filter: QueryFilter<StoredEntry> = {
          ...(actor && { 'actor.id': directory.staffByUsername(actor)?._id.toHexString() ?? actor }),
          ...(subject && { 'subject.id': subject }),
          ...(action && { action }),
          ...(outcome && { outcome }),
          $and: [
            from ? { at: { $gte: new Date(from) } } : {},
            to ? { at: { $lt: new Date(to) } } : {},
            afterCursor('at', 'descending', cursor),
          ],
        };
        const rows = await entries
          .find(filter)
          .sort({ at: -1, _id: -1 })
          .limit(limit + 1)
          .lean<StoredEntry[]>();
        const { page, nextCursor } = cutPage(rows, limit, (row) => row.at);
        return { items: page.map((row) => present(row, directory)), nextCursor };
      },
    },
    expire,
    jobs: [{ name: 'expire audit entries', every: '1 day', run: expire }],
  };
}

type Row = AnswerOf<'listAuditEntries'>['items'][number];

function present({ _id, actor, at, ...entry }: StoredEntry, directory: Directory): Row {
  const { chain, sequence, action, subject, outcome, ip } = entry;
  const name = actor.kind === 'staff' && actor.id ? (directory.staffMember(actor.id)?.name ?? null) : null;
  return {
    id: _id.toHexString(),
    chain,
    sequence,
    at: at.toISOString(),
    actor: { kind: actor.kind, id: actor.id, name },
    action,
    subject: subject && { kind: subject.kind, id: subject.id },
    outcome,
    ip,
  };
}
