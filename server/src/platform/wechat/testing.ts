import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createTestClock } from '../../testing/clock.ts';
import type { AccessTokens } from './access-token.ts';
import { createWechatClient } from './client.ts';
import { createExchange } from './exchange.ts';
import type { StandInState } from './stand-in/control.ts';

/** A call as it reached a WeChat of the test's own. */
export interface Asked {
  url: URL;
  method: string;
  body: unknown;
}

/** A WeChat that gives these answers in turn, the last one again and again, and what it was asked. */
export async function startFakeWechat(...answers: (string | Buffer)[]) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    asked.push({
      url: new URL(request.url ?? '/', 'http://wechat'),
      method: request.method ?? '',
      body: body === '' ? undefined : JSON.parse(body),
    });
    const answer = answers[Math.min(asked.length, answers.length) - 1] ?? '{}';
    if (answer === 'cut') request.socket.destroy();
    else
      response
        .setHeader('content-type', typeof answer === 'string' ? 'text/plain' : 'image/jpeg')
        .end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    asked,
    account: { baseUrl: `http://127.0.0.1:${address.port}`, appId: 'wx1', appSecret: 'app-secret' },
  };
}

/** A client of a WeChat of the test's own, with a token at hand, and how long it waited between its tries. */
export async function clientOf(...answers: (string | Buffer)[]) {
  const { asked, account } = await startFakeWechat(...answers);
  const clock = createTestClock();
  const waits: number[] = [];
  const timing = {
    random: () => 0.5,
    async wait(ms: number) {
      waits.push(ms);
    },
  };
  let generation = 1;
  const tokens: AccessTokens = {
    current: async () => ({ value: `token-${generation}`, generation }),
    async inPlaceOf(refused) {
      generation = refused.generation + 1;
      return { value: `token-${generation}`, generation };
    },
  };
  const client = createWechatClient({
    account,
    tokens,
    exchange: createExchange({ baseUrl: account.baseUrl, clock, timing }),
  });
  return { client, asked, waits, clock };
}

/** Tells the stand-in over its own paths what to do, or asks how it stands. */
export async function control(baseUrl: string, what: string, body?: object): Promise<StandInState> {
  const posted = what === 'state' ? {} : { method: 'POST', body: JSON.stringify(body ?? {}) };
  const answer = await fetch(`${baseUrl}/stand-in/${what}`, posted);
  return JSON.parse(await answer.text());
}
