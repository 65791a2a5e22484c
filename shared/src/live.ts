/**
 * What goes over the socket that tells screens when to read again. It never carries what has changed: a screen asks
 * for that through the API, which knows what it may see.
 */
export const livePath = '/api/v1/live';

/** What a screen shows of a kind has changed. */
export const liveKinds = [
  /** Tickets that the caller handles. */
  'own-tickets',
  /** Tickets of the units that the caller sees. */
  'unit-tickets',
  /** The consultation days that the caller sees. */
  'day',
  /** The caller's messages. */
  'inbox',
  /** What the screen at a counter shows. */
  'screen',
] as const;

export type LiveKind = (typeof liveKinds)[number];

/**
 * Milliseconds within which, by chance, a screen reads again. What one person waits for it reads at once; where one
 * change moves the screens of a whole unit, they do not ask all in the same moment.
 */
export const readWithinMs: Record<LiveKind, number> = {
  'own-tickets': 0,
  'unit-tickets': 1000,
  day: 300,
  inbox: 0,
  screen: 0,
};

/** What a client sends: first who it is, then an answer to each beat. */
export type LiveClientMessage =
  | {
      type: 'hello';
      /** As in the header of a call: `Bearer <access token>` or `Device <token>`. */
      authorization: string;
      /** The last cursor it was given; null when it has none. */
      since: string | null;
    }
  | { type: 'beat' };

/** What the server sends. Each message carries the cursor to go on from. */
export type LiveServerMessage =
  | {
      type: 'ready';
      cursor: string;
      /** What has changed since the cursor that the client came with. */
      changed: readonly LiveKind[];
      /** That cursor is not known any more, or there was none: everything is to be read again. */
      afresh: boolean;
      /** How often a beat comes. */
      beatSeconds: number;
    }
  | { type: 'changed'; cursor: string; changed: readonly LiveKind[] }
  /** Says that both are still there, and is answered with one. */
  | { type: 'beat'; cursor: string };

/** Why the server closes a socket, beside 1001 when it stops. */
export const liveCloses = {
  /** A message that is none, or one out of turn. */
  malformed: 4400,
  /** The token does not, or no longer, work. */
  notSignedIn: 4401,
  /** Nobody said who they are in time. */
  late: 4408,
  /** The caller has opened so many newer ones that this one has to go. */
  tooMany: 4429,
} as const;
