import type { Server } from 'node:http';
import { liveCloses } from '@linli/shared/live.ts';
import type { WebSocket } from 'ws';
import type { ChangeLog, Listener, TopicsFor } from '../../platform/changes.ts';
import { secondMs } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Authenticate, AuthenticateDevice } from '../../platform/http/actor.ts';
import type { Log } from '../../platform/log.ts';
import { createPoller } from '../../platform/poller.ts';
import { type Audience, LiveConnection } from './connection.ts';
import { createHistory } from './history.ts';
import { createSockets, type Greeted, type Hello } from './sockets.ts';

/** How live it is, and how much of it one may have. */
export interface LiveSettings {
  /** How often each process looks for changes while somebody listens. */
  pollMs: number;
  /** How often each listener is asked whether they are still there, and still may be. */
  beatSeconds: number;
  /** Sockets that one person or screen may have at each process; the oldest has to go. */
  socketsEach: number;
}

/** Tells screens that what they show has changed, over a socket (docs/decisions/0041). */
export interface Live {
  /** Takes the sockets that come to this server. */
  attach(http: Server): void;
  /** One beat: who has gone is dropped, and whose session has ended is sent away. */
  beat(): Promise<void>;
  /** How many listen. */
  listening(): number;
  /** Closes all sockets, and takes no more. */
  stop(): Promise<void>;
}

export interface LiveNeeds {
  changes: ChangeLog;
  authenticate: Authenticate;
  authenticateDevice: AuthenticateDevice;
  topicsFor: readonly TopicsFor[];
  settings: LiveSettings;
  log: Log;
}

/** The socket's code for a fault of ours (RFC 6455, 7.4.1). */
const internalError = 1011;

export function createLive(needs: LiveNeeds): Live {
  const { settings, log } = needs;
  const connections = new Set<LiveConnection>();
  let beating: NodeJS.Timeout | undefined;

  const history = createHistory(needs.changes, (batches, complete) => {
    for (const connection of connections) {
      if (complete) connection.tell(batches);
      else connection.tellAll(history.position());
    }
  });
  const poller = createPoller(
    'look for changes',
    settings.pollMs,
    async () => {
      if (connections.size > 0) await history.catchUp();
    },
    log,
  );

  /** Whose token it is; null when it does not, or no longer, work. */
  async function identify(authorization: string): Promise<Listener | null> {
    try {
      return (await needs.authenticateDevice(authorization)) ?? (await needs.authenticate(authorization));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'session-ended') return null;
      throw error;
    }
  }

  const audienceOf = (listener: Listener): Audience =>
    new Map(needs.topicsFor.flatMap((topicsFor) => topicsFor(listener)));

  /** A phone that has changed its network opens a new one while the old seems alive. */
  function makeRoomFor({ kind, id }: Listener): void {
    const own = [...connections].filter(({ listener }) => listener.kind === kind && listener.id === id);
    for (const oldest of own.slice(0, Math.max(0, own.length - settings.socketsEach + 1))) {
      dismiss(oldest, liveCloses.tooMany);
    }
  }

  /** Sends a listener away. */
  function dismiss(connection: LiveConnection, code: number): void {
    connections.delete(connection);
    connection.close(code);
  }

  async function greet(socket: WebSocket, { authorization, since }: Hello): Promise<Greeted | null> {
    const listener = await identify(authorization);
    if (!listener) {
      socket.close(liveCloses.notSignedIn);
      return null;
    }
    await history.catchUp();
    if (socket.readyState !== socket.OPEN) return null;
    makeRoomFor(listener);
    const connection = new LiveConnection(socket, {
      authorization,
      listener,
      audience: audienceOf(listener),
      position: history.position(),
    });
    connections.add(connection);
    connection.welcome(since === null ? null : history.since(Number(since)), settings.beatSeconds);
    return { answered: () => connection.answered(), left: () => connections.delete(connection) };
  }

  const sockets = createSockets((socket, hello) =>
    greet(socket, hello).catch((error: unknown) => {
      log.warn({ err: error }, 'could not greet a listener');
      socket.close(internalError);
      return null;
    }),
  );

  async function beatOne(connection: LiveConnection): Promise<void> {
    if (!connection.beat()) {
      connections.delete(connection);
      return connection.drop();
    }
    const listener = await identify(connection.authorization);
    if (listener) connection.know(listener, audienceOf(listener));
    else dismiss(connection, liveCloses.notSignedIn);
  }

  async function beat(): Promise<void> {
    const beats = await Promise.allSettled([...connections].map(beatOne));
    // While the database is away nobody is sent away.
    const failed = beats.find((one) => one.status === 'rejected');
    if (failed) log.warn({ err: failed.reason }, 'could not ask whose session has ended');
  }

  return {
    attach(http) {
      sockets.attach(http);
      poller.start();
      beating = setInterval(() => void beat(), settings.beatSeconds * secondMs).unref();
    },
    beat,
    listening: () => connections.size,
    async stop() {
      clearInterval(beating);
      await poller.stop();
      await sockets.stop();
    },
  };
}
