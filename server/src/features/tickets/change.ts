import type { TicketEventKind, TicketState } from '@linli/shared/ticket-life-cycle.ts';
import type { Types, UpdateQuery } from 'mongoose';
import type { ActionEffect } from './actions/index.ts';
import { clocksAfter, nextAlertAt, turning } from './clocks.ts';
import type { Telling, Ticket } from './model.ts';
import { noticeForResident } from './tellings.ts';

/** One move of a ticket: what, where to, when, and by whom of the staff. */
export interface Move {
  kind: TicketEventKind;
  to: TicketState;
  at: Date;
  staffId: Types.ObjectId | null;
}

/** What every move writes, with its own effect. To be done only to the version that the effect was made for. */
export function changeBy(
  ticket: Ticket,
  { kind, to, at, staffId }: Move,
  effect: ActionEffect,
): UpdateQuery<Ticket> {
  const clocks = effect.clocks ?? clocksAfter(ticket.clocks, kind, at);
  const alerts = effect.set?.alerts ?? ticket.alerts;
  const pause = effect.set?.pause === undefined ? ticket.pause : effect.set.pause;
  const answered = to === 'replied' || to === 'closed';
  const forResident = noticeForResident(ticket, { kind, to });
  const tellings: Omit<Telling, 'occasion' | 'at'>[] = [
    ...(effect.tell ?? []),
    ...(forResident ? [{ staffIds: [], toResident: true as const, notice: forResident }] : []),
  ];
  return {
    $inc: { version: 1 },
    $set: {
      ...effect.set,
      // What was asked for is settled with the answer.
      ...(answered && { request: null }),
      state: to,
      open: to !== 'closed',
      ...(to === 'closed' && { closedAt: at }),
      clocks,
      nextAlertAt: nextAlertAt(clocks, alerts, pause),
      ...turning(clocks),
    },
    $push: {
      tellings: {
        $each: tellings.map((telling, index) => ({
          ...telling,
          occasion: `${ticket.version}.${index}`,
          at,
        })),
      },
      history: { text: null, finding: null, ...effect.event, kind, at, staffId },
    },
  };
}
