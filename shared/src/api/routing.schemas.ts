import { z } from 'zod';
import { commentMaxLength, tagsMax } from '../limits.ts';
import { tagsOutsideGrade } from '../reason-tags.ts';
import { leftOutReasons, routingWays } from '../routing.ts';
import type { SchemasFor } from './endpoint.ts';
import { idField } from './fields.ts';
import type { routingRoutes } from './routing.routes.ts';

const code = z.string().regex(/^[0-9A-Za-z_-]{1,28}$/, '编号格式不正确');
const named = z.strictObject({ code, name: z.string() });
const person = z.strictObject({ id: idField, name: z.string(), department: z.string() });

export const routingSchemas = {
  listRoutingOptions: {
    answer: z.strictObject({
      /** By scan code, with the items of their departments. */
      counters: z.array(z.strictObject({ ...named.shape, department: code })),
      serviceItems: z.array(z.strictObject({ ...named.shape, department: code })),
      departments: z.array(named),
    }),
  },
  queryRouting: {
    body: z
      .strictObject({
        /** The scan code of the counter that was rated. */
        counter: code,
        serviceItem: code.nullable(),
        grade: z.literal([1, 2]),
        tags: z.array(z.string()).max(tagsMax),
        comment: z.string().trim().max(commentMaxLength).nullable(),
      })
      .refine(({ grade, tags }) => tagsOutsideGrade(grade, tags).length === 0, {
        path: ['tags'],
        message: '所选原因与评价等级不符，请重新选择',
      }),
    answer: z.strictObject({
      /** `position` counts from 1; null when no rule matches. */
      rule: z.strictObject({ position: z.int().min(1), name: z.string(), group: z.string() }).nullable(),
      way: z.enum(routingWays),
      /** Null only while there is nobody at all. */
      handler: person.nullable(),
      /** Those it can go to, with how many open tickets they have. */
      candidates: z.array(z.strictObject({ ...person.shape, openTickets: z.int().min(0) })),
      leftOut: z.array(z.strictObject({ ...person.shape, reason: z.enum(leftOutReasons) })),
    }),
    errors: ['not-found'],
  },
} as const satisfies SchemasFor<typeof routingRoutes>;
