import {
  nextTicketState,
  type TicketOutcome,
  type TicketState,
  type TicketTurn,
} from '@linli/shared/ticket-life-cycle.ts';
import type { Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { ChangeLog } from '../../platform/changes.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Absences } from '../absences/index.ts';
import type { Calendars } from '../calendar/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import type { ActionEffect } from './actions/index.ts';
import { leastBusy } from './assignment.ts';
import { moveTicket } from './change.ts';
import { clocksAfter, startClocks, type TicketTimes } from './clocks.ts';
import type { TicketModel } from './model.ts';
import type { OpenCounts } from './open-counts.ts';
import { standingOf } from './present.ts';
import { supervisorsBeside } from './routing/candidates.ts';
import { deliverTellings } from './tellings.ts';
import type { Judgement, Ticket } from './ticket.ts';

export interface JudgingNeeds {
  tickets: TicketModel;
  openCounts: OpenCounts;
  organization: Organization;
  absences: Absences;
  calendars: Calendars;
  notifications: Notifications;
  changes: ChangeLog;
  audit: Audit;
  clock: Clock;
  times: TicketTimes;
}

/** What a resident sends. */
export type GivenJudgement = Pick<Judgement, 'solved' | 'text' | 'idempotencyKey'>;

/** How often a judgement is tried again when staff change the ticket at the same moment. */
const tries = 5;

/**
 * The resident judges the handling. Not solved, it goes once to a supervisor, with clocks of its own; the second time it
 * is closed as what it is. The same key again changes nothing.
 * @throws judgement-not-open, idempotency-key-reused
 */
export async function judge(
  needs: JudgingNeeds,
  sourceId: Types.ObjectId,
  given: GivenJudgement,
): Promise<void> {
  const { solved, text, idempotencyKey } = given;
  for (let left = tries; left > 0; left -= 1) {
    const ticket = await needs.tickets.findOne({ sourceId }).lean<Ticket>();
    const same = ticket?.judgements.find((one) => one.idempotencyKey === idempotencyKey);
    if (same && (same.solved !== solved || same.text !== text)) throw new ApiError('idempotency-key-reused');
    if (same) return;
    const turn = solved ? 'solved' : 'not-solved';
    const to = ticket && nextTicketState(standingOf(ticket, needs), turn);
    if (!ticket || to === null) throw new ApiError('judgement-not-open');
    const judgement = { ...given, at: needs.clock.now() };
    if (await makeTurn(needs, ticket, turn, to, judgement)) return;
  }
  throw new ApiError('unavailable', { retryAfterSeconds: 1 });
}

/** Tickets looked at in one round; the rest wait for the next. */
const sweepSize = 500;

/** Closes what was answered and not judged in time. However many processes run, each is closed once. */
export async function closeUnjudged(needs: JudgingNeeds): Promise<void> {
  const due = await needs.tickets
    .find({ closesAt: { $lte: needs.clock.now() } })
    .sort({ closesAt: 1 })
    .limit(sweepSize)
    .lean<Ticket[]>();
  for (const ticket of due) {
    const to = nextTicketState(standingOf(ticket, needs), 'lapse');
    if (to) await makeTurn(needs, ticket, 'lapse', to, null);
  }
}

/** Answers false when somebody else changed the ticket first. */
async function makeTurn(
  needs: JudgingNeeds,
  ticket: Ticket,
  kind: TicketTurn,
  to: TicketState,
  judgement: Judgement | null,
): Promise<boolean> {
  const at = judgement?.at ?? needs.clock.now();
  const ended = to === 'closed';
  const effect = ended ? { set: { outcome: outcomeOf(judgement) } } : await reopen(needs, ticket, at);
  const after = await moveTicket(
    needs,
    ticket,
    { kind, to, at, staffId: null },
    {
      ...effect,
      set: {
        ...effect.set,
        closesAt: null,
        ...(judgement && { judgements: [...ticket.judgements, judgement] }),
      },
      event: { text: judgement?.text ?? null },
    },
  );
  if (!after) return false;
  needs.openCounts.forget();
  await needs.audit.record({
    chain: 'tickets',
    // Who the resident is stays where it belongs: with the rating.
    actor: { kind: judgement ? 'resident' : 'system', id: null },
    action: `ticket-${kind}`,
    subject: { kind: 'ticket', id: ticket._id.toHexString() },
    outcome: 'done',
    ip: null,
  });
  await deliverTellings(after, needs);
  return true;
}

function outcomeOf(judgement: Judgement | null): TicketOutcome {
  if (judgement === null) return 'unanswered';
  return judgement.solved ? 'solved' : 'not-solved';
}

/** To a supervisor who has not handled it, where there is one, with new clocks. */
async function reopen(
  { openCounts, organization, absences, calendars, times }: JudgingNeeds,
  ticket: Ticket,
  at: Date,
): Promise<ActionEffect> {
  const supervisors = supervisorsBeside(
    organization.directory(),
    absences.isAbsent,
    ticket,
    ticket.handlerId,
  );
  const handlerId = (await leastBusy(openCounts, supervisors))?._id ?? ticket.handlerId;
  const withContact = ticket.personal.contact !== null;
  return {
    set: {
      handlerId,
      reopened: true,
      alerts: [],
      formerClocks: clocksAfter(ticket.clocks, 'not-solved', at),
    },
    clocks: startClocks(calendars.of(ticket.departmentId), at, times, withContact),
    tell: handlerId
      ? [{ staffIds: [handlerId], notice: { kind: 'ticket-reopened', ticketNumber: ticket.number } }]
      : [],
  };
}
