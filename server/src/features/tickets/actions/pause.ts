import { addWorkingDays, type WorkCalendar, workingDaysBetween } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import type { ChangeLog } from '../../../platform/changes.ts';
import type { Calendars } from '../../calendar/index.ts';
import type { Notifications } from '../../notifications/index.ts';
import { moveTicket } from '../change.ts';
import { pauseSettleClock, resumeClocks, type TicketClock } from '../clocks.ts';
import type { TicketModel } from '../model.ts';
import { deliverTellings } from '../tellings.ts';
import type { Ticket } from '../ticket.ts';
import type { ActionEffect, ActionRule } from './rule.ts';

/** The resident is waited for: the time to answer stands still, for as many working days as are left. */
export const pause: ActionRule<'pause'> = {
  apply(ticket, { text }, { at, calendars, times }) {
    const left = times.pauseDays - ticket.pauseDays;
    const until = addWorkingDays(calendars.of(ticket.departmentId), at, left).value;
    return {
      set: { pause: { at, until }, pauses: ticket.pauses + 1 },
      event: { text },
      clocks: pauseSettleClock(ticket.clocks, at),
    };
  },
};

/** The resident has answered, or there is no more waiting. */
export const resume: ActionRule<'resume'> = {
  apply(ticket, { text }, { at, calendars }) {
    return { ...goOn(ticket, at, calendars.of(ticket.departmentId)), event: { text: text ?? null } };
  },
};

/** What becomes of a ticket whose pause ends; nothing where there is none. */
export function goOn(
  { pause, pauseDays, clocks }: Pick<Ticket, 'pause' | 'pauseDays' | 'clocks'>,
  at: Date,
  calendar: WorkCalendar,
): { set: NonNullable<ActionEffect['set']>; clocks: TicketClock[] } {
  if (!pause) return { set: {}, clocks: [...clocks] };
  return {
    set: { pause: null, pauseDays: pauseDays + workingDaysBetween(calendar, pause.at, at) },
    clocks: resumeClocks(calendar, clocks, at),
  };
}

/**
 * A ticket has waited for its resident as long as it may: it goes on by itself, from the moment the wait was to end.
 * The ticket as it is then; null when somebody else has changed it meanwhile.
 */
export async function endPause(ticketId: Types.ObjectId, needs: EndPauseNeeds): Promise<Ticket | null> {
  const { tickets, calendars } = needs;
  const ticket = await tickets.findById(ticketId).lean<Ticket>();
  if (!ticket?.pause) return null;
  const at = ticket.pause.until;
  const effect: ActionEffect = {
    ...goOn(ticket, at, calendars.of(ticket.departmentId)),
    ...(ticket.handlerId && {
      tell: [
        { staffIds: [ticket.handlerId], notice: { kind: 'ticket-resumed', ticketNumber: ticket.number } },
      ],
    }),
  };
  const move = { kind: 'resume', to: ticket.state, at, staffId: null } as const;
  const after = await moveTicket(needs, ticket, move, effect);
  if (after) await deliverTellings(after, needs);
  return after;
}

interface EndPauseNeeds {
  tickets: TicketModel;
  calendars: Calendars;
  notifications: Notifications;
  changes: ChangeLog;
}
