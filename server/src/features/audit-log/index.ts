import { auditExportMax } from '@linli/shared/audit-log.ts';
import type { Connection, QueryFilter } from 'mongoose';
import { type Audit, auditEntries } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Organization } from '../organization/index.ts';
import type { Tickets } from '../tickets/index.ts';
import { type AuditRow, presentEntry } from './present.ts';
import { type AuditSearch, filterFor, type StoredEntry } from './search.ts';
import { tableHead, tableLine } from './table.ts';

export interface AuditLog {
  handlers: Handlers<'listAuditEntries' | 'exportAuditEntries'>;
  /** Removes what has been kept long enough. */
  expire(): Promise<void>;
  jobs: RecurringJob[];
}

export interface AuditLogNeeds {
  connection: Connection;
  organization: Organization;
  tickets: Pick<Tickets, 'idOfNumber' | 'numbersOf'>;
  audit: Audit;
  clock: Clock;
  /** How long entries are kept, in months. */
  keepMonths: number;
}

/** Rows of an export fetched at once. */
const batchSize = 500;

const newestFirst = { at: -1, _id: -1 } as const;

/** What auditors see of the log; nobody changes it. */
export function createAuditLog({
  connection,
  organization,
  tickets,
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

  async function present(rows: readonly StoredEntry[]): Promise<AuditRow[]> {
    const ids = rows.flatMap(({ subject }) => (subject?.kind === 'ticket' ? [subject.id] : []));
    const numbers = ids.length === 0 ? new Map() : await tickets.numbersOf([...new Set(ids)]);
    return rows.map((row) => presentEntry(row, numbers, organization.directory()));
  }

  async function* table(filter: QueryFilter<StoredEntry>): AsyncGenerator<string> {
    yield tableHead;
    const batch: StoredEntry[] = [];
    const lines = async () => (await present(batch.splice(0))).map(tableLine).join('');
    const rows = entries
      .find(filter)
      .sort(newestFirst)
      .limit(auditExportMax)
      .lean<StoredEntry[]>()
      .cursor({ batchSize });
    for await (const row of rows) {
      batch.push(row);
      if (batch.length === batchSize) yield await lines();
    }
    if (batch.length > 0) yield await lines();
  }

  return {
    handlers: {
      async listAuditEntries({ query: { cursor, limit, ...search } }) {
        const filter = await filterFor(search, organization.directory(), tickets);
        const rows = await entries
          .find({ ...filter, $and: [...(filter.$and ?? []), afterCursor('at', 'descending', cursor)] })
          .sort(newestFirst)
          .limit(limit + 1)
          .lean<StoredEntry[]>();
        const { page, nextCursor } = cutPage(rows, limit, (row) => row.at);
        return { items: await present(page), nextCursor };
      },

      /** @throws export-too-large rather than leave anything out */
      async exportAuditEntries({ actor, query, ip }) {
        const filter = await filterFor(query, organization.directory(), tickets);
        const found = await entries.countDocuments(filter, { limit: auditExportMax + 1 });
        if (found > auditExportMax) throw new ApiError('export-too-large');
        await audit.record({
          chain: 'settings',
          actor: { kind: 'staff', id: actor.id },
          action: 'audit-export',
          subject: { kind: 'audit-log', id: searchInWords(query) },
          outcome: 'done',
          ip,
        });
        return table(filter);
      },
    },
    expire,
    jobs: [{ name: 'expire audit entries', every: '1 day', run: expire }],
  };
}

/** What was exported, as the log keeps it: `action=ticket-note&from=…`. */
function searchInWords(search: AuditSearch): string {
  const parts = Object.entries(search).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  return parts.join('&') || 'all';
}
