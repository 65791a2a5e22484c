import {
  type LiveClientMessage,
  type LiveKind,
  type LiveServerMessage,
  liveCloses,
} from '@linli/shared/live.ts';
import { onReconnect } from '../network';
import { type Audience, accessTokenFor, isSignedIn, renewedTokenFor } from '../session';
import { openLiveSocket } from './socket';
import type { LiveSocket } from './socket-events';

/** What a screen wants to hear. */
export interface Ear {
  kinds: readonly LiveKind[];
  /** Something of this kind has changed. */
  changed: (kind: LiveKind) => void;
  /** Whether changes are heard now; when they are not, the screen polls. */
  live: (now: boolean) => void;
}

/** Who goes from page to page keeps the socket. */
const lingerMs = 5_000;
/** The first wait before it is tried again; each further one is twice as long. */
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** Whoever was told that they have too many open leaves the place to the others. */
const tooManyWaitMs = 300_000;
/** So many beats without a word, and nobody is there any more. */
const silentBeats = 2.5;

const lines: Partial<Record<Audience, Line>> = {};

type Line = ReturnType<typeof createLine>;

/** Listens for a screen; answers with the way to stop. All screens of one person share one socket. */
export function listenLive(audience: Audience, ear: Ear): () => void {
  const line = lines[audience] ?? createLine(audience);
  lines[audience] = line;
  return line.add(ear);
}

function createLine(audience: Audience) {
  const ears = new Set<Ear>();
  let socket: LiveSocket | null = null;
  let connecting = false;
  let ready = false;
  /** Where to go on from. */
  let cursor: string | null = null;
  let failures = 0;
  let silentMs = longestWaitMs;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let linger: ReturnType<typeof setTimeout> | undefined;

  const all = () => Array.from(ears);

  function setReady(now: boolean): void {
    if (now === ready) return;
    ready = now;
    for (const ear of all()) ear.live(now);
  }

  async function connect(): Promise<void> {
    // Nobody is signed in for this.
    if (socket || connecting || ears.size === 0 || !isSignedIn(audience)) return;
    connecting = true;
    try {
      open(await accessTokenFor(audience));
    } catch {
      later(longestWaitMs);
    } finally {
      connecting = false;
    }
  }

  function open(accessToken: string): void {
    stopWaiting();
    const own = openLiveSocket({
      opened: () => say({ type: 'hello', authorization: `Bearer ${accessToken}`, since: cursor }),
      message: hear,
      closed(code) {
        clearTimeout(silence);
        if (socket === own) socket = null;
        setReady(false);
        if (ears.size > 0) comeBack(code, accessToken);
      },
    });
    socket = own;
    expectWord();
  }

  function comeBack(code: number, accessToken: string): void {
    failures += 1;
    if (code === liveCloses.tooMany) later(tooManyWaitMs);
    else if (code === liveCloses.notSignedIn && failures === 1) {
      // With a token that has lapsed one comes back at once, with another.
      renewedTokenFor(audience, accessToken).then(
        () => later(0),
        () => later(longestWaitMs),
      );
    } else {
      // By chance, so that a hall full of screens does not come back in one moment.
      const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1));
      later(waitMs * (0.5 + Math.random()));
    }
  }

  function later(ms: number): void {
    stopWaiting();
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, ms);
  }

  function stopWaiting(): void {
    clearTimeout(retry);
    retry = undefined;
  }

  const say = (message: LiveClientMessage) => socket?.send(JSON.stringify(message));

  /** A network that went without a word leaves the socket open for long. */
  function expectWord(): void {
    clearTimeout(silence);
    silence = setTimeout(() => socket?.close(), silentMs);
  }

  function hear(text: string): void {
    const message: LiveServerMessage = JSON.parse(text);
    cursor = message.cursor;
    if (message.type === 'beat') say({ type: 'beat' });
    if (message.type === 'ready') {
      failures = 0;
      silentMs = message.beatSeconds * silentBeats * 1000;
      setReady(true);
    }
    expectWord();
    for (const ear of all()) {
      for (const kind of ear.kinds) {
        if (concerns(message, kind)) ear.changed(kind);
      }
    }
  }

  // The device says that the network is back: there is nothing to wait for.
  onReconnect(() => {
    failures = 0;
    void connect();
  });

  return {
    add(ear: Ear): () => void {
      ears.add(ear);
      if (ready) ear.live(true);
      else if (retry === undefined) void connect();
      return () => {
        ears.delete(ear);
        clearTimeout(linger);
        linger = setTimeout(() => {
          if (ears.size > 0) return;
          stopWaiting();
          failures = 0;
          socket?.close();
        }, lingerMs);
      };
    },
  };
}

function concerns(message: LiveServerMessage, kind: LiveKind): boolean {
  if (message.type === 'beat') return false;
  return (message.type === 'ready' && message.afresh) || message.changed.indexOf(kind) >= 0;
}
