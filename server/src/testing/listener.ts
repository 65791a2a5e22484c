import { type LiveKind, type LiveServerMessage, livePath } from '@linli/shared/live.ts';
import { WebSocket } from 'ws';

/** A socket that listens to what changes, as a screen does; it answers no beat by itself. */
export interface TestListener {
  /** Everything that came, in order. */
  messages: LiveServerMessage[];
  /** The next message of a type that has not been waited for; throws when the socket closes before. */
  next<Type extends LiveServerMessage['type']>(
    type: Type,
  ): Promise<Extract<LiveServerMessage, { type: Type }>>;
  /** Resolves once this kind has changed, with all that has changed up to then. */
  heard(kind: LiveKind): Promise<Set<LiveKind>>;
  send(message: unknown): void;
  sendBinary(content: Buffer): void;
  /** The code that it was closed with. */
  closed: Promise<number>;
  /** As when the network goes. */
  drop(): Promise<number>;
}

/** Opens a socket to a server, or to an address at it, without saying anything. */
export async function openSocket(serverUrl: string): Promise<TestListener> {
  const url = new URL(serverUrl.replace('http', 'ws'));
  const socket = new WebSocket(url.pathname === '/' ? new URL(livePath, url) : url);
  const messages: LiveServerMessage[] = [];
  let read = 0;
  let code: number | null = null;
  let woken = () => {};
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (closedWith) => {
      code = closedWith;
      woken();
      resolve(closedWith);
    });
  });
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    woken();
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});

  async function nextMessage(): Promise<LiveServerMessage> {
    for (;;) {
      const message = messages[read];
      if (message) {
        read += 1;
        return message;
      }
      if (code !== null) throw new Error(`the socket was closed with ${code}`);
      await new Promise<void>((resolve) => {
        woken = resolve;
      });
    }
  }

  return {
    messages,
    closed,
    async next(type) {
      for (;;) {
        const message = await nextMessage();
        if (isOfType(message, type)) return message;
      }
    },
    async heard(kind) {
      const kinds = new Set<LiveKind>();
      while (!kinds.has(kind)) {
        const message = await nextMessage();
        if (message.type === 'changed') for (const changed of message.changed) kinds.add(changed);
      }
      return kinds;
    },
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    sendBinary: (content) => socket.send(content),
    drop() {
      socket.terminate();
      return closed;
    },
  };
}

function isOfType<Type extends LiveServerMessage['type']>(
  message: LiveServerMessage,
  type: Type,
): message is Extract<LiveServerMessage, { type: Type }> {
  return message.type === type;
}

/** Opens a socket and says whose it is; the first message is still to be read. */
export async function listen(
  serverUrl: string,
  authorization: string,
  since: string | null = null,
): Promise<TestListener> {
  const listener = await openSocket(serverUrl);
  listener.send({ type: 'hello', authorization, since });
  return listener;
}
