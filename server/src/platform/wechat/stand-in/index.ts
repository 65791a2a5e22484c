import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { WechatAccount } from '../account.ts';
import { answerers, type StandInWorld, wantToken } from './answers.ts';
import { answerControl, isControl } from './control.ts';
import { type PushTarget, sendPush, verdictPush } from './push.ts';
import { createSentList } from './sent.ts';
import { codedFaults, createSwitches, type StandInCall, standInCallNames, standInCalls } from './switches.ts';
import { createStandInTokens } from './tokens.ts';

export { markedWords, standInOpenid } from './answers.ts';
export type { Push, PushTarget } from './push.ts';

/**
 * Answers WeChat's server calls on this machine, over the same HTTP, so that the demonstration and the tests
 * need no WeChat. Takes the codes `demo-<name>` and gives each name an openid of its own. Every fault can be
 * switched on over `/stand-in/…` (see `control.ts`). Production refuses to start with it (see `config.ts`).
 */
export interface WechatStandIn {
  account: WechatAccount;
  /** Where the work group's robot takes messages. */
  robotUrl: string;
  /** Where the verdicts on pictures go. */
  pushTo(target: PushTarget): void;
  stop(): Promise<void>;
}

/** The stand-in is a little slower than a call takes to be given up. */
const slowMs = 6000;

/** @param now the time it lives by, in milliseconds */
export async function startWechatStandIn(now: () => number = Date.now): Promise<WechatStandIn> {
  const switches = createSwitches(now);
  const sent = createSentList(now);
  const tokens = createStandInTokens(now);
  const counts: Partial<Record<StandInCall, number>> = {};
  const ending = new AbortController();
  let target: PushTarget | undefined;
  const world: StandInWorld = {
    tokens,
    names: new Map(),
    usedCodes: new Set(),
    keep: sent.keep,
    pushVerdict(traceId, verdict) {
      if (target) void sendPush(target, verdictPush(target, traceId, verdict));
    },
  };

  async function answerCall(call: StandInCall, url: URL, request: IncomingMessage, response: ServerResponse) {
    counts[call] = (counts[call] ?? 0) + 1;
    const body = parsed(await text(request));
    const fault = switches.meet(call);
    if (fault === 'slow') await sleep(slowMs, ending.signal);
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'server-error') return void response.writeHead(502).end('Bad Gateway');
    if (fault === 'no-json') return void response.end('<html></html>');
    if (fault === 'token-refused' || fault === 'token-expired') tokens.revoke();
    if (fault !== null && fault in codedFaults)
      return sendJson(response, { errcode: codeOf(fault), errmsg: fault });
    if (wantToken.has(call) && !tokens.works(url.searchParams.get('access_token')))
      return sendJson(response, { errcode: 40001, errmsg: 'invalid credential, access_token is invalid' });
    const answer = await answerers[call]({ query: url.searchParams, body }, world, fault);
    if ('json' in answer) return sendJson(response, answer.json);
    response.setHeader('content-type', 'image/png');
    response.end(answer.picture);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const call = callAt(url.pathname);
    const answered = call
      ? answerCall(call, url, request, response)
      : isControl(url.pathname)
        ? answerControl(url.pathname, request, response, { switches, sent, counts, tokens })
        : Promise.resolve(response.writeHead(404).end());
    // What the stand-in cannot read, WeChat calls a wrong parameter.
    Promise.resolve(answered).catch(() =>
      sendJson(response, { errcode: 47001, errmsg: 'data format error' }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  const baseUrl = `http://127.0.0.1:${address.port}`;
  return {
    // Each stand-in hands out tokens of its own, so it is an account of its own, too.
    account: { baseUrl, appId: `stand-in-${randomBytes(4).toString('hex')}`, appSecret: 'stand-in' },
    robotUrl: `${baseUrl}${standInCalls.robot}?key=stand-in`,
    pushTo(wanted) {
      target = wanted;
    },
    async stop() {
      ending.abort();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function callAt(path: string): StandInCall | undefined {
  return standInCallNames.find((name) => standInCalls[name] === path);
}

const codesByName: Readonly<Record<string, number>> = codedFaults;
const codeOf = (fault: string): number => codesByName[fault] ?? -1;

function parsed(body: string): unknown {
  return body === '' ? undefined : JSON.parse(body);
}

function sendJson(response: ServerResponse, json: object): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(json));
}

/** Ends early when the stand-in stops. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
