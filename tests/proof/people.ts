import { setTimeout as wait } from 'node:timers/promises';
import { demoPassword } from '@linli/server/demo/accounts.ts';
import type { ApiCall } from '@linli/server/testing/index.ts';
import type { Processes } from './processes.ts';

/** How an answered request ended: with what it answers, or with the code of its refusal. */
export type Outcome<Body> = { answer: Body } | { refused: string };

/** Residents and staff as their apps are: they sign in, and ask again until they have an answer. */
export interface People {
  /**
   * Sends a request to any process, again and again with the same content while processes die and databases are busy,
   * until one answers.
   */
  ask<Body>(
    who: string,
    request: (call: ApiCall, token: string) => Promise<{ body: Body }>,
  ): Promise<Outcome<Body>>;
  /** Requests that were sent, the repeated ones included. */
  requests(): number;
}

const retryMs = 40;
const triesMax = 400;

export function createPeople(processes: Processes): People {
  const tokens = new Map<string, string>();
  let requests = 0;

  async function signIn(call: ApiCall, who: string): Promise<string> {
    const known = tokens.get(who);
    if (known !== undefined) return known;
    const body = who.startsWith('staff:')
      ? (
          await call('signInStaff', {
            body: { username: who.slice('staff:'.length), password: demoPassword },
          })
        ).body
      : (await call('signInWithWechat', { body: { code: `demo-${who}` } })).body;
    tokens.set(who, body.accessToken);
    return body.accessToken;
  }

  return {
    async ask(who, request) {
      for (let tries = 0; tries < triesMax; tries += 1) {
        // A different process each time, as a load balancer would.
        const call = await processes.any(Math.random());
        try {
          requests += 1;
          return { answer: (await request(call, await signIn(call, who))).body };
        } catch (error) {
          const refusal = /: (\d{3}) .*"code":"([a-z-]+)"/.exec(String(error));
          const [, status = '', code = ''] = refusal ?? [];
          if (code === 'session-ended') tokens.delete(who);
          else if (code !== '' && status !== '503') return { refused: code };
          await wait(retryMs);
        }
      }
      throw new Error(`nobody answered ${who}`);
    },
    requests: () => requests,
  };
}
