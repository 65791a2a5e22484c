import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { type Doc, int32 } from '../bson/doc.ts';
import type { Services } from '../commands/command.ts';
import { Cursors } from '../commands/cursors.ts';
import { errorReply } from '../commands/write-errors.ts';
import { MongoError } from '../errors.ts';
import type { Durability } from '../storage/open.ts';
import { Store } from '../storage/store.ts';
import { startTtlMonitor } from '../storage/ttl.ts';
import { Executor } from './executor.ts';
import {
  encodeReply,
  headerBytes,
  type Message,
  maxMessageBytes,
  ProtocolError,
  parseMessage,
} from './message.ts';

/** Where the server listens: a Unix socket or a port on the loopback interface (0 picks one). */
export type Address = { readonly socket: string } | { readonly port: number };

export interface RunningServer {
  readonly address: Address;
  readonly store: Store;
  close(): Promise<void>;
}

const sweepEveryMs = 60_000;
const defaultTtlSeconds = 60;
/** Connections that may wait to be accepted: pools of several processes opening at once. */
const backlog = 4096;

/** Opens the directory and serves it in this process. Throws `DirectoryError`. */
export async function serve(
  directory: string,
  durability: Durability,
  address: Address,
): Promise<RunningServer> {
  const store = new Store(directory, durability);
  const services: Services = { store, cursors: new Cursors(), settings: { ttlSeconds: defaultTtlSeconds } };
  const executor = new Executor(services);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    attach(socket, executor, ++connections);
  });
  const sweeper = setInterval(() => services.cursors.sweep(), sweepEveryMs).unref();
  const ttl = startTtlMonitor(services, executor);
  const actual = await listen(server, address);
  return {
    address: actual,
    store,
    close: async () => {
      clearInterval(sweeper);
      ttl.stop();
      executor.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      store.close();
    },
  };
}

async function listen(server: Server, address: Address): Promise<Address> {
  if ('socket' in address) rmSync(address.socket, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if ('socket' in address) server.listen({ path: address.socket, backlog }, resolve);
    else server.listen({ port: address.port, host: '127.0.0.1', backlog }, resolve);
  });
  if ('socket' in address) {
    chmodSync(address.socket, 0o600);
    return address;
  }
  const bound = server.address();
  return { port: typeof bound === 'object' && bound !== null ? bound.port : address.port };
}

/** Cuts the byte stream of one connection into messages and answers them one after the other. */
function attach(socket: Socket, executor: Executor, connectionId: number): void {
  socket.setNoDelay(true);
  let chunks: Buffer[] = [];
  let buffered = 0;
  let busy = false;

  const next = (): void => {
    while (!busy && buffered >= headerBytes) {
      const head = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      if (head === undefined) return;
      const length = int32(head, 0);
      if (length < headerBytes || length > maxMessageBytes) {
        socket.destroy();
        return;
      }
      if (buffered < length) {
        chunks = [head];
        return;
      }

      const frame = head.subarray(0, length);
      const rest = head.subarray(length);
      chunks = rest.length === 0 ? [] : [rest];
      buffered = rest.length;
      handle(frame);
    }
  };

  const handle = (frame: Buffer): void => {
    let message: Message;
    try {
      message = parseMessage(frame);
    } catch (error) {
      refuse(frame, error);
      return;
    }
    busy = true;
    const name = message.body.firstKey() ?? '';
    const db = message.body.get('$db');
    const respond = (reply: Doc): void => {
      busy = false;
      if (!message.silent && !socket.destroyed) socket.write(encodeReply(message, reply));
      next();
    };
    if (typeof db !== 'string') {
      respond(errorReply(new MongoError(40571, 'OP_MSG requests require a $db argument')));
      return;
    }
    executor.submit({ name, db, body: message.body, connectionId }, respond);
  };

  const refuse = (frame: Buffer, error: unknown): void => {
    if (error instanceof ProtocolError) {
      socket.destroy();
      return;
    }
    const known = error instanceof MongoError ? error : new MongoError('InternalError', String(error));
    socket.write(encodeReply({ requestId: int32(frame, 4), legacy: false }, errorReply(known)));
  };

  socket.on('data', (chunk) => {
    chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk));
    buffered += chunk.length;
    if (!busy && needsMore(chunks, buffered)) return;
    next();
  });
  socket.on('error', () => socket.destroy());
}

/** True while a large message is still coming in, so that its pieces are joined only once. */
function needsMore(chunks: readonly Buffer[], buffered: number): boolean {
  const first = chunks[0];
  if (first === undefined || first.length < headerBytes) return false;
  const length = int32(first, 0);
  return length >= headerBytes && length <= maxMessageBytes && buffered < length;
}
