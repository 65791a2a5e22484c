import { dayMs, later } from '../../../platform/clock.ts';
import type { ActionRule } from './rule.ts';

/** Answers the resident, who has a while to say whether that solved it. */
export const reply: ActionRule<'reply'> = {
  apply: (_ticket, { text, privateNote }, { at, times }) => ({
    set: {
      reply: text,
      privateNote: privateNote ?? null,
      closesAt: later(at, times.judgeDays * dayMs),
    },
    event: { text, ...(privateNote && { privateNote }) },
  }),
};
