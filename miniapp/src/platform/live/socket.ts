import { livePath } from '@linli/shared/live.ts';
import Taro from '@tarojs/taro';
import type { LiveSocket, SocketEvents } from './socket-events';

/** Opens the socket that says when to read again. `socket.h5.ts` does so in a browser. */
export function openLiveSocket({ opened, message, closed }: SocketEvents): LiveSocket {
  let task: Taro.SocketTask | null = null;
  let ended = false;
  const end = (code: number) => {
    if (ended) return;
    ended = true;
    closed(code);
  };
  Taro.connectSocket({ url: LINLI_API_URL.replace(/^http/, 'ws') + livePath }).then(
    (connected) => {
      task = connected;
      if (ended) return connected.close({});
      connected.onOpen(opened);
      connected.onMessage(({ data }) => message(String(data)));
      connected.onClose(({ code }) => end(code));
      connected.onError(() => end(0));
    },
    () => end(0),
  );
  return {
    send: (text) => task?.send({ data: text }),
    close() {
      end(0);
      task?.close({});
    },
  };
}
