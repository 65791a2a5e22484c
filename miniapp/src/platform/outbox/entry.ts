import type { BodyOf } from '@linli/shared/api/types.ts';
import { isRecord } from '../storage';

/** What may wait on the device until there is a network: each carries an idempotency key, so it takes effect once. */
export const sendable = ['submitRating'] as const;

export type Sendable = (typeof sendable)[number];

interface About {
  /** The idempotency key of what is sent; names the entry, too. */
  key: string;
  /** What it is about, for whoever looks for it: of a rating the scene. */
  about: string;
  /** The same in the resident's words. */
  title: string;
  /** Milliseconds since 1970, by the device's clock. */
  madeAt: number;
}

/** What is to be sent. Names and numbers are in it only if they are to be sent, and only until it has been. */
interface Unsent extends About {
  endpoint: Sendable;
  body: BodyOf<Sendable>;
}

export interface Waiting extends Unsent {
  state: 'waiting';
  /** Not to be tried before; milliseconds since 1970. */
  notBefore: number;
}

/** The server will not take it; it stays until the resident has read why, and has changed or discarded it. */
export interface Refused extends Unsent {
  state: 'refused';
  reason: string;
}

/** The server has it. Nothing of what was written is left, only where to read on. */
export interface Sent extends About {
  state: 'sent';
  sentAt: number;
  /** The page that says what happens next. */
  leadsTo: string;
}

export type Entry = Waiting | Refused | Sent;

/** True for what can be read as an entry. The body is the server's to judge. */
export function isEntry(value: unknown): value is Entry {
  if (!isRecord(value) || typeof value.madeAt !== 'number') return false;
  if (![value.key, value.about, value.title].every((text) => typeof text === 'string')) return false;
  if (value.state === 'sent') return typeof value.leadsTo === 'string' && typeof value.sentAt === 'number';
  const known = sendable.some((endpoint) => endpoint === value.endpoint) && isRecord(value.body);
  if (value.state === 'waiting') return known && typeof value.notBefore === 'number';
  return known && value.state === 'refused' && typeof value.reason === 'string';
}
