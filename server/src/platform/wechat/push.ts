import type Router from '@koa/router';
import { XMLParser } from 'fast-xml-parser';
import type { Context } from 'koa';
import { type Connection, Schema } from 'mongoose';
import { z } from 'zod';
import { type Clock, dayMs, later, minuteMs, secondMs } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { ContentVerdict } from './calls/content-check.ts';
import { decryptPush, pushKey, pushSignature, sameSignature } from './push-crypto.ts';

/** How the account's message push (消息推送) is set up. */
export interface PushSettings {
  /** The word that both sides sign with. */
  token: string;
  /** 43 characters; set where the account encrypts its pushes (安全模式). */
  encodingAesKey: string | undefined;
}

/** What WeChat pushes to us: its verdicts on pictures. */
export interface WechatPushes {
  /** The verdict on a picture by its trace; null while, or because, none has come. */
  verdictOf(traceId: string): Promise<ContentVerdict | null>;
  /** Takes pushes at `/wechat/push`. */
  mount(router: Router): void;
}

interface StoredVerdict {
  /** The trace of the check. */
  _id: string;
  verdict: ContentVerdict;
  at: Date;
  expiresAt: Date;
}

const verdictSchema = new Schema<StoredVerdict>(
  {
    _id: { type: String, required: true },
    verdict: { type: String, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'wechatVerdicts' },
).index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const pushPath = '/wechat/push';

/** WeChat pushes once more after five seconds, three times in all; what is older was kept back by somebody. */
const windowMs = 5 * minuteMs;
/** WeChat answers within 30 minutes; whoever asks, asks within a day. */
const keepMs = dayMs;
const bodyMaxBytes = 64 * 1024;

const signedQuery = z.object({ timestamp: z.string(), nonce: z.string(), signature: z.string() });
const encryptedQuery = signedQuery.extend({ msg_signature: z.string() });
const encryptedBody = z.looseObject({ Encrypt: z.string() });

const verdictPush = z.looseObject({
  Event: z.literal('wxa_media_check'),
  trace_id: z.string().min(1),
  /** In XML numbers come as text. */
  errcode: z.coerce.number().default(0),
  result: z.looseObject({ suggest: z.enum(['pass', 'review', 'risky']) }),
});

/** Nothing in a push is a number for us, and a trace that looks like one must stay what it is. */
const xml = new XMLParser({ parseTagValue: false, processEntities: false });

export interface PushNeeds {
  connection: Connection;
  clock: Clock;
  appId: string;
  settings: PushSettings;
}

export function createWechatPushes({ connection, clock, appId, settings }: PushNeeds): WechatPushes {
  const verdicts = connection.model<StoredVerdict>('WechatVerdict', verdictSchema);
  const { token, encodingAesKey } = settings;

  /** @throws not-allowed for what WeChat has not signed, or not just now */
  function checkSigned(signature: string, timestamp: string, ...parts: string[]): void {
    const ageMs = Math.abs(clock.now().getTime() - Number(timestamp) * secondMs);
    const fresh = ageMs <= windowMs;
    if (!fresh || !sameSignature(signature, pushSignature(token, timestamp, ...parts)))
      throw new ApiError('not-allowed');
  }

  /** The message in a push. @throws not-allowed, body-unreadable */
  function open(query: unknown, body: string): unknown {
    const outer = readMessage(body);
    if (encodingAesKey === undefined) {
      const { signature, timestamp, nonce } = signed(signedQuery, query);
      checkSigned(signature, timestamp, nonce);
      return outer;
    }
    const { msg_signature, timestamp, nonce } = signed(encryptedQuery, query);
    const { Encrypt } = signed(encryptedBody, outer);
    checkSigned(msg_signature, timestamp, nonce, Encrypt);
    return readMessage(decryptPush(Encrypt, pushKey(encodingAesKey), appId));
  }

  /**
   * Keeps the first verdict of each trace: a push that comes again, by WeChat or by somebody who recorded it, changes
   * nothing. Other events are nothing to us.
   */
  async function keep(message: unknown): Promise<void> {
    const read = verdictPush.safeParse(message);
    if (!read.success || read.data.errcode !== 0) return;
    const { trace_id: _id, result } = read.data;
    const at = clock.now();
    await verdicts.updateOne(
      { _id },
      { $setOnInsert: { verdict: result.suggest, at, expiresAt: later(at, keepMs) } },
      { upsert: true },
    );
  }

  return {
    async verdictOf(traceId) {
      const stored = await verdicts.findById(traceId).lean<StoredVerdict>();
      return stored?.verdict ?? null;
    },
    mount(router) {
      // How WeChat finds out, when the push is set up, that the address is ours.
      router.get(pushPath, (ctx) => {
        const { signature, timestamp, nonce } = signed(signedQuery, { ...ctx.query });
        checkSigned(signature, timestamp, nonce);
        ctx.type = 'text/plain';
        ctx.body = String(ctx.query.echostr ?? '');
      });
      router.post(pushPath, async (ctx) => {
        await keep(open({ ...ctx.query }, await bodyOf(ctx)));
        ctx.type = 'text/plain';
        ctx.body = 'success';
      });
    },
  };
}

/** JSON has been read by then; anything else still waits. @throws body-too-large */
async function bodyOf(ctx: Context): Promise<string> {
  if (ctx.request.rawBody !== undefined) return ctx.request.rawBody;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req) {
    size += chunk.length;
    if (size > bodyMaxBytes) throw new ApiError('body-too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws not-allowed */
function signed<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const read = schema.safeParse(value);
  if (!read.success) throw new ApiError('not-allowed');
  return read.data;
}

/** A message comes as JSON or as XML, as the account is set up. @throws body-unreadable */
function readMessage(body: string): unknown {
  try {
    return body.trimStart().startsWith('<') ? xml.parse(body).xml : JSON.parse(body);
  } catch {
    throw new ApiError('body-unreadable');
  }
}
