import { z } from 'zod';
import { absenceDaysMax } from '../absences.ts';
import { closedParts } from '../appointments.ts';
import { closureReasonMaxLength } from '../limits.ts';
import type { closureRoutes } from './closures.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { dayField, idempotencyKeyField, idField, timeField } from './fields.ts';

const kind = z.enum(['lawyer', 'station']);
const subject = z.strictObject({ kind, id: idField, name: z.string() });

const closure = z.strictObject({
  id: idField,
  of: subject,
  from: timeField,
  to: timeField,
  reason: z.string(),
  /** Appointments it has cancelled. */
  cancelled: z.int().min(0),
});

const dayMs = 86_400_000;

const span = {
  kind,
  id: idField,
  /** First and last day. */
  from: dayField,
  to: dayField,
  part: z.enum(closedParts).default('day'),
};

interface Span {
  from: string;
  to: string;
  part: (typeof closedParts)[number];
}

/** Half a day is closed on one day only, and nothing for longer than a year. */
function checkSpan({ from, to, part }: Span, context: z.core.$RefinementCtx): void {
  const fault = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (from > to) fault('to', '最后一天不能早于第一天');
  else if (Date.parse(to) - Date.parse(from) >= absenceDaysMax * dayMs) fault('to', '一次最多登记一年');
  else if (part !== 'day' && from !== to) fault('part', '半天只能选同一天');
}

const query = z.strictObject(span);
const body = z.strictObject({
  ...span,
  reason: z
    .string()
    .trim()
    .min(1, '请写明原因，居民会看到')
    .max(closureReasonMaxLength, `原因最多 ${closureReasonMaxLength} 个字`),
  idempotencyKey: idempotencyKeyField,
});

export const closureSchemas = {
  listClosures: {
    answer: z.strictObject({
      /** Those that are not over, the next one first. */
      items: z.array(closure),
      /** Whom the reader may close. */
      subjects: z.array(subject),
    }),
  },
  previewClosure: {
    query: query.superRefine(checkSpan),
    answer: z.strictObject({ appointments: z.int().min(0) }),
    errors: ['not-found'],
  },
  enterClosure: {
    body: body.superRefine(checkSpan),
    answer: closure,
    status: 201,
    errors: ['not-found', 'idempotency-key-reused'],
  },
  endClosure: { params: z.strictObject({ id: idField }), answer: closure, errors: ['not-found'] },
} as const satisfies SchemasFor<typeof closureRoutes>;
