import { z } from 'zod';
import { ticketTextMaxLength } from '../limits.ts';
import { residentTicketStates } from '../resident-view.ts';
import { findings, ticketOutcomes } from '../ticket-life-cycle.ts';
import { idempotencyKeyField, timeField } from './fields.ts';

/** What a resident says of the handling once there is an answer. Not solved needs a word why. */
export const judgementBody = z.discriminatedUnion('solved', [
  z.strictObject({ solved: z.literal(true), idempotencyKey: idempotencyKeyField }),
  z.strictObject({
    solved: z.literal(false),
    text: z
      .string()
      .trim()
      .min(1, '请写明哪里没有解决')
      .max(ticketTextMaxLength, `最多 ${ticketTextMaxLength} 个字`),
    idempotencyKey: idempotencyKeyField,
  }),
]);

/** A ticket as its resident reads it. */
export const residentTicket = z.strictObject({
  number: z.string(),
  state: z.enum(residentTicketStates),
  finding: z.enum(findings).nullable(),
  reply: z.string().nullable(),
  /** Written for the resident alone. */
  privateNote: z.string().nullable(),
  /** Until when the handling can be judged; null when there is nothing to judge. */
  judgeBy: timeField.nullable(),
  /** The resident found it not solved, and it was handled again. */
  reopened: z.boolean(),
  /** How it ended; null while it is open. */
  outcome: z.enum(ticketOutcomes).nullable(),
});
