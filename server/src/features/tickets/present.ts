import type { TicketDetail, TicketRow } from '@linli/shared/api/types.ts';
import { tagLabel } from '@linli/shared/reason-tags.ts';
import {
  allowedTicketActions,
  findingsOf,
  type TicketParty,
  type TicketStanding,
} from '@linli/shared/ticket-life-cycle.ts';
import { transfersMax } from '@linli/shared/ticket-requests.ts';
import type { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { maskName, maskPhone } from '../../platform/masking.ts';
import { excerptOf } from '../../platform/text.ts';
import type { Calendars } from '../calendar/index.ts';
import type { Directory } from '../organization/index.ts';
import { isSettleInTime, mostUrgent, presentClock, type TicketTimes } from './clocks.ts';
import { openContact } from './contact.ts';
import { maskedComment, type PublishingNeeds } from './publishing.ts';
import type { Ticket } from './ticket.ts';

/** What a queue needs of a ticket. */
export const rowFields = {
  number: 1,
  state: 1,
  subject: 1,
  'personal.comment': 1,
  'personal.contact': 1,
  handlerId: 1,
  departmentId: 1,
  ratedStaffIds: 1,
  clocks: 1,
  openedAt: 1,
} as const;

export type TicketRowFields = Pick<
  Ticket,
  | '_id'
  | 'number'
  | 'state'
  | 'subject'
  | 'handlerId'
  | 'departmentId'
  | 'ratedStaffIds'
  | 'clocks'
  | 'openedAt'
> & {
  personal: Pick<Ticket['personal'], 'comment' | 'contact'>;
};

export function presentCounter(counterId: Types.ObjectId, directory: Directory) {
  const counter = directory.counter(counterId);
  return { code: counter?.code ?? '', name: counter?.name ?? '' };
}

/** Who did it, by name. */
export function presentStaff(staffId: Types.ObjectId | null, directory: Directory) {
  const member = staffId && directory.staffMember(staffId);
  return member ? { id: member._id.toHexString(), name: member.name } : null;
}

/** The name of who advised in a rated consultation. */
function lawyerOf({ ratedStaffIds: [lawyer] }: Pick<Ticket, 'ratedStaffIds'>, directory: Directory) {
  return (lawyer && directory.staffMember(lawyer)?.name) ?? '';
}

const presentTags = (codes: readonly string[]) => codes.map((code) => ({ code, label: tagLabel(code) }));

/** What presenting needs beyond the ticket. */
export interface PresentNeeds extends PublishingNeeds {
  calendars: Calendars;
  clock: Clock;
  times: TicketTimes;
}

export function presentRow(ticket: TicketRowFields, needs: PresentNeeds): TicketRow {
  const { subject } = ticket;
  const directory = needs.organization.directory();
  const urgent = mostUrgent(ticket.clocks);
  const common = {
    id: ticket._id.toHexString(),
    number: ticket.number,
    state: ticket.state,
    // Whoever looks through a list reads no personal data; opening the ticket is a read, and recorded.
    excerpt: excerptOf(maskedComment(ticket, needs)),
    handler: presentStaff(ticket.handlerId, directory),
    clock: urgent && presentClock(urgent, needs.calendars.of(ticket.departmentId), needs.clock.now()),
    openedAt: ticket.openedAt.toISOString(),
  };
  if (subject.kind === 'feedback') return { ...common, kind: 'feedback', feedbackKind: subject.feedbackKind };
  const { grade } = subject;
  const tags = presentTags(subject.tags);
  if (subject.kind === 'consultation') {
    return { ...common, kind: 'consultation', grade, tags, lawyer: lawyerOf(ticket, directory) };
  }
  return {
    ...common,
    kind: 'rating',
    grade,
    tags,
    counter: presentCounter(subject.counterId, directory),
    supplementary: subject.first !== undefined,
  };
}

/** How the ticket stands to the table of its life. */
export function standingOf(
  ticket: Ticket,
  { clock, times }: Pick<PresentNeeds, 'clock' | 'times'>,
): TicketStanding {
  const { state, personal, reopened, request, transfers, extendedAt, pause, pauses, pauseDays } = ticket;
  const inTime = isSettleInTime(ticket.clocks, clock.now());
  return {
    state,
    hasContact: personal.contact !== null,
    reopened,
    request: request?.kind ?? null,
    transfersLeft: Math.max(0, transfersMax - transfers),
    extendable: inTime && extendedAt === null,
    paused: pause !== null,
    pausable: inTime && pauses < times.pauses && pauseDays < times.pauseDays,
  };
}

/** @param parties how the reader stands to the ticket; decides which actions are offered */
export function presentDetail(
  ticket: Ticket,
  parties: readonly TicketParty[],
  needs: PresentNeeds,
): TicketDetail {
  const { subject, personal } = ticket;
  const directory = needs.organization.directory();
  const calendar = needs.calendars.of(ticket.departmentId);
  const now = needs.clock.now();
  const standing = standingOf(ticket, needs);
  const contact = personal.contact && openContact(personal.contact, needs.vault);
  const common = {
    id: ticket._id.toHexString(),
    number: ticket.number,
    version: ticket.version,
    state: ticket.state,
    department: { name: directory.unit(ticket.departmentId)?.name ?? '' },
    comment: personal.comment,
    anonymous: contact === null && !personal.contactErased,
    contact: contact && { name: maskName(contact.name), phone: maskPhone(contact.phone) },
    contactOfGuardian: personal.contact?.ofGuardian ?? false,
    handler: presentStaff(ticket.handlerId, directory),
    finding: ticket.finding,
    findings: [...findingsOf(subject)],
    excluded: ticket.excluded,
    measures: ticket.measures,
    measureText: ticket.measureText,
    reply: ticket.reply,
    commentMasked: maskedComment(ticket, needs),
    privateNote: ticket.privateNote,
    reopened: ticket.reopened,
    judgeBy: ticket.closesAt?.toISOString() ?? null,
    outcome: ticket.outcome,
    clocks: ticket.clocks.map((clock) => presentClock(clock, calendar, now)),
    openedAt: ticket.openedAt.toISOString(),
    closedAt: ticket.closedAt?.toISOString() ?? null,
    request: ticket.request && {
      kind: ticket.request.kind,
      at: ticket.request.at.toISOString(),
      by: presentStaff(ticket.request.staffId, directory)?.name ?? null,
      text: ticket.request.text,
    },
    transfersLeft: standing.transfersLeft,
    pause: ticket.pause && { at: ticket.pause.at.toISOString(), until: ticket.pause.until.toISOString() },
    history: ticket.history.map(({ kind, at, staffId, text, finding, toStaffId = null, contact: made }) => ({
      kind,
      at: at.toISOString(),
      by: presentStaff(staffId, directory)?.name ?? null,
      to: presentStaff(toStaffId, directory)?.name ?? null,
      text,
      finding,
      ...(made && { contact: { ...made, at: made.at.toISOString() } }),
    })),
    actions: allowedTicketActions(standing, parties),
  };
  const raisedAt = ticket.raisedAt.toISOString();
  if (subject.kind === 'feedback') {
    return { ...common, kind: 'feedback', feedbackKind: subject.feedbackKind, sentAt: raisedAt };
  }
  const { grade } = subject;
  const tags = presentTags(subject.tags);
  if (subject.kind === 'consultation') {
    const lawyer = lawyerOf(ticket, directory);
    return { ...common, kind: 'consultation', grade, tags, lawyer, ratedAt: raisedAt };
  }
  const serviceItem = subject.serviceItemId && directory.serviceItem(subject.serviceItemId);
  return {
    ...common,
    kind: 'rating',
    grade,
    tags,
    counter: presentCounter(subject.counterId, directory),
    serviceItem: serviceItem ? { name: serviceItem.name } : null,
    ratedAt: raisedAt,
    firstRating: subject.first ? { ...subject.first, ratedAt: subject.first.ratedAt.toISOString() } : null,
  };
}
