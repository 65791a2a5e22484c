import { randomBytes } from 'node:crypto';
import { secondMs } from '../../clock.ts';
import type { ContentVerdict } from '../calls/content-check.ts';
import { encryptPush, pushKey, pushSignature } from '../push-crypto.ts';

/** Where and how the stand-in pushes, as it is set up with the account. */
export interface PushTarget {
  url: string;
  token: string;
  appId: string;
  /** Encrypts the messages (安全模式) where it is set. */
  encodingAesKey: string | undefined;
  /** By the time of whoever gets it. */
  now(): number;
}

/** A push as it goes over the wire. */
export interface Push {
  query: URLSearchParams;
  body: string;
}

/** The verdict on a picture, signed as WeChat signs it. */
export function verdictPush(target: PushTarget, traceId: string, verdict: ContentVerdict): Push {
  const message = JSON.stringify({
    ToUserName: 'gh_stand_in',
    FromUserName: 'stand-in',
    CreateTime: Math.floor(target.now() / secondMs),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: target.appId,
    trace_id: traceId,
    version: 2,
    errcode: 0,
    result: { suggest: verdict, label: verdict === 'pass' ? 100 : 20_001 },
  });
  return signedPush(target, message);
}

export function signedPush(target: PushTarget, message: string): Push {
  const timestamp = String(Math.floor(target.now() / secondMs));
  const nonce = randomBytes(8).toString('hex');
  const query = new URLSearchParams({
    signature: pushSignature(target.token, timestamp, nonce),
    timestamp,
    nonce,
  });
  if (target.encodingAesKey === undefined) return { query, body: message };
  const encrypted = encryptPush(message, pushKey(target.encodingAesKey), target.appId);
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', pushSignature(target.token, timestamp, nonce, encrypted));
  return { query, body: JSON.stringify({ ToUserName: 'gh_stand_in', Encrypt: encrypted }) };
}

/** Sends a push; whoever does not take it misses it, as with WeChat in the end. */
export async function sendPush({ url }: PushTarget, { query, body }: Push): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}?${query}`, { method: 'POST', headers, body }).catch(() => undefined);
}
