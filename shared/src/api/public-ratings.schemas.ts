import { z } from 'zod';
import { findings } from '../ticket-life-cycle.ts';
import type { SchemasFor } from './endpoint.ts';
import { pageOf, pageQuery } from './fields.ts';
import type { publicRatingRoutes } from './public-ratings.routes.ts';
import { gradeField, tagAnswer } from './ratings.schemas.ts';

const dayField = z.iso.date();

/** Nothing that leads to who rated: no id, no time finer than the day. */
const publicRating = z.strictObject({
  ratedOn: dayField,
  grade: gradeField,
  tags: z.array(tagAnswer),
  /** It is a supplement (追评): to what. */
  supplementTo: z.strictObject({ ratedOn: dayField, grade: gradeField }).nullable(),
  serviceItem: z.strictObject({ name: z.string() }).nullable(),
  /** Who served; null unless the installation names staff. */
  servedBy: z.string().nullable(),
  /** Masked; null when none was written, it has not passed its check or, of a bad rating, nobody has looked at it yet. */
  comment: z.string().nullable(),
  /** What is done about it: nothing is owed, it is under way, it was answered. */
  handling: z.enum(['none', 'under-way', 'answered']),
  finding: z.enum(findings).nullable(),
  /** Not counted in the good rate. */
  excluded: z.boolean(),
  reply: z.string().nullable(),
  repliedOn: dayField.nullable(),
});

export const publicRatingSchemas = {
  listCounterRatings: {
    /** What stands in the counter's QR code. */
    params: z.strictObject({ code: z.string().max(64) }),
    query: z.strictObject(pageQuery),
    answer: z.strictObject({
      counter: z.strictObject({ code: z.string(), name: z.string() }),
      department: z.strictObject({ name: z.string() }),
      ...pageOf(publicRating).shape,
    }),
    errors: ['not-found'],
  },
} as const satisfies SchemasFor<typeof publicRatingRoutes>;
