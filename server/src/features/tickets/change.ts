import type { TicketEventKind, TicketState } from '@linli/shared/ticket-life-cycle.ts';
import type { Types, UpdateQuery } from 'mongoose';
import type { ChangeLog } from '../../platform/changes.ts';
import type { ActionEffect } from './actions/index.ts';
import { clocksAfter, nextAlertAt, turning } from './clocks.ts';
import type { TicketModel } from './model.ts';
import { noticeForResident } from './tellings.ts';
import type { Telling, Ticket } from './ticket.ts';
import { ticketChanges } from './topics.ts';

/** One move of a ticket: what, where to, when, and by whom of the staff. */
export interface Move {
  kind: TicketEventKind;
  to: TicketState;
  at: Date;
  staffId: Types.ObjectId | null;
}

/**
 * Moves a ticket, and lets the screens know. The ticket as it is then; null when somebody has changed it since it was
 * read.
 */
export async function moveTicket(
  { tickets, changes }: { tickets: TicketModel; changes: ChangeLog },
  ticket: Ticket,
  move: Move,
  effect: ActionEffect,
): Promise<Ticket | null> {
  const { _id, version } = ticket;
  const after = await tickets
    .findOneAndUpdate({ _id, version }, changeBy(ticket, move, effect), { returnDocument: 'after' })
    .lean<Ticket>();
  if (after) await changes.tell(ticketChanges(after, ticket));
  return after;
}

/** What every move writes, with its own effect. */
function changeBy(
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
