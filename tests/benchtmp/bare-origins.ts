import { z } from 'zod';

/** The row that the bare look-up finds. */
export const bareCode = 'A01';

/** Where the bare servers listen. */
export const bareOrigins = z.object({ http: z.string(), koa: z.string() });
export type BareOrigins = z.infer<typeof bareOrigins>;
