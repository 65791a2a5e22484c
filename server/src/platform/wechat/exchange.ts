import { z } from 'zod';
import { type Clock, hourMs, later, minuteMs, secondMs } from '../clock.ts';
import { systemTiming, type Timing } from './account.ts';
import { errorOfCode, isWechatFault, WechatError } from './faults.ts';

/** One call to WeChat's server interface. */
export interface WechatRequest {
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; without one it is a GET. */
  body?: unknown;
  /** Done twice it does no harm, so that it is tried again when no answer comes. */
  repeatable: boolean;
  /** How long to wait for an answer; by default less where the call is tried again. */
  timeoutMs?: number;
}

/** What came back: an object, or a file. */
export type WechatAnswer = { json: unknown } | { content: Buffer; mediaType: string };

/** Sends a call. @throws WechatError */
export type Exchange = (request: WechatRequest) => Promise<WechatAnswer>;

export interface ExchangeNeeds {
  baseUrl: string;
  clock: Clock;
  timing?: Timing;
}

/** WeChat's own time-out for server calls is 5 s; what is tried again gets less, so that all tries fit into a person's patience. */
const onceMs = 5 * secondMs;
const repeatableMs = 2 * secondMs;
const triesMax = 3;
/** The first pause between two tries, at most; the next is twice as long. */
const pauseMs = 200;

/** How long no call of a kind is made after WeChat has said that there were too many: by the minute, and for the day. */
const holdMs: Readonly<Record<number, number>> = { 45011: minuteMs, 45009: hourMs };

const verdict = z.looseObject({ errcode: z.number().optional() });

export function createExchange({ baseUrl, clock, timing = systemTiming }: ExchangeNeeds): Exchange {
  const heldUntil = new Map<string, Date>();

  /** @throws WechatError when WeChat wants no call of this kind yet */
  function checkHold(path: string): void {
    const leftMs = (heldUntil.get(path)?.getTime() ?? 0) - clock.now().getTime();
    if (leftMs > 0) throw new WechatError('limited', null, Math.ceil(leftMs / secondMs));
  }

  return async (request) => {
    for (let tries = 1; ; tries += 1) {
      checkHold(request.path);
      try {
        return await sendOnce(baseUrl, request);
      } catch (error) {
        if (isWechatFault(error, 'limited'))
          heldUntil.set(request.path, later(clock.now(), holdMs[error.wechatCode ?? 0] ?? minuteMs));
        if (tries >= triesMax || !mayTryAgain(error, request)) throw error;
        await timing.wait(timing.random() * pauseMs * 2 ** (tries - 1));
      }
    }
  };
}

/** WeChat's own "busy" (-1) says that nothing was done; where no answer came, it may have been. */
function mayTryAgain(error: unknown, { repeatable }: WechatRequest): boolean {
  return isWechatFault(error, 'unavailable') && (repeatable || error.wechatCode !== null);
}

/** @throws WechatError, which never carries the address: the secret and the token stand in it */
async function sendOnce(baseUrl: string, request: WechatRequest): Promise<WechatAnswer> {
  const { path, query, body, repeatable, timeoutMs = repeatable ? repeatableMs : onceMs } = request;
  const url = new URL(path, baseUrl);
  url.search = new URLSearchParams(query).toString();
  const posted = body === undefined ? {} : { method: 'POST', headers: asJson, body: JSON.stringify(body) };
  const answer = await fetch(url, { ...posted, signal: AbortSignal.timeout(timeoutMs) }).then(
    read,
    () => null,
  );
  if (answer === null) throw new WechatError('unavailable');
  if ('json' in answer) {
    const errcode = verdict.safeParse(answer.json).data?.errcode ?? 0;
    if (errcode !== 0) throw errorOfCode(errcode);
  }
  return answer;
}

const asJson = { 'content-type': 'application/json' };

/** Null for what is no answer of WeChat's. */
async function read(response: Response): Promise<WechatAnswer | null> {
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  if (!response.ok) return null;
  try {
    if (mediaType.startsWith('image/'))
      return { content: Buffer.from(await response.arrayBuffer()), mediaType };
    // WeChat sends some of its JSON as text/plain.
    const json: unknown = JSON.parse(await response.text());
    return typeof json === 'object' && json !== null ? { json } : null;
  } catch {
    return null;
  }
}

/** The answer as the schema reads it. @throws WechatError unavailable when it is another */
export function readJson<Value>(answer: WechatAnswer, schema: z.ZodType<Value>): Value {
  const read = 'json' in answer ? schema.safeParse(answer.json) : undefined;
  if (!read?.success) throw new WechatError('unavailable');
  return read.data;
}
