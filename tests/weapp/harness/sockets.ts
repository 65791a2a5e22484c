import { z } from 'zod';

/** A socket that the mini-program has opened, from the server's side. */
export class OpenedSocket {
  readonly url: string;
  /** What the mini-program has sent. */
  readonly sent: string[] = [];
  readonly #listeners: Record<SocketEvent, ((result: unknown) => void)[]> = {
    Open: [],
    Message: [],
    Close: [],
    Error: [],
  };
  readonly #tell: (run: () => void) => void;
  readonly #toRealm: (value: unknown) => unknown;

  constructor(url: string, tell: (run: () => void) => void, toRealm: (value: unknown) => unknown) {
    this.url = url;
    this.#tell = tell;
    this.#toRealm = toRealm;
  }

  open(): void {
    this.#happens('Open', {});
  }

  receive(message: object): void {
    this.#happens('Message', { data: JSON.stringify(message) });
  }

  close(code: number): void {
    this.#happens('Close', { code, reason: '' });
  }

  /** What `wx.connectSocket` answers with. */
  task(): Record<string, unknown> {
    const on = (event: SocketEvent) => (listener: (result: unknown) => void) =>
      void this.#listeners[event].push(listener);
    return {
      onOpen: on('Open'),
      onMessage: on('Message'),
      onClose: on('Close'),
      onError: on('Error'),
      send: (options: unknown) =>
        void this.sent.push(z.looseObject({ data: z.string() }).parse(options).data),
      close: () => this.close(1000),
    };
  }

  #happens(event: SocketEvent, result: object): void {
    this.#tell(() => {
      for (const listener of this.#listeners[event]) listener(this.#toRealm(result));
    });
  }
}

type SocketEvent = 'Open' | 'Message' | 'Close' | 'Error';
