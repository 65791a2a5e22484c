import { z } from 'zod';
import { codeKinds, printFormats } from '../codes.ts';
import { sceneMaxLength } from '../scenes.ts';
import type { codeRoutes } from './codes.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { idempotencyKeyField, idField, timeField } from './fields.ts';

const params = z.strictObject({ id: idField });
const kind = z.enum(codeKinds);

const code = z.strictObject({
  id: idField,
  kind,
  /** What stands above the counter; the station's code; the article's name in files. */
  code: z.string(),
  name: z.string(),
  /** What the picture holds. */
  scene: z.string(),
  /** What of a counter's code one types where the camera fails; also what a change names. */
  scanCode: z.string().nullable(),
  /** Null while it counts. */
  revokedAt: timeField.nullable(),
  /** Null: never, or so long ago that it was forgotten. */
  lastScanAt: timeField.nullable(),
  /** In the last 30 days. */
  scans: z.int(),
});

const screen = z.strictObject({
  id: idField,
  name: z.string(),
  counter: z.strictObject({ id: idField, code: z.string(), name: z.string() }),
  createdAt: timeField,
  /** When it last asked what to show; about a minute exact. */
  seenAt: timeField.nullable(),
  revokedAt: timeField.nullable(),
});

/** The code that the change is meant for, so that two at once do not change it twice. */
const changeBody = z.strictObject({ scanCode: z.string().min(1).max(28) });

export const codeSchemas = {
  listCodes: {
    query: z.strictObject({ kind: kind.optional() }),
    answer: z.strictObject({ items: z.array(code) }),
  },
  printCodes: {
    query: z.strictObject({
      kind,
      format: z.enum(printFormats),
      /** Absent: all. */
      id: idField.optional(),
    }),
    errors: ['not-found', 'not-allowed', 'wechat-unavailable'],
  },
  countCodeScan: {
    body: z.strictObject({ scene: z.string().min(1).max(sceneMaxLength) }),
    errors: ['scan-code-unknown'],
  },
  changeCounterCode: { params, body: changeBody, answer: code, errors: ['not-found', 'code-changed'] },
  revokeCounterCode: { params, body: changeBody, answer: code, errors: ['not-found', 'code-changed'] },
  listScreens: { answer: z.strictObject({ items: z.array(screen) }) },
  addScreen: {
    body: z.strictObject({
      counter: idField,
      name: z.string().trim().min(1, '请填写名称').max(40, '最多 40 个字'),
      idempotencyKey: idempotencyKeyField,
    }),
    answer: z.strictObject({ ...screen.shape, token: z.string() }),
    status: 201,
    errors: ['not-found', 'idempotency-key-reused'],
  },
  revokeScreen: { params, answer: screen, errors: ['not-found'] },
  getScreen: {
    answer: z.strictObject({
      counter: z.strictObject({ code: z.string(), name: z.string() }),
      department: z.string(),
      /** The counter's own code; null while it is revoked. */
      scene: z.string().nullable(),
      /** The service that has just ended; null when there is none of the last minutes. */
      service: z
        .strictObject({ scene: z.string(), item: z.string(), servedAt: timeField, rated: z.boolean() })
        .nullable(),
    }),
  },
  getScreenCode: {
    query: z.strictObject({ scene: z.string().min(1).max(sceneMaxLength) }),
    errors: ['not-found', 'wechat-unavailable'],
  },
} as const satisfies SchemasFor<typeof codeRoutes>;
