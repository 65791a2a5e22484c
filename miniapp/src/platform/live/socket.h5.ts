import { livePath } from '@linli/shared/live.ts';
import type { LiveSocket, SocketEvents } from './socket-events';

export function openLiveSocket({ opened, message, closed }: SocketEvents): LiveSocket {
  let ended = false;
  const end = (code: number) => {
    if (ended) return;
    ended = true;
    closed(code);
  };
  const socket = new WebSocket(window.location.origin.replace(/^http/, 'ws') + livePath);
  socket.onopen = opened;
  socket.onmessage = ({ data }) => message(String(data));
  socket.onclose = ({ code }) => end(code);
  return {
    send: (text) => socket.send(text),
    close() {
      end(0);
      socket.close();
    },
  };
}
