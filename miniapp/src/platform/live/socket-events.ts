export interface LiveSocket {
  send(text: string): void;
  /** Closes it; `closed` is told at once. */
  close(): void;
}

export interface SocketEvents {
  opened: () => void;
  message: (text: string) => void;
  /** Once, also when it could not be opened; 0 where nobody said why. */
  closed: (code: number) => void;
}
