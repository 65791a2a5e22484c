import type { Vault } from '../../platform/vault.ts';
import type { SealedContact } from './ticket.ts';

/** A name and number, as typed. */
export interface Contact {
  name: string;
  phone: string;
}

export function sealContact({ name, phone }: Contact, vault: Vault): SealedContact {
  return { name: vault.seal('contact.name', name), phone: vault.seal('contact.phone', phone) };
}

/** The contact in full. Whoever shows it records the read first. */
export function openContact({ name, phone }: SealedContact, vault: Vault): Contact {
  return { name: vault.open('contact.name', name), phone: vault.open('contact.phone', phone) };
}
