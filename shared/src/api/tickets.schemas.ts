import { z } from 'zod';
import { contactWays } from '../contact-log.ts';
import { feedbackKinds } from '../feedback.ts';
import { ticketTextMaxLength } from '../limits.ts';
import { measures, measureTextMaxLength } from '../measures.ts';
import { clockColours, ticketClockKinds } from '../ticket-clocks.ts';
import {
  findings,
  ticketActions,
  ticketEventKinds,
  ticketOutcomes,
  ticketStates,
} from '../ticket-life-cycle.ts';
import { reminderMaxLength, ticketRequestKinds } from '../ticket-requests.ts';
import type { SchemasFor } from './endpoint.ts';
import { contactField, idField, pageOf, pageQuery, timeField } from './fields.ts';
import { gradeField, tagAnswer } from './ratings.schemas.ts';
import type { ticketRoutes } from './tickets.routes.ts';

const ticketParams = z.strictObject({ id: idField });

const version = z.int().min(1);
const text = z
  .string()
  .trim()
  .min(1, '请写明内容')
  .max(ticketTextMaxLength, `最多 ${ticketTextMaxLength} 个字`);

const measuresField = z
  .array(z.enum(measures))
  .max(measures.length)
  .refine((chosen) => new Set(chosen).size === chosen.length, '同一项措施请只选一次');

/** Who gets the ticket; absent: whom the rules give it to. */
const to = idField.optional();

const ticketActionBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept'), version }),
  z.strictObject({
    action: z.literal('contact'),
    version,
    how: z.enum(contactWays),
    /** The resident was spoken to. Only then the clock of the first contact stops. */
    reached: z.boolean(),
    /** When it was; now, if absent. */
    contactedAt: timeField.optional(),
    text,
  }),
  z.strictObject({ action: z.literal('note'), version, text }),
  z.strictObject({
    action: z.literal('conclude'),
    version,
    finding: z.enum(findings),
    text,
    measures: measuresField.optional(),
    /** What exactly was done; needed where `other` is among the measures. */
    measureText: z.string().trim().max(measureTextMaxLength, `最多 ${measureTextMaxLength} 个字`).optional(),
  }),
  z.strictObject({ action: z.literal('confirm'), version, text: text.optional() }),
  z.strictObject({ action: z.literal('send-back'), version, text }),
  z.strictObject({ action: z.literal('transfer'), version, text, to }),
  z.strictObject({ action: z.literal('ask-return'), version, text }),
  z.strictObject({ action: z.literal('ask-extension'), version, text }),
  z.strictObject({
    action: z.literal('grant'),
    version,
    text: text.optional(),
    to,
    /** The department that a ticket that was not ours goes to; its code. */
    department: z.string().max(28).optional(),
  }),
  z.strictObject({ action: z.literal('refuse'), version, text }),
  z.strictObject({ action: z.literal('pause'), version, text }),
  z.strictObject({ action: z.literal('resume'), version, text: text.optional() }),
  z.strictObject({ action: z.literal('reassign'), version, text, to }),
  z.strictObject({
    action: z.literal('reply'),
    version,
    text,
    privateNote: text.optional(),
    /** The resident’s comment is shown to everyone as well, masked. */
    publishComment: z.boolean().optional(),
  }),
  z.strictObject({
    action: z.literal('remind'),
    version,
    text: text.max(reminderMaxLength, `最多 ${reminderMaxLength} 个字`),
  }),
]);

const counter = z.strictObject({ code: z.string(), name: z.string() });
const handler = z.strictObject({ id: idField, name: z.string() }).nullable();

/** A deadline; the working time tells what is left, or how late it is. */
const ticketClock = z.strictObject({
  kind: z.enum(ticketClockKinds),
  colour: z.enum(clockColours),
  dueAt: timeField,
  /** When what it waited for was done. */
  stoppedAt: timeField.nullable(),
  /** It stands still while the resident is waited for. */
  paused: z.boolean(),
  /** Overdue now, or done after it was due. */
  late: z.boolean(),
  /** Working days between today and the day it is due. */
  workingDays: z.int(),
  /** All of the working time, in minutes. */
  workingMinutes: z.int(),
});

const rowCommon = {
  id: idField,
  number: z.string(),
  state: z.enum(ticketStates),
  /** The first characters of what the resident wrote; null when nothing was written or it has been erased. */
  excerpt: z.string().nullable(),
  handler,
  /** The running clock that is due first; null when none runs. */
  clock: ticketClock.nullable(),
  openedAt: timeField,
};

export const ticketRow = z.discriminatedUnion('kind', [
  z.strictObject({
    ...rowCommon,
    kind: z.literal('rating'),
    grade: gradeField,
    tags: z.array(tagAnswer),
    counter,
    /** It came of a supplement (追评). */
    supplementary: z.boolean(),
  }),
  z.strictObject({ ...rowCommon, kind: z.literal('feedback'), feedbackKind: z.enum(feedbackKinds) }),
  z.strictObject({
    ...rowCommon,
    kind: z.literal('consultation'),
    grade: gradeField,
    tags: z.array(tagAnswer),
    /** Who advised. */
    lawyer: z.string(),
  }),
]);

