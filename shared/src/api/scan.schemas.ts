import { z } from 'zod';
import type { SchemasFor } from './endpoint.ts';
import { timeField } from './fields.ts';
import type { scanRoutes } from './scan.routes.ts';

/** The scan code opens the counter's public page. */
const counterAnswer = z.strictObject({ code: z.string(), name: z.string(), scanCode: z.string() });
const departmentAnswer = z.strictObject({ name: z.string(), subDistrict: z.string() });

/** Never says who works at the counter. */
const scanAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('counter'),
    scene: z.string(),
    counter: counterAnswer,
    department: departmentAnswer,
    /** Edition of the reason tags the server takes. */
    tagEdition: z.int(),
  }),
  z.strictObject({
    kind: z.literal('service-record'),
    scene: z.string(),
    counter: counterAnswer,
    department: departmentAnswer,
    serviceItem: z.strictObject({ name: z.string() }),
    servedAt: timeField,
    /** The rating of this service stays open until then. */
    expiresAt: timeField,
    tagEdition: z.int(),
  }),
]);

export const scanSchemas = {
  scan: {
    /** Wide on purpose: what is no code of ours gets the answer for unknown codes. */
    params: z.strictObject({ scene: z.string().max(200) }),
    answer: scanAnswer,
    errors: ['scan-code-unknown', 'scan-code-revoked', 'scan-code-expired', 'already-rated'],
  },
} as const satisfies SchemasFor<typeof scanRoutes>;
