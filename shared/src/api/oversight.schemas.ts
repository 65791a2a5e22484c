import { z } from 'zod';
import { appealStates, appealTextMaxLength } from '../appeals.ts';
import { bulletinStates, bulletinTextMaxLength, bulletinTitleMaxLength } from '../bulletins.ts';
import { type FigureKind, figureKinds } from '../figures.ts';
import { clockColours } from '../ticket-clocks.ts';
import { openTicketStates } from '../ticket-life-cycle.ts';
import type { SchemasFor } from './endpoint.ts';
import { dayField, idempotencyKeyField, idField, pageOf, pageQuery, timeField, unitCode } from './fields.ts';
import type { oversightRoutes } from './oversight.routes.ts';
import { gradeField, tagAnswer } from './ratings.schemas.ts';
import { ticketRow } from './tickets.schemas.ts';

const counts = { total: z.int(), green: z.int(), yellow: z.int(), red: z.int() };

/** Absent: one's own. */
const unit = unitCode.optional();

/** The first and the last day; at most a year. */
const period = { from: dayField, to: dayField };

const figure = z.strictObject({
  part: z.int(),
  of: z.int(),
  /** Null where there is nothing to divide by. */
  rate: z.number().nullable(),
  /** The sample is smaller than `minSample`. */
  small: z.boolean(),
});

const figureRow = {
  /** Ratings that count. */
  counted: z.int(),
  /** Left out by a confirmed finding: mistaken, malicious or without legal basis. */
  excluded: z.int(),
  /** Left out because an appeal was upheld. */
  upheld: z.int(),
  /** Supplements (追评), and the bad ones among them; not among those that count. */
  supplements: z.int(),
  badSupplements: z.int(),
  figures: z.strictObject(
    Object.fromEntries(figureKinds.map((kind) => [kind, figure])) as Record<FigureKind, typeof figure>,
  ),
};

const appealText = z
  .string()
  .trim()
  .min(1, '请写明理由')
  .max(appealTextMaxLength, `最多 ${appealTextMaxLength} 个字`);

const appeal = z.strictObject({
  id: idField,
  ratingId: idField,
  /** The name of who appeals. */
  by: z.string(),
  grade: gradeField,
  ratedAt: timeField,
  reason: z.string(),
  madeAt: timeField,
  state: z.enum(appealStates),
  decision: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: timeField.nullable(),
  /** For who decides. */
  ticketId: idField.nullable(),
});

const bulletin = z.strictObject({
  id: idField,
  unit: z.strictObject({ name: z.string() }),
  ...period,
  title: z.string(),
  text: z.string(),
  state: z.enum(bulletinStates),
  version: z.int(),
  publishedAt: timeField.nullable(),
  /** The reader may edit and publish it. */
  editable: z.boolean(),
  /** Who changed it when, oldest first; for those who may write it. */
  versions: z.array(z.strictObject({ version: z.int(), at: timeField, by: z.string() })),
});

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
  listFigures: {
    query: z.strictObject({
      ...period,
      unit,
      by: z.enum(['staff', 'counter', 'department']).default('counter'),
    }),
    answer: z.strictObject({
      unit: z.strictObject({ code: z.string(), name: z.string() }),
      ...period,
      minSample: z.int(),
      total: z.strictObject(figureRow),
      /** The best first; small samples have no rank and come last. */
      rows: z.array(
        z.strictObject({ id: idField, name: z.string(), rank: z.int().nullable(), ...figureRow }),
      ),
    }),
    errors: ['not-found'],
  },
  getMyFigures: {
    query: z.strictObject(period),
    answer: z.strictObject({ ...period, minSample: z.int(), ...figureRow }),
  },
  listMyEntries: {
    query: z.strictObject(pageQuery),
    answer: pageOf(
      z.strictObject({
        id: idField,
        grade: gradeField,
        tags: z.array(tagAnswer),
        counter: z.strictObject({ code: z.string(), name: z.string() }),
        /** The day alone, so that nobody is known by the hour. */
        day: dayField,
        excluded: z.boolean(),
        appeal: appeal.nullable(),
      }),
    ),
  },
  makeAppeal: {
    body: z.strictObject({ ratingId: idField, reason: appealText }),
    answer: appeal,
    status: 201,
    errors: ['not-found', 'already-appealed'],
  },
  listAppeals: {
    query: z.strictObject({ ...pageQuery, state: z.enum(['pending', 'decided']).default('pending') }),
    answer: pageOf(appeal),
  },
  decideAppeal: {
    params: z.strictObject({ id: idField }),
    body: z.strictObject({ verdict: z.enum(['upheld', 'dismissed']), reason: appealText }),
    answer: appeal,
    errors: ['not-found', 'appeal-decided'],
  },
  listBulletins: {
    query: z.strictObject(pageQuery),
    answer: pageOf(
      z.strictObject({
        id: idField,
        title: z.string(),
        unit: z.strictObject({ name: z.string() }),
        state: z.enum(bulletinStates),
        /** When it was published, or drafted. */
        at: timeField,
      }),
    ),
  },
  getBulletin: { params: z.strictObject({ id: idField }), answer: bulletin, errors: ['not-found'] },
  draftBulletin: {
    body: z.strictObject({ ...period, unit, idempotencyKey: idempotencyKeyField }),
    answer: bulletin,
    status: 201,
    errors: ['not-found'],
  },
  editBulletin: {
    params: z.strictObject({ id: idField }),
    body: z.strictObject({
      version: z.int().min(1),
      title: z
        .string()
        .trim()
        .min(1, '请写标题')
        .max(bulletinTitleMaxLength, `标题最多 ${bulletinTitleMaxLength} 个字`),
      text: z
        .string()
        .trim()
        .min(1, '请写正文')
        .max(bulletinTextMaxLength, `正文最多 ${bulletinTextMaxLength} 个字`),
    }),
    answer: bulletin,
    errors: ['not-found', 'bulletin-changed', 'names-somebody'],
  },
  publishBulletin: {
    params: z.strictObject({ id: idField }),
    body: z.strictObject({ version: z.int().min(1) }),
    answer: bulletin,
    errors: ['not-found', 'bulletin-changed'],
  },
} as const satisfies SchemasFor<typeof oversightRoutes>;
