import { cleanup, fireEvent } from '@testing-library/react';
import { options } from 'preact';
import { afterEach, vi } from 'vitest';
import type { SocketEvents } from '../src/platform/live/socket-events.ts';
import { setConnected } from '../src/platform/network.ts';
import { outbox } from '../src/platform/outbox';
import { resetTaro } from './taro.ts';

// Nobody waits in a test: the pauses between two tries are over at once.
vi.mock('../src/platform/wait.ts', () => ({ wait: vi.fn(async () => {}) }));

// Preact lets a frame be painted before it runs effects; a test that has ended has no frames left to cancel.
options.requestAnimationFrame = (flush) => void setTimeout(flush, 0);

// `onChange` hears what is typed, not that the field was left: in React by a listener of its own, in Preact by its name.
fireEvent.change = fireEvent.input;

// Nothing is heard live, unless a test says so.
vi.mock('../src/platform/live/socket.h5.ts', () => ({
  openLiveSocket: vi.fn(({ closed }: SocketEvents) => {
    setTimeout(() => closed(0), 0);
    return { send() {}, close() {} };
  }),
}));

afterEach(() => {
  cleanup();
  resetTaro();
  setConnected(true);
  // The outbox remembers what it read; it must see that there is nothing left.
  void outbox.wake();
});
