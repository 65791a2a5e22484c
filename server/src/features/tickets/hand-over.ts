import type { Audit } from '../../platform/audit.ts';
import type { ChangeLog } from '../../platform/changes.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Absence, Absences } from '../absences/index.ts';
import type { Calendars } from '../calendar/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization, Staff } from '../organization/index.ts';
import { given } from './actions/give.ts';
import { leastBusy } from './assignment.ts';
import { moveTicket } from './change.ts';
import type { TicketTimes } from './clocks.ts';
import type { TicketModel } from './model.ts';
import type { OpenCounts } from './open-counts.ts';
import { candidatesFor, whyNot } from './routing/candidates.ts';
import { deliverTellings } from './tellings.ts';
import type { Ticket } from './ticket.ts';

export interface HandOverNeeds {
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

/**
 * Gives away what lies on the desks of those whose absence has begun, as they wished. Done again, also by another
 * process, it changes nothing; what somebody changes at the same moment is left to the next round.
 */
export async function handOverDue(needs: HandOverNeeds): Promise<void> {
  for (const absence of needs.absences.handOversDue()) {
    const waiting = await needs.tickets
      .find({ handlerId: absence.staffId, open: true })
      .sort({ openedAt: 1 })
      .lean<Ticket[]>();
    let done = true;
    // What is answered waits for its resident only.
    for (const ticket of waiting.filter(({ state }) => state !== 'replied'))
      done = (await handOver(absence, ticket, needs)) && done;
    if (done) await needs.absences.handedOver(absence._id);
  }
}

/** False when it is to be tried again. A ticket that nobody else may have stays where it is. */
async function handOver(absence: Absence, ticket: Ticket, needs: HandOverNeeds): Promise<boolean> {
  const { openCounts, audit, clock } = needs;
  const member = await whoInstead(absence, ticket, needs);
  if (!member) return true;
  const at = clock.now();
  const to = ticket.state === 'accepted' ? 'assigned' : ticket.state;
  const after = await moveTicket(
    needs,
    ticket,
    { kind: 'hand-over', to, at, staffId: absence.enteredById },
    given(ticket, member, ticket.departmentId, { ...needs, at }),
  );
  if (!after) return false;
  openCounts.forget();
  await audit.record({
    chain: 'tickets',
    actor: { kind: 'staff', id: absence.enteredById.toHexString() },
    action: 'ticket-hand-over',
    subject: { kind: 'ticket', id: ticket._id.toHexString() },
    outcome: 'done',
    ip: null,
  });
  await deliverTellings(after, needs);
  return true;
}

/** The deputy, unless the ticket is about them, or they are away too; else whom the rules give it to. */
async function whoInstead(
  { staffId, deputyId, handOver }: Absence,
  ticket: Ticket,
  { organization, absences, openCounts }: HandOverNeeds,
): Promise<Staff | null> {
  const directory = organization.directory();
  const { isAbsent } = absences;
  const deputy = handOver === 'deputy' && deputyId ? directory.staffMember(deputyId) : null;
  const question = { directory, isAbsent, source: ticket, without: staffId };
  if (deputy && whyNot(deputy, question) === null) return deputy;
  return leastBusy(openCounts, candidatesFor(directory, isAbsent, ticket, staffId).people);
}
