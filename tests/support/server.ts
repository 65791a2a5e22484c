import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Database } from '@linli/server/platform/database.ts';
import type { WechatAccount } from '@linli/server/platform/wechat/index.ts';

export interface ServerProcess {
  origin: string;
  /** Lets it look for alerts that are due, as its jobs do each minute, and waits until it has. */
  sweep(): Promise<void>;
  /** Lets it end in order, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * One more API process on the database of a server that runs in this process, with the same secrets and, if one is
 * given, the same WeChat account. It lives by the system's clock. Throws when it ends before it listens.
 */
export async function startServerProcess(
  { uri, connection }: Database,
  wechat?: WechatAccount,
): Promise<ServerProcess> {
  const child = fork(path.join(import.meta.dirname, 'serve.ts'), [
    uri,
    connection.name,
    ...(wechat ? [JSON.stringify(wechat)] : []),
  ]);
  const ended = once(child, 'exit');
  const [origin] = await Promise.race([once(child, 'message'), ended.then(() => [undefined])]);
  if (typeof origin !== 'string') throw new Error(`the server ended with code ${child.exitCode}`);
  return {
    origin,
    async sweep() {
      const swept = once(child, 'message');
      child.send('sweep');
      await swept;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
