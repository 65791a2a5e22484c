import { CallError, isConnectionError, isTemporary, toCallError } from '../call-error';
import { isRecord } from '../storage';
import { copy } from './copy';
import type { Entry, Waiting } from './entry';
import { type Clock, createTries } from './tries';

/** How sending ended. `kept`: it waits here, and is sent as soon as that is possible. */
export type Outcome =
  | { state: 'sent'; leadsTo: string }
  | { state: 'kept'; error: CallError | null }
  | { state: 'refused'; error: CallError };

export interface OutboxNeeds {
  store: {
    /** All entries, the oldest first. */
    list(): Entry[];
    read(key: string): Entry | null;
    /** Answers false when the device does not keep it. */
    write(entry: Entry): boolean;
    remove(key: string): void;
  };
  /** Sends it; answers with the page that says what happens next. */
  send(entry: Waiting): Promise<string>;
  /** Lets one sender at a time have an entry, whatever number of windows is open. */
  exclusively<Result>(name: string, run: () => Promise<Result>): Promise<Result>;
  isConnected(): boolean;
  isVisible(): boolean;
  clock: Clock;
}

/** What residents have sent off on this device, kept until the server has it. */
export interface Outbox {
  /** Everything in it, the oldest first; the same array until something changes. */
  entries(): readonly Entry[];
  subscribe(listener: () => void): () => void;
  /** Keeps it, and sends it at once if there is a network. */
  submit(entry: Waiting): Promise<Outcome>;
  /** Sends what waits: there is reason to believe that it works now. */
  wake(): Promise<void>;
  /** Takes an entry out. False when it was sent in the meantime, which the resident should know first. */
  takeOut(entry: Entry): Promise<boolean>;
  /** Takes note that the device was emptied. What is on its way then leaves no trace here. */
  emptied(): void;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Enough for a family that shares a phone; more would be a sign that something is wrong. */
export const unsentMax = 20;
/** As long as a service can be rated. */
export const unsentAgeMaxMs = 30 * dayMs;
/** How long the news that something was sent waits to be read. */
export const sentAgeMaxMs = 3 * dayMs;
/** No answer of the server makes an entry wait longer: the device's clock may be wrong. */
const serverWaitMaxMs = 15 * 60 * 1000;

export function createOutbox(needs: OutboxNeeds): Outbox {
  const { store, send, exclusively, isConnected, isVisible, clock } = needs;
  let known: readonly Entry[] | null = null;
  const listeners = new Set<() => void>();
  /** What a page is just sending is that page's to tell of; nobody else shows it. */
  const attended = new Set<string>();
  const underWay = new Map<string, Promise<Outcome | null>>();
  const tries = createTries(clock, () => isVisible() && void sendAll());

  function changed(): void {
    known = null;
    for (const listener of Array.from(listeners)) listener();
  }

  function put(entry: Entry): boolean {
    const written = store.write(entry);
    changed();
    return written;
  }

  /** How a try ended, unless the device was emptied meanwhile. */
  function note(entry: Entry): void {
    if (store.read(entry.key)) put(entry);
  }

  /** Keeps a new entry. Answers why it cannot; null when it does. */
  function keep(entry: Waiting): string | null {
    const others = store.list().filter(({ state, key }) => state !== 'sent' && key !== entry.key);
    if (others.length >= unsentMax) return copy.full(unsentMax);
    return put(entry) ? null : copy.notKept;
  }

  /** One try; who asks for it while it is under way shares it. Null when it no longer waits. */
  function sendOne(key: string): Promise<Outcome | null> {
    const running = underWay.get(key);
    if (running) return running;
    const started = exclusively(lockOf(key), async () => {
      const entry = store.read(key);
      if (entry?.state === 'waiting') return tryToSend(entry);
      // Another window was quicker.
      changed();
      return null;
    });
    const end = () => {
      underWay.delete(key);
    };
    underWay.set(key, started);
    started.then(end, end);
    return started;
  }

  async function tryToSend(entry: Waiting): Promise<Outcome> {
    const { key, about, title, madeAt } = entry;
    try {
      const leadsTo = await send(entry);
      note({ state: 'sent', key, about, title, madeAt, sentAt: clock.now(), leadsTo });
      return { state: 'sent', leadsTo };
    } catch (thrown) {
      const error = toCallError(thrown);
      const notBefore = notBeforeOf(error, clock.now());
      if (notBefore === null) note({ ...entry, state: 'refused', reason: error.message });
      else if (notBefore > 0) note({ ...entry, notBefore });
      return { state: notBefore === null ? 'refused' : 'kept', error };
    }
  }

  async function sendNow(entry: Waiting): Promise<Outcome> {
    if (!isConnected()) return { state: 'kept', error: null };
    // Should another window have been quicker, the server says once more what it said there.
    return (await sendOne(entry.key)) ?? tryToSend(entry);
  }

  async function sendAll(): Promise<void> {
    if (tries.underWay) return;
    tries.begin();
    let vain = false;
    for (const entry of store.list()) {
      if (entry.state !== 'waiting' || entry.notBefore > clock.now()) continue;
      const outcome = await sendOne(entry.key);
      vain = outcome?.state === 'kept';
      if (outcome?.state === 'kept' && outcome.error && isConnectionError(outcome.error)) break;
    }
    tries.end(vain);
    planNext();
  }

  function planNext(): void {
    const waiting = store.list().filter(isWaiting);
    if (waiting.length > 0) tries.plan(Math.min(...waiting.map(({ notBefore }) => notBefore)));
  }

  /** Nothing vanishes by itself but the news that all went well. */
  function tidy(): void {
    for (const entry of store.list()) {
      if (entry.state === 'sent' && clock.now() - entry.sentAt > sentAgeMaxMs) store.remove(entry.key);
      if (entry.state === 'waiting' && clock.now() - entry.madeAt > unsentAgeMaxMs) {
        store.write({ ...entry, state: 'refused', reason: copy.tooOld });
      }
    }
    changed();
  }

  return {
    entries() {
      known ??= store.list().filter(({ key }) => !attended.has(key));
      return known;
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },

    async submit(entry) {
      attended.add(entry.key);
      try {
        const whyNotKept = keep(entry);
        const outcome = toldNow(
          await (whyNotKept === null ? sendNow(entry) : sendUnkept(entry, whyNotKept, send)),
        );
        // The resident is there and learns it now.
        if (outcome.state !== 'kept') store.remove(entry.key);
        return outcome;
      } finally {
        attended.delete(entry.key);
        changed();
        planNext();
      }
    },

    async wake() {
      tidy();
      tries.hope();
      await sendAll();
    },

    async takeOut(entry) {
      await underWay.get(entry.key);
      return exclusively(lockOf(entry.key), async () => {
        if (entry.state !== 'sent' && store.read(entry.key)?.state === 'sent') return false;
        store.remove(entry.key);
        changed();
        return true;
      });
    },

    emptied: changed,
  };
}

/** For what found no room: it is sent now, or stays where it was typed. */
async function sendUnkept(entry: Waiting, whyNotKept: string, send: OutboxNeeds['send']): Promise<Outcome> {
  try {
    return { state: 'sent', leadsTo: await send(entry) };
  } catch (thrown) {
    const error = toCallError(thrown);
    const told = isTemporary(error) ? new CallError(error.code, whyNotKept, { status: error.status }) : error;
    return { state: 'refused', error: told };
  }
}

/** What the server says about a rating concerns the resident who is there; only what is in its way may pass unseen. */
function toldNow(outcome: Outcome): Outcome {
  if (outcome.state !== 'kept' || outcome.error === null || isTemporary(outcome.error)) return outcome;
  return { state: 'refused', error: outcome.error };
}

/** Before when not to try again after this error; null when that would not help. */
function notBeforeOf(error: CallError, now: number): number | null {
  const latest = now + serverWaitMaxMs;
  if (error.code === 'rated-recently') {
    const againAt = isRecord(error.details) ? Date.parse(String(error.details.againAt)) : Number.NaN;
    return againAt <= latest ? againAt : latest;
  }
  if (!isTemporary(error)) return null;
  return error.retryAfterMs === undefined ? 0 : Math.min(now + error.retryAfterMs, latest);
}

function isWaiting(entry: Entry): entry is Waiting {
  return entry.state === 'waiting';
}

function lockOf(key: string): string {
  return `linli.outbox.${key}`;
}
