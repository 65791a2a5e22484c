import { z } from 'zod';
import { auditOutcomes } from '../audit-log.ts';
import type { auditLogRoutes } from './audit-log.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { idField, pageOf, pageQuery, timeField } from './fields.ts';

/** An id or a short name as the log keeps it. */
const keyword = z.string().trim().min(1).max(64);

const search = {
  /** Who did it: a staff account, a name, or an id. */
  actor: keyword.optional(),
  /** What it was done to: the number of a ticket, or the id of a ticket, a rating … */
  subject: keyword.optional(),
  action: keyword.optional(),
  outcome: z.enum(auditOutcomes).optional(),
  from: timeField.optional(),
  to: timeField.optional(),
};

export const auditLogSchemas = {
  listAuditEntries: {
    query: z.strictObject({ ...pageQuery, ...search }),
    answer: pageOf(
      z.strictObject({
        id: idField,
        chain: z.string(),
        sequence: z.int(),
        at: timeField,
        /** The name is that of staff today; residents have none here. */
        actor: z.strictObject({
          kind: z.enum(['staff', 'resident', 'system', 'partner', 'device']),
          id: z.string().nullable(),
          name: z.string().nullable(),
        }),
        action: z.string(),
        /** `name` is what people call it, such as the number of a ticket. */
        subject: z.strictObject({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
        outcome: z.enum(auditOutcomes),
        ip: z.string().nullable(),
        /** Why, where it had to be stated. */
        reason: z.string().nullable(),
      }),
    ),
  },
  exportAuditEntries: { query: z.strictObject(search), answer: z.string(), errors: ['export-too-large'] },
} as const satisfies SchemasFor<typeof auditLogRoutes>;