const detailCommon = {
  id: idField,
  number: z.string(),
  version: z.int(),
  state: z.enum(ticketStates),
  department: z.strictObject({ name: z.string() }),
  /** What the resident wrote; null when nothing was written or it has been erased. */
  comment: z.string().nullable(),
  /** No contact was given. */
  anonymous: z.boolean(),
  /** Masked; null when none was given or it has been erased. The full one is a read of its own. */
  contact: z.strictObject({ name: z.string(), phone: z.string() }).nullable(),
  /** The resident is under 14: the contact is the guardian's. */
  contactOfGuardian: z.boolean(),
  handler,
  finding: z.enum(findings).nullable(),
  /** The findings it can be concluded with. */
  findings: z.array(z.enum(findings)),
  /** The finding was confirmed by a reviewer and takes the rating out of the good rate. */
  excluded: z.boolean(),
  measures: z.array(z.enum(measures)),
  measureText: z.string().nullable(),
  reply: z.string().nullable(),
  /** What everyone would read of the comment; null when there is nothing to show. */
  commentMasked: z.string().nullable(),
  /** For the resident alone. */
  privateNote: z.string().nullable(),
  /** The resident found it not solved, and it came back once. */
  reopened: z.boolean(),
  /** Until when the resident can judge the handling; null when there is nothing to judge. */
  judgeBy: timeField.nullable(),
  /** How it ended; null while it is open. */
  outcome: z.enum(ticketOutcomes).nullable(),
  clocks: z.array(ticketClock),
  openedAt: timeField,
  closedAt: timeField.nullable(),
  /** Oldest first. `opened` and `lapse` are the system's; `close` is from before residents judged. */
  history: z.array(
    z.strictObject({
      kind: z.enum(ticketEventKinds),
      at: timeField,
      by: z.string().nullable(),
      /** Who got the ticket, where it changed hands. */
      to: z.string().nullable(),
      text: z.string().nullable(),
      finding: z.enum(findings).nullable(),
      /** Of a contact: how it went. Those from before it was asked have none. */
      contact: z.strictObject({ at: timeField, how: z.enum(contactWays), reached: z.boolean() }).optional(),
    }),
  ),
  /** What its handler has asked a supervisor for. */
  request: z
    .strictObject({
      kind: z.enum(ticketRequestKinds),
      at: timeField,
      by: z.string().nullable(),
      text: z.string(),
    })
    .nullable(),
  /** How often it can still be passed on. */
  transfersLeft: z.int().min(0),
  /** While the resident is waited for: since when, and when it goes on by itself. */
  pause: z.strictObject({ at: timeField, until: timeField }).nullable(),
  /** What the reader may do now. */
  actions: z.array(z.enum(ticketActions)),
};

const ticketDetail = z.discriminatedUnion('kind', [
  z.strictObject({
    ...detailCommon,
    kind: z.literal('rating'),
    grade: gradeField,
    tags: z.array(tagAnswer),
    counter,
    serviceItem: z.strictObject({ name: z.string() }).nullable(),
    ratedAt: timeField,
    /** It came of a supplement (追评); this is the rating that was supplemented, with its ticket's number. */
    firstRating: z
      .strictObject({ grade: gradeField, ratedAt: timeField, ticketNumber: z.string().nullable() })
      .nullable(),
  }),
  z.strictObject({
    ...detailCommon,
    kind: z.literal('feedback'),
    feedbackKind: z.enum(feedbackKinds),
    sentAt: timeField,
  }),
  z.strictObject({
    ...detailCommon,
    kind: z.literal('consultation'),
    grade: gradeField,
    tags: z.array(tagAnswer),
    /** Who advised. */
    lawyer: z.string(),
    ratedAt: timeField,
  }),
]);

export const ticketSchemas = {
  listTickets: {
    query: z.strictObject({
      ...pageQuery,
      queue: z.enum(['mine', 'team']).default('mine'),
      state: z.enum(['open', 'closed']).default('open'),
    }),
    answer: pageOf(ticketRow),
  },
  getTicket: { params: ticketParams, answer: ticketDetail, errors: ['not-found'] },
  listTicketTargets: {
    params: ticketParams,
    answer: z.strictObject({
      people: z.array(
        z.strictObject({
          id: idField,
          name: z.string(),
          department: z.string(),
          openTickets: z.int().min(0),
        }),
      ),
      /** Where a ticket that is not ours can go; for supervisors. */
      departments: z.array(z.strictObject({ code: z.string(), name: z.string() })),
    }),
    errors: ['not-found', 'not-allowed'],
  },
  getTicketContact: {
    params: ticketParams,
    answer: contactField,
    errors: ['not-found', 'contact-not-given'],
  },
  actOnTicket: {
    params: ticketParams,
    body: ticketActionBody,
    answer: ticketDetail,
    errors: [
      'not-found',
      'not-allowed',
      'ticket-changed',
      'ticket-action-not-allowed',
      'finding-not-of-ticket',
      'contact-time-wrong',
      'no-reviewer',
      'target-not-possible',
      'nobody-to-decide',
      'reminded-recently',
      'reply-has-personal-data',
    ],
  },
} as const satisfies SchemasFor<typeof ticketRoutes>;
