import { z } from 'zod';
import { absenceDaysMax, handOvers } from '../absences.ts';
import type { absenceRoutes } from './absences.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { dayField, idempotencyKeyField, idField } from './fields.ts';

const person = z.strictObject({ id: idField, name: z.string() });

const absence = z.strictObject({
  id: idField,
  staff: person,
  /** First and last day. */
  from: dayField,
  to: dayField,
  deputy: person.nullable(),
  handOver: z.enum(handOvers),
});

const dayMs = 86_400_000;

export const absenceSchemas = {
  listAbsences: {
    answer: z.strictObject({
      /** Those that are not over, the next one first. */
      items: z.array(absence),
      /** Whom the reader may enter one for; themselves first. */
      people: z.array(person),
    }),
  },
  listDeputies: {
    query: z.strictObject({ staff: idField }),
    answer: z.strictObject({ items: z.array(person) }),
    errors: ['not-found'],
  },
  enterAbsence: {
    body: z
      .strictObject({
        staff: idField,
        from: dayField,
        to: dayField,
        deputy: idField.nullable(),
        handOver: z.enum(handOvers),
        idempotencyKey: idempotencyKeyField,
      })
      .refine(({ from, to }) => from <= to, { path: ['to'], message: '最后一天不能早于第一天' })
      .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < absenceDaysMax * dayMs, {
        path: ['to'],
        message: '一次最多登记一年',
      })
      .refine(({ handOver, deputy }) => handOver !== 'deputy' || deputy !== null, {
        path: ['deputy'],
        message: '请选代班人',
      }),
    answer: absence,
    status: 201,
    errors: ['not-found', 'idempotency-key-reused'],
  },
  endAbsence: { params: z.strictObject({ id: idField }), errors: ['not-found'] },
} as const satisfies SchemasFor<typeof absenceRoutes>;
