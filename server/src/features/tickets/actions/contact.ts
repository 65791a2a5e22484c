import { minuteMs } from '../../../platform/clock.ts';
import { ApiError } from '../../../platform/errors.ts';
import type { ActionRule } from './rule.ts';

/** How far from ours the clock of a phone may be; and a form that asks for hour and minute drops the seconds. */
const clockDriftMs = 5 * minuteMs;

/**
 * One entry of the contact log. Trying is not reaching: the clock of the first contact goes on until the resident was
 * spoken to.
 * @throws contact-time-wrong
 */
export const contact: ActionRule<'contact'> = {
  apply({ openedAt, clocks }, { how, reached, contactedAt, text }, { at: now }) {
    const at = contactedAt === undefined ? now : new Date(contactedAt);
    const tooEarly = at.getTime() < openedAt.getTime() - clockDriftMs;
    const tooLate = at.getTime() > now.getTime() + clockDriftMs;
    if (tooEarly || tooLate) throw new ApiError('contact-time-wrong');
    return { event: { text, contact: { at, how, reached } }, ...(!reached && { clocks: [...clocks] }) };
  },
};
