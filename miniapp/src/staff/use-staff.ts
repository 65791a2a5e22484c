import type { Person } from '@linli/shared/api/types.ts';
import type { Role } from '@linli/shared/roles.ts';
import { useEffect } from 'react';
import { isSessionRefused } from '../platform/api';
import type { CallError } from '../platform/call-error';
import { pages, replaceWith } from '../platform/navigation';
import { signedInStaff } from '../platform/session';

export type StaffPerson = Extract<Person, { kind: 'staff' }>;

const ticketRoles: readonly Role[] = ['handler', 'supervisor', 'auditor'];
const contactRoles: readonly Role[] = ['handler', 'supervisor'];

/** True for those whom the server lets see tickets. */
export function seesTickets(person: StaffPerson): boolean {
  return person.roles.some((role) => ticketRoles.includes(role));
}

/** True for those whom the server lets read a resident's name and number in full. */
export function mayReadContacts(person: StaffPerson): boolean {
  return person.roles.some((role) => contactRoles.includes(role));
}

/** Who is signed in. Without anybody, the sign-in page takes the place of this one. */
export function useStaff(): StaffPerson | null {
  const person = signedInStaff();
  const nobody = person === null;
  useEffect(() => {
    if (nobody) replaceWith(pages.staffSignIn());
  }, [nobody]);
  return person;
}

/** Leads to the sign-in page when a call failed because the session has ended. */
export function useSignInAgain(error: CallError | null): void {
  const ended = error !== null && isSessionRefused(error);
  useEffect(() => {
    if (ended) replaceWith(pages.staffSignIn());
  }, [ended]);
}
