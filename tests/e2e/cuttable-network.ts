import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut. */
export interface CuttableNetwork {
  origin: string;
  /** Breaks what is open, and lets nothing new through. */
  cut(): void;
  restore(): void;
  stop(): Promise<void>;
}

export async function cuttableNetwork(serverUrl: string): Promise<CuttableNetwork> {
  const { port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let isCut = false;
  const way = createServer((here) => {
    if (isCut) {
      here.destroy();
      return;
    }
    const there = connect(Number(port), '127.0.0.1');
    for (const [socket, other] of [
      [here, there],
      [there, here],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const address = way.address();
  if (typeof address !== 'object' || address === null) throw new Error('it listens on a port');
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${address.port}`,
    cut() {
      isCut = true;
      breakAll();
    },
    restore() {
      isCut = false;
    },
    async stop() {
      const closed = once(way, 'close');
      way.close();
      breakAll();
      await closed;
    },
  };
}
