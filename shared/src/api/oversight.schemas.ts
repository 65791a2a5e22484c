import { z } from 'zod';
import { clockColours } from '../ticket-clocks.ts';
import { openTicketStates } from '../ticket-life-cycle.ts';
import type { SchemasFor } from './endpoint.ts';
import { idField, pageOf, pageQuery, timeField, unitCode } from './fields.ts';
import type { oversightRoutes } from './oversight.routes.ts';
import { ticketRow } from './tickets.schemas.ts';

const counts = { total: z.int(), green: z.int(), yellow: z.int(), red: z.int() };

/** Absent: one's own. */
const unit = unitCode.optional();

export const oversightSchemas = {
  getOverview: {
    query: z.strictObject({ unit }),
    answer: z.strictObject({
      asOf: timeField,
      open: z.strictObject(counts),
      /** One for each open state, in the order of a ticket's life. */
      states: z.array(z.strictObject({ state: z.enum(openTicketStates), ...counts })),
      /** Who has late tickets first. Null: those that nobody has. */
      handlers: z.array(
        z.strictObject({ handler: z.strictObject({ id: idField, name: z.string() }).nullable(), ...counts }),
      ),
    }),
    errors: ['not-found'],
  },
  listOverviewTickets: {
    query: z.strictObject({
      ...pageQuery,
      unit,
      state: z.enum(openTicketStates).optional(),
      colour: z.enum(clockColours).optional(),
      /** `none`: those that nobody has. */
      handler: z.union([idField, z.literal('none')]).optional(),
    }),
    answer: pageOf(ticketRow),
    errors: ['not-found'],
  },
} as const satisfies SchemasFor<typeof oversightRoutes>;
