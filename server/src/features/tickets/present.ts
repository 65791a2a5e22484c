import type { TicketDetail, TicketRow } from '@linli/shared/api/types.ts';
import { tagLabel } from '@linli/shared/reason-tags.ts';
import { allowedTicketActions, type TicketParty } from '@linli/shared/ticket-life-cycle.ts';
import type { Types } from 'mongoose';
import { maskName, maskPhone } from '../../platform/masking.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Directory } from '../organization/index.ts';
import { openContact } from './contact.ts';
import type { Ticket } from './model.ts';

/** What a queue needs of a ticket. */
export const rowFields = {
  number: 1,
  state: 1,
  grade: 1,
  tags: 1,
  comment: 1,
  counterId: 1,
  handlerId: 1,
  openedAt: 1,
} as const;

export type TicketRowFields = Pick<Ticket, '_id' | keyof typeof rowFields>;

/** How much of a comment stands in a queue, in characters. */
const excerptLength = 60;

function presentCounter(counterId: Types.ObjectId, directory: Directory) {
  const counter = directory.counter(counterId);
  return { code: counter?.code ?? '', name: counter?.name ?? '' };
}

function presentStaff(staffId: Types.ObjectId | null, directory: Directory) {
  const member = staffId && directory.staffMember(staffId);
  return member ? { id: member._id.toHexString(), name: member.name } : null;
}

const presentTags = (codes: readonly string[]) => codes.map((code) => ({ code, label: tagLabel(code) }));

export function presentRow(ticket: TicketRowFields, directory: Directory): TicketRow {
  return {
    id: ticket._id.toHexString(),
    number: ticket.number,
    state: ticket.state,
    grade: ticket.grade,
    tags: presentTags(ticket.tags),
    excerpt: ticket.comment ? [...ticket.comment].slice(0, excerptLength).join('') : null,
    counter: presentCounter(ticket.counterId, directory),
    handler: presentStaff(ticket.handlerId, directory),
    openedAt: ticket.openedAt.toISOString(),
  };
}

/** @param parties how the reader stands to the ticket; decides which actions are offered */
export function presentDetail(
  ticket: Ticket,
  parties: readonly TicketParty[],
  directory: Directory,
  vault: Vault,
): TicketDetail {
  const serviceItem = ticket.serviceItemId && directory.serviceItem(ticket.serviceItemId);
  const contact = ticket.contact && openContact(ticket.contact, vault);
  return {
    id: ticket._id.toHexString(),
    number: ticket.number,
    version: ticket.version,
    state: ticket.state,
    grade: ticket.grade,
    tags: presentTags(ticket.tags),
    comment: ticket.comment,
    counter: presentCounter(ticket.counterId, directory),
    department: { name: directory.unit(ticket.departmentId)?.name ?? '' },
    serviceItem: serviceItem ? { name: serviceItem.name } : null,
    ratedAt: ticket.ratedAt.toISOString(),
    anonymous: contact === null,
    contact: contact && { name: maskName(contact.name), phone: maskPhone(contact.phone) },
    handler: presentStaff(ticket.handlerId, directory),
    finding: ticket.finding,
    reply: ticket.reply,
    openedAt: ticket.openedAt.toISOString(),
    closedAt: ticket.closedAt?.toISOString() ?? null,
    history: ticket.history.map(({ kind, at, staffId, text, finding }) => ({
      kind,
      at: at.toISOString(),
      by: presentStaff(staffId, directory)?.name ?? null,
      text,
      finding,
    })),
    actions: allowedTicketActions(ticket.state, parties),
  };
}
