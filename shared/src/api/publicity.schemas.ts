import { z } from 'zod';
import { verdictReasons } from '../articles.ts';
import { lawDayCodes } from '../law-days.ts';
import { matters } from '../legal-service.ts';
import { articleLinks, articleRow, campaignCode, richNodes } from './articles.schemas.ts';
import type { SchemasFor } from './endpoint.ts';
import { dayField, idField, pageOf, pageQuery, timeField } from './fields.ts';
import type { publicityRoutes } from './publicity.routes.ts';
import { quizSchemas } from './quizzes.schemas.ts';

const lawDay = z.strictObject({
  code: z.enum(lawDayCodes),
  name: z.string(),
  from: dayField,
  to: dayField,
});

const campaignRow = z.strictObject({
  code: campaignCode,
  title: z.string(),
  summary: z.string(),
  lawDay: z.enum(lawDayCodes).nullable(),
  /** When it runs, or next runs; null: always. */
  run: z.strictObject({ from: dayField, to: dayField }).nullable(),
  running: z.boolean(),
  /** The plan of law popularisation it belongs to (八五普法 …), where the installation names one for the year. */
  plan: z.string().nullable(),
});

const title = z.string();
const quizRows = quizSchemas.listQuizzes.answer.shape.items;

const campaignModule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), title, nodes: richNodes, links: articleLinks }),
  z.strictObject({ kind: z.literal('articles'), title, items: z.array(articleRow) }),
  z.strictObject({ kind: z.literal('quizzes'), title, items: quizRows }),
  z.strictObject({ kind: z.literal('consult'), title, matter: z.enum(matters) }),
]);

const figures = {
  /** Articles first published in the period, and those that can be read now. */
  published: z.int(),
  live: z.int(),
  /** Each visitor once a day. */
  views: z.int(),
  useful: z.int(),
  notUseful: z.int(),
  /** Appointments that were booked from an article. */
  consultations: z.int(),
  /** First answers to questions of quizzes. */
  quizAnswers: z.int(),
};

export const publicitySchemas = {
  getDue: {
    answer: z.strictObject({
      today: dayField,
      plan: z.string().nullable(),
      /** On today, the shortest first, then what begins within two weeks. */
      lawDays: z.array(
        z.strictObject({
          ...lawDay.shape,
          running: z.boolean(),
          /** Days until it begins; 0 while it is on. */
          daysUntil: z.int().min(0),
          campaign: campaignRow.nullable(),
        }),
      ),
      /** Campaigns that are on without a law day. */
      campaigns: z.array(campaignRow),
      /** Articles of what is due, newest first; the newest of all where nothing is. */
      articles: z.array(articleRow),
    }),
  },
  listLawDays: {
    query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
    answer: z.strictObject({ year: z.int(), plan: z.string().nullable(), items: z.array(lawDay) }),
  },
  listCampaigns: { answer: z.strictObject({ items: z.array(campaignRow) }) },
  getCampaign: {
    params: z.strictObject({ code: campaignCode }),
    answer: z.strictObject({ ...campaignRow.shape, modules: z.array(campaignModule) }),
    errors: ['not-found'],
  },
  listPublicityFigures: {
    query: z.strictObject({
      /** The first and the last day; at most a year. */
      from: dayField,
      to: dayField,
      by: z.enum(['department', 'campaign', 'article']).default('department'),
    }),
    answer: z.strictObject({
      from: dayField,
      to: dayField,
      total: z.strictObject(figures),
      /** The most viewed first. `key`: a unit's code, a campaign's code, an article's id; empty: without a campaign. */
      rows: z.array(z.strictObject({ key: z.string(), name: z.string(), ...figures })),
    }),
  },
  listVerdicts: {
    params: z.strictObject({ id: idField }),
    query: z.strictObject(pageQuery),
    answer: pageOf(
      z.strictObject({
        useful: z.boolean(),
        reasons: z.array(z.enum(verdictReasons)),
        /** Numbers and names that lead to somebody are masked. */
        word: z.string().nullable(),
        /** The day alone, so that nobody is known by the hour. */
        day: dayField,
      }),
    ),
    errors: ['not-found'],
  },
  listSearchGaps: {
    answer: z.strictObject({
      items: z.array(z.strictObject({ text: z.string(), times: z.int(), lastAt: timeField })),
      /** Different searches that too few have made for their words to be kept. */
      rare: z.int(),
    }),
  },
} as const satisfies SchemasFor<typeof publicityRoutes>;
