import type { LiveServerMessage } from '@linli/shared/live.ts';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, type Mock, vi } from 'vitest';
import { ok, serve, sessionNamed } from '../../../test/server';
import { setConnected } from '../network';
import { writeStored } from '../storage';
import { usePolled } from '../use-polled';
import { openLiveSocket } from './socket.h5';
import type { SocketEvents } from './socket-events';

interface OpenedSocket extends SocketEvents {
  sent: unknown[];
  closedByUs: boolean;
}

let sockets: OpenedSocket[];

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  writeStored('session.staff', sessionNamed('staff', { kind: 'staff', id: 'd'.repeat(24), roles: [] }));
  sockets = [];
  (openLiveSocket as Mock).mockImplementation((events: SocketEvents) => {
    const socket: OpenedSocket = { ...events, sent: [], closedByUs: false };
    sockets.push(socket);
    return {
      send: (text: string) => socket.sent.push(JSON.parse(text)),
      close() {
        socket.closedByUs = true;
        events.closed(0);
      },
    };
  });
});
afterEach(async () => {
  // Whoever has left lets the socket go.
  document.body.innerHTML = '';
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
});

const last = () => {
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no socket was opened');
  return socket;
};
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const hear = (message: LiveServerMessage) =>
  act(async () => {
    last().message(JSON.stringify(message));
    await vi.advanceTimersByTimeAsync(1);
  });
const ready = (more: object = {}) =>
  hear({ type: 'ready', cursor: '7', changed: [], afresh: false, beatSeconds: 25, ...more });

const ask = vi.fn(async () => 'read');

function Screen() {
  const { value } = usePolled(15_000, 'own-tickets', ask);
  return <p>{value ?? 'nothing'}</p>;
}

async function openScreen() {
  ask.mockClear();
  const view = render(<Screen />);
  await screen.findByText('read');
  await pass(0);
  last().opened();
  return view;
}

const reads = () => ask.mock.calls.length;

it('says who it is in the first message, and answers each beat', async () => {
  const { unmount } = await openScreen();
  await ready();
  await hear({ type: 'beat', cursor: '8' });
  expect(last().sent).toEqual([
    { type: 'hello', authorization: 'Bearer access-staff', since: null },
    { type: 'beat' },
  ]);
  unmount();
});

it('reads again when its own kind has changed, at once and then not without end', async () => {
  const { unmount } = await openScreen();
  await ready();
  await hear({ type: 'changed', cursor: '8', changed: ['inbox', 'day'] });
  expect(reads()).toBe(1);
  await hear({ type: 'changed', cursor: '9', changed: ['own-tickets'] });
  expect(reads()).toBe(2);
  await hear({ type: 'changed', cursor: '10', changed: ['own-tickets'] });
  await hear({ type: 'changed', cursor: '11', changed: ['own-tickets'] });
  expect(reads()).toBe(2);
  await pass(500);
  expect(reads()).toBe(3);
  unmount();
});

it('polls seldom while it hears, and often when it does not', async () => {
  const { unmount } = await openScreen();
  await ready();
  await pass(100_000);
  for (let beats = 0; beats < 4; beats++) await hear({ type: 'beat', cursor: '7' });
  expect(reads()).toBe(1);
  unmount();
});

it('polls as before where no socket can be opened', async () => {
  (openLiveSocket as Mock).mockImplementation(({ closed }: SocketEvents) => {
    setTimeout(() => closed(0), 0);
    return { send() {}, close() {} };
  });
  ask.mockClear();
  const { unmount } = render(<Screen />);
  await screen.findByText('read');
  await pass(15_000);
  await pass(15_000);
  expect(reads()).toBe(3);
  unmount();
});

it('goes on from where it was after a broken connection, and reads what it missed', async () => {
  const { unmount } = await openScreen();
  await ready();
  await hear({ type: 'beat', cursor: '12' });
  await act(async () => last().closed(1006));
  await pass(2_000);
  expect(sockets).toHaveLength(2);
  last().opened();
  expect(last().sent).toEqual([{ type: 'hello', authorization: 'Bearer access-staff', since: '12' }]);
  await ready({ cursor: '14', changed: ['own-tickets'] });
  expect(reads()).toBe(2);
  await act(async () => last().closed(1006));
  await pass(2_000);
  last().opened();
  await ready({ afresh: true });
  await pass(1_000);
  expect(reads()).toBe(3);
  unmount();
});

it('comes back at once with a new token when the old one has lapsed', async () => {
  const { unmount } = await openScreen();
  await ready();
  serve({
    'POST /api/v1/auth/refresh': () =>
      ok(sessionNamed('renewed', { kind: 'staff', id: 'd'.repeat(24), roles: [] })),
  });
  await act(async () => last().closed(4401));
  await pass(10);
  last().opened();
  expect(last().sent).toEqual([{ type: 'hello', authorization: 'Bearer access-renewed', since: '7' }]);
  unmount();
});

it('leaves the place to others when too many are open', async () => {
  const { unmount } = await openScreen();
  await ready();
  await act(async () => last().closed(4429));
  await pass(120_000);
  expect(sockets).toHaveLength(1);
  unmount();
});

it('takes a socket without a word for dead', async () => {
  const { unmount } = await openScreen();
  await ready();
  await pass(60_000);
  expect(last().closedByUs).toBe(false);
  await pass(3_000);
  expect(sockets[0]?.closedByUs).toBe(true);
  unmount();
});

it('does not wait when the device says that the network is back', async () => {
  const { unmount } = await openScreen();
  await ready();
  await act(async () => setConnected(false));
  await act(async () => last().closed(1006));
  await act(async () => setConnected(true));
  await pass(0);
  expect(sockets).toHaveLength(2);
  unmount();
});

it('shares one socket among the screens of a person, and lets it go a while after the last', async () => {
  const { unmount } = await openScreen();
  await ready();
  const other = render(<Screen />);
  await pass(0);
  unmount();
  await pass(4_000);
  other.unmount();
  await pass(4_000);
  const next = render(<Screen />);
  await pass(6_000);
  expect([sockets.length, last().closedByUs]).toEqual([1, false]);
  next.unmount();
  await pass(6_000);
  expect(last().closedByUs).toBe(true);
});
