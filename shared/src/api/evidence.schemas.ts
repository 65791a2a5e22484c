import { z } from 'zod';
import { fileKinds } from '../files.ts';
import { evidenceCaptionMaxLength, evidenceReasonMaxLength } from '../limits.ts';
import type { SchemasFor } from './endpoint.ts';
import type { evidenceRoutes } from './evidence.routes.ts';
import { idempotencyKeyField, idField, timeField } from './fields.ts';

const ticketParams = z.strictObject({ id: idField });
const evidenceParams = z.strictObject({ id: idField, evidenceId: idField });

const counter = z.strictObject({ code: z.string(), name: z.string() });

const captionField = z
  .string()
  .trim()
  .max(evidenceCaptionMaxLength, `说明最多 ${evidenceCaptionMaxLength} 个字`)
  .optional();

const evidenceCommon = {
  id: idField,
  caption: z.string().nullable(),
  by: z.string().nullable(),
  at: timeField,
  /** Null while the file is there. `by` and `reason` are null when its time was up. */
  gone: z
    .strictObject({ at: timeField, by: z.string().nullable(), reason: z.string().nullable() })
    .nullable(),
  /** The reader may remove it now. */
  removable: z.boolean(),
};

const evidence = z.discriminatedUnion('kind', [
  z.strictObject({
    ...evidenceCommon,
    kind: z.enum(fileKinds),
    mediaType: z.string(),
    /** In bytes. */
    size: z.int(),
  }),
  /** What a counter has recorded, and where to look for it. The recording itself stays where it is. */
  z.strictObject({
    ...evidenceCommon,
    kind: z.literal('recording'),
    counter,
    from: timeField,
    to: timeField,
  }),
]);

const evidenceList = z.strictObject({
  items: z.array(evidence),
  /** The reader may add to it now. */
  addable: z.boolean(),
  /** The counters whose recordings can be referred to. */
  counters: z.array(counter),
});

export const evidenceSchemas = {
  listEvidence: { params: ticketParams, answer: evidenceList, errors: ['not-found'] },
  addEvidence: {
    params: ticketParams,
    query: z.strictObject({ idempotencyKey: idempotencyKeyField }),
    body: z.strictObject({ caption: captionField }),
    answer: evidenceList,
    status: 201,
    errors: [
      'not-found',
      'ticket-action-not-allowed',
      'evidence-full',
      'file-too-large',
      'file-kind-refused',
      'file-empty',
      'photo-unreadable',
      'body-unreadable',
    ],
  },
  addRecording: {
    params: ticketParams,
    body: z.strictObject({
      idempotencyKey: idempotencyKeyField,
      /** The counter's code. */
      counter: z.string().min(1).max(20),
      from: timeField,
      to: timeField,
      caption: captionField,
    }),
    answer: evidenceList,
    status: 201,
    errors: [
      'not-found',
      'ticket-action-not-allowed',
      'evidence-full',
      'recording-not-of-department',
      'recording-time-wrong',
    ],
  },
  getEvidenceFile: { params: evidenceParams, errors: ['not-found', 'file-lost'] },
  removeEvidence: {
    params: evidenceParams,
    body: z.strictObject({
      reason: z
        .string()
        .trim()
        .min(1, '请写明移除的原因')
        .max(evidenceReasonMaxLength, `原因最多 ${evidenceReasonMaxLength} 个字`),
    }),
    answer: evidenceList,
    errors: ['not-found', 'ticket-action-not-allowed'],
  },
} as const satisfies SchemasFor<typeof evidenceRoutes>;
