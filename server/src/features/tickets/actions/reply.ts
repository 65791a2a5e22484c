import { dayMs, later } from '../../../platform/clock.ts';
import { checkReply, maskedComment } from '../publishing.ts';
import type { ActionRule } from './rule.ts';

/**
 * Answers the resident, who has a while to say whether that solved it. Everyone may read the answer, and the comment
 * where who answers has looked at it.
 * @throws reply-has-personal-data
 */
export const reply: ActionRule<'reply'> = {
  apply(ticket, { text, privateNote, publishComment = false }, context) {
    checkReply(text, ticket, context);
    const comment = publishComment ? maskedComment(ticket, context) : null;
    return {
      set: {
        reply: text,
        privateNote: privateNote ?? null,
        ...(comment && { publicComment: comment }),
        closesAt: later(context.at, context.times.judgeDays * dayMs),
      },
      event: { text, ...(privateNote && { privateNote }) },
    };
  },
};
