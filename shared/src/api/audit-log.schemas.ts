import { z } from 'zod';
import type { auditLogRoutes } from './audit-log.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { idField, pageOf, pageQuery, timeField } from './fields.ts';

/** An id or a short name as the log keeps it. */
const keyword = z.string().trim().min(1).max(64);

export const auditLogSchemas = {
  listAuditEntries: {
    query: z.strictObject({
      ...pageQuery,
      /** Who did it: a staff account, or an id. */
      actor: keyword.optional(),
      /** What it was done to: the id of a ticket, a rating … */
      subject: keyword.optional(),
      action: keyword.optional(),
      outcome: z.enum(['done', 'refused']).optional(),
      from: timeField.optional(),
      to: timeField.optional(),
    }),
    answer: pageOf(
      z.strictObject({
        id: idField,
        chain: z.string(),
        sequence: z.int(),
        at: timeField,
        /** The name is that of staff today; residents have none here. */
        actor: z.strictObject({
          kind: z.enum(['staff', 'resident', 'system']),
          id: z.string().nullable(),
          name: z.string().nullable(),
        }),
        action: z.string(),
        subject: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
        outcome: z.enum(['done', 'refused']),
        ip: z.string().nullable(),
      }),
    ),
  },
} as const satisfies SchemasFor<typeof auditLogRoutes>;
