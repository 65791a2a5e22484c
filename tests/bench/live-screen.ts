import { type LiveKind, type LiveServerMessage, livePath, readWithinMs } from '@linli/shared/live.ts';
import { WebSocket } from 'ws';

/** A screen that reads again whenever it hears that what it shows has changed, as the app does. */
export interface LiveScreen {
  /** How often it has read. */
  reads(): number;
  close(): Promise<void>;
}

/** Screens read this seldom at most. */
const pauseMs = 500;

/** @throws when the server does not greet it */
export async function connectScreen(
  origin: string,
  accessToken: string,
  kind: LiveKind,
  read: () => Promise<void>,
): Promise<LiveScreen> {
  const socket = new WebSocket(origin.replace('http', 'ws') + livePath);
  let reads = 0;
  let due = false;
  let resting: NodeJS.Timeout | undefined;

  /** Reads within the time of its kind, and then not again for a while. */
  function readAgain(): void {
    due = true;
    if (resting) return;
    resting = setTimeout(async () => {
      due = false;
      reads += 1;
      await read();
      resting = setTimeout(() => {
        resting = undefined;
        if (due) readAgain();
      }, pauseMs);
    }, Math.random() * readWithinMs[kind]);
  }

  const greeted = new Promise<void>((resolve, reject) => {
    socket.on('message', (data) => {
      const message: LiveServerMessage = JSON.parse(String(data));
      if (message.type === 'ready') resolve();
      else if (message.type === 'beat') socket.send(JSON.stringify({ type: 'beat' }));
      else if (message.changed.includes(kind)) readAgain();
    });
    socket.once('close', (code) => reject(new Error(`the socket was closed with ${code}`)));
    socket.once('error', reject);
  });
  socket.once('open', () =>
    socket.send(JSON.stringify({ type: 'hello', authorization: `Bearer ${accessToken}`, since: null })),
  );
  await greeted;
  return {
    reads: () => reads,
    async close() {
      clearTimeout(resting);
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.close();
      await closed;
    },
  };
}
