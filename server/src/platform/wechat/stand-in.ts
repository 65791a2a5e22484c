import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { WechatAccount } from './client.ts';

/**
 * Answers WeChat's server calls on this machine, over the same HTTP, so that the demonstration and the tests
 * need no WeChat. Takes the codes `demo-<name>` and gives each name an openid of its own.
 * Production refuses to start with it (see `config.ts`).
 */
export interface WechatStandIn {
  account: WechatAccount;
  stop(): Promise<void>;
}

const demoCode = /^demo-([\w-]{1,40})$/;

/** WeChat's answers to a code it does not know and to a missing one. */
const invalidCode = { errcode: 40029, errmsg: 'invalid code' };
const missingCode = { errcode: 41008, errmsg: 'missing code' };

/** The openid of the resident who signs in with the code `demo-<name>`. */
export function standInOpenid(name: string): string {
  return `o${createHash('sha256').update(name).digest('base64url').slice(0, 27)}`;
}

function sessionFor(code: string | null): object {
  if (!code) return missingCode;
  const name = demoCode.exec(code)?.[1];
  if (name === undefined) return invalidCode;
  return { openid: standInOpenid(name), session_key: randomBytes(16).toString('base64') };
}

export async function startWechatStandIn(): Promise<WechatStandIn> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    if (url.pathname !== '/sns/jscode2session') {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(sessionFor(url.searchParams.get('js_code'))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return {
    account: { baseUrl: `http://127.0.0.1:${address.port}`, appId: 'stand-in', appSecret: 'stand-in' },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
