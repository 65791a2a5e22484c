import { z } from 'zod';
import type { SchemasFor } from './endpoint.ts';
import { idField } from './fields.ts';
import type { organizationRoutes } from './organization.routes.ts';

export const organizationSchemas = {
  listUnits: {
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          id: idField,
          code: z.string(),
          name: z.string(),
          kind: z.enum(['district', 'sub-district', 'department']),
        }),
      ),
    }),
  },
} as const satisfies SchemasFor<typeof organizationRoutes>;
