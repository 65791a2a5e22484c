import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { liveCloses, livePath } from '@linli/shared/live.ts';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { secondMs } from '../../platform/clock.ts';

/** A hello holds a token; nothing longer is sent to us. */
const messageMaxBytes = 4096;
/** So soon a new socket says whose it is. */
const helloWithinMs = 5 * secondMs;
/** Sockets that have not said so yet; more are turned away. */
const strangersMax = 500;
/** Clients that do not answer the good-bye are dropped after this. */
const goodbyeMs = secondMs;

const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    authorization: z.string(),
    since: z
      .string()
      .regex(/^\d{1,15}$/)
      .nullable(),
  }),
  z.strictObject({ type: z.literal('beat') }),
]);

export type Hello = Extract<z.infer<typeof clientMessage>, { type: 'hello' }>;

/** Somebody who was greeted. */
export interface Greeted {
  /** They answered a beat; false when they say far too much. */
  answered(): boolean;
  /** Their socket is closed. */
  left(): void;
}

export interface Sockets {
  /** Takes the sockets that come to this server. */
  attach(http: Server): void;
  /** Closes all, and takes no more. */
  stop(): Promise<void>;
}

/**
 * The sockets as such: who has not said hello in time, or says what is no message, is sent away.
 * @param greet answers null when it has closed the socket
 */
export function createSockets(greet: (socket: WebSocket, hello: Hello) => Promise<Greeted | null>): Sockets {
  let strangers = 0;
  let stopping = false;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: messageMaxBytes,
    perMessageDeflate: false,
  });

  function receive(socket: WebSocket): void {
    let greeted: Promise<Greeted | null> | null = null;
    let stranger = true;
    strangers += 1;
    const late = setTimeout(() => socket.close(liveCloses.late), helloWithinMs).unref();
    const noStranger = () => {
      if (stranger) strangers -= 1;
      stranger = false;
      clearTimeout(late);
    };
    socket.on('message', (data, isBinary) => {
      const message = isBinary ? null : readMessage(data);
      if (message === null || (message.type === 'hello') !== (greeted === null)) {
        socket.close(liveCloses.malformed);
      } else if (message.type === 'hello') {
        noStranger();
        greeted = greet(socket, message);
      } else {
        void greeted?.then((known) => {
          if (known?.answered() === false) socket.close(liveCloses.malformed);
        });
      }
    });
    // What breaks a socket closes it, too; the client comes again.
    socket.on('error', () => {});
    socket.on('close', () => {
      noStranger();
      void greeted?.then((known) => known?.left());
    });
  }

  return {
    attach(http) {
      http.on('upgrade', (request, socket: Duplex, head: Buffer) => {
        socket.on('error', () => {});
        if (request.url !== livePath) refuse(socket, '404 Not Found');
        else if (stopping || strangers >= strangersMax) refuse(socket, '503 Service Unavailable');
        else sockets.handleUpgrade(request, socket, head, receive);
      });
    },
    async stop() {
      stopping = true;
      await closeAll(sockets.clients);
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function readMessage(data: RawData): z.infer<typeof clientMessage> | null {
  try {
    return clientMessage.parse(JSON.parse(String(data)));
  } catch {
    return null;
  }
}

async function closeAll(sockets: ReadonlySet<WebSocket>): Promise<void> {
  const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of sockets) socket.close(1001);
  const hurry = setTimeout(() => {
    for (const socket of sockets) socket.terminate();
  }, goodbyeMs);
  await Promise.all(closed);
  clearTimeout(hurry);
}
