import { randomInt } from 'node:crypto';
import { Types } from 'mongoose';
import type { ChangeLog } from '../../platform/changes.ts';
import type { Clock } from '../../platform/clock.ts';
import { duplicateKeyOf } from '../../platform/errors.ts';
import type { Absences } from '../absences/index.ts';
import type { Calendars } from '../calendar/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import { chooseHandler } from './assignment.ts';
import { nextAlertAt, startClocks, type TicketTimes, turning } from './clocks.ts';
import type { TicketModel } from './model.ts';
import type { OpenCounts } from './open-counts.ts';
import type { Ticket, TicketSource } from './ticket.ts';
import { ticketChanges } from './topics.ts';

/** Without 0/O, 1/I/L and vowels: a number can be read out over the phone, and never spells a word. */
const numberAlphabet = '23456789BCDFGHJKMNPQRSTVWXZ';
const numberLength = 4;

/** The day in Shanghai, as the number's first half. */
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

function ticketNumber(now: Date): string {
  const letters = Array.from(
    { length: numberLength },
    () => numberAlphabet[randomInt(numberAlphabet.length)],
  );
  return `${dayFormat.format(now).replaceAll('-', '')}-${letters.join('')}`;
}

export interface OpeningNeeds {
  tickets: TicketModel;
  openCounts: OpenCounts;
  organization: Organization;
  absences: Absences;
  calendars: Calendars;
  notifications: Notifications;
  changes: ChangeLog;
  clock: Clock;
  times: TicketTimes;
}

/** Opens the one ticket of a source and tells its handler. Done again for the same one, it changes nothing. */
export async function openTicket(needs: OpeningNeeds, source: TicketSource): Promise<void> {
  const { tickets, openCounts, organization, absences, calendars, times } = needs;
  const now = needs.clock.now();
  const clocks = startClocks(calendars.of(source.departmentId), now, times, source.personal.contact !== null);
  const ticket: Omit<Ticket, 'number'> = {
    ...source,
    _id: new Types.ObjectId(),
    version: 1,
    state: 'assigned',
    open: true,
    handlerId: await chooseHandler(
      { openCounts, directory: organization.directory(), isAbsent: absences.isAbsent },
      source,
    ),
    finding: null,
    excluded: false,
    measures: [],
    measureText: null,
    reply: null,
    privateNote: null,
    reopened: false,
    closesAt: null,
    judgements: [],
    outcome: null,
    clocks,
    formerClocks: [],
    alerts: [],
    nextAlertAt: nextAlertAt(clocks, []),

    ...turning(clocks),
    tellings: [],
    evidence: [],
    evidenceRevision: 0,
    transfers: 0,
    request: null,
    extendedAt: null,
    pause: null,
    pauses: 0,
    pauseDays: 0,
    remindedAt: null,
    openedAt: now,
    closedAt: null,
    history: [{ kind: 'opened', at: now, staffId: null, text: null, finding: null }],
  };
  const opened = await insertOnce(tickets, ticket);
  await needs.changes.tell(ticketChanges({ ...ticket, ...opened }));
  await tellHandler(needs.notifications, opened);
}

/** Stores the ticket, or answers the one that was there first. */
async function insertOnce(tickets: TicketModel, ticket: Omit<Ticket, 'number'>): Promise<OpenedTicket> {
  for (;;) {
    const numbered = { ...ticket, number: ticketNumber(ticket.openedAt) };
    try {
      await tickets.create(numbered);
      return numbered;
    } catch (error) {
      const duplicate = duplicateKeyOf(error);
      if (!duplicate) throw error;
      const { sourceId } = ticket;
      const first = await tickets.findOne({ sourceId }, { number: 1, handlerId: 1 }).lean<OpenedTicket>();
      if (first) return first;
      if (!('number' in duplicate)) throw error;
    }
  }
}

type OpenedTicket = Pick<Ticket, '_id' | 'number' | 'handlerId'>;

async function tellHandler(notifications: Notifications, ticket: OpenedTicket): Promise<void> {
  if (!ticket.handlerId) return;
  await notifications.tell(
    [ticket.handlerId],
    `${ticket._id.toHexString()}:assigned`,
    { kind: 'ticket-assigned', ticketNumber: ticket.number },
    { kind: 'ticket', id: ticket._id },
  );
}
