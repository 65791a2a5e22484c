import type { Matter } from '@linli/shared/legal-service.ts';

/** What a resident was told that they have. */
export interface Accepted {
  id: string;
  resident: string;
  lawyerId: string;
  startsAt: string;
  matter: Matter;
}

/** A closure that was entered. */
export interface Closed {
  id: string;
  of: { kind: 'lawyer' | 'station'; id: string };
  from: string;
  to: string;
}

/**
 * What the residents were promised, kept on their side of the wire: each booking that was answered with success, until
 * its resident gives it up. The database has to agree after each step.
 */
export interface Ledger {
  accepted: Map<string, Accepted>;
  closures: Map<string, Closed>;
  /** Holds and offers somebody knows of, by resident. */
  kept: Map<string, { id: string; lawyerId: string; startsAt: string }>;
  /** Entries on the waitlist, by resident. */
  waits: Map<string, string>;
  /** Appointments that were closed, and whose resident has not chosen another time. */
  closedFor: Map<string, string>;
}

export function createLedger(): Ledger {
  return {
    accepted: new Map(),
    closures: new Map(),
    kept: new Map(),
    waits: new Map(),
    closedFor: new Map(),
  };
}

export function ownOf(ledger: Ledger, resident: string): Accepted[] {
  return [...ledger.accepted.values()].filter((one) => one.resident === resident);
}
