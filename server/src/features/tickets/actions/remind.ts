import { hourMs, later } from '../../../platform/clock.ts';
import { ApiError } from '../../../platform/errors.ts';
import type { ActionRule } from './rule.ts';

/** More often it would be noise. */
const remindEveryMs = hourMs;

/**
 * A supervisor's words to the handler.
 * @throws reminded-recently
 * @throws target-not-possible when nobody else handles it
 */
export const remind: ActionRule<'remind'> = {
  apply({ handlerId, remindedAt, number }, { text }, { actor, at }) {
    if (!handlerId || handlerId.equals(actor.id)) throw new ApiError('target-not-possible');
    if (remindedAt && at < later(remindedAt, remindEveryMs)) throw new ApiError('reminded-recently');
    return {
      set: { remindedAt: at },
      event: { text },
      tell: [{ staffIds: [handlerId], notice: { kind: 'ticket-reminder', ticketNumber: number, text } }],
    };
  },
};
