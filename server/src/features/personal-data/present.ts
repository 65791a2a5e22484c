import type { Holding } from '@linli/shared/api/types.ts';
import { residentStateOf } from '@linli/shared/resident-view.ts';
import type { TicketKind } from '@linli/shared/ticket-life-cycle.ts';
import { maskName, maskPhone } from '../../platform/masking.ts';
import { excerptOf } from '../../platform/text.ts';
import type { Vault } from '../../platform/vault.ts';
import { openContact, type TicketProgress } from '../tickets/index.ts';
import type { PersonalParts } from './model.ts';
import { stateOf } from './review.ts';

/** The personal data in one document, masked: enough for its owner to recognise it. */
export function presentHolding(
  kind: TicketKind,
  title: string,
  parts: PersonalParts,
  ticket: TicketProgress | null,
  vault: Vault,
): Holding {
  const contact = parts.contact && openContact(parts.contact, vault);
  return {
    kind,
    id: parts._id.toHexString(),
    title,
    at: parts.createdAt.toISOString(),
    contact: contact && { name: maskName(contact.name), phone: maskPhone(contact.phone) },
    ofGuardian: parts.contact?.ofGuardian ?? false,
    contactState: stateOf(parts, 'contact'),
    correctable: contact !== null && ticket?.state !== 'closed',
    excerpt: excerptOf(parts.comment),
    commentState: stateOf(parts, 'comment'),
    ticketState: ticket && residentStateOf(ticket.state),
  };
}

/** The same in full, for the owner's own export. */
export function presentForExport(parts: PersonalParts, vault: Vault) {
  const { consent, contact } = parts;
  return {
    contact: contact && { ...openContact(contact, vault), ofGuardian: contact.ofGuardian ?? false },
    consent: consent
      ? { version: consent.version, ageGroup: consent.ageGroup, at: consent.at.toISOString() }
      : null,
    contactState: stateOf(parts, 'contact'),
    commentState: stateOf(parts, 'comment'),
  };
}
