import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import type { ErrorAnswer } from '@linli/shared/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { TestServer } from './server.ts';

/** Lets a system call the open interface for a unit. */
export async function addPartner(server: TestServer, unit = 'gumei'): Promise<AnswerOf<'addPartner'>> {
  const token = await server.staffToken('admin');
  const body = { name: '一网通办受理系统', unit, idempotencyKey: randomUUID() };
  return (await server.call('addPartner', { token, body })).body;
}

export interface Signing {
  key: string;
  secret: string;
  time: string;
  nonce: string;
  /** What is sent in place of what was signed. */
  sentBody?: string;
  signature?: string;
}

/** Signs and sends a call as `docs/open-interface.md` says, and answers with whatever came of it. */
export async function signedCall(
  server: { url: string; clock: Clock },
  signing: Partial<Signing>,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<{ status: number; text: string; code: string | undefined }> {
  const time = signing.time ?? server.clock.now().toISOString();
  const nonce = signing.nonce ?? randomUUID();
  const text = body === undefined ? '' : JSON.stringify(body);
  const bodyHash = createHash('sha256').update(text).digest('hex');
  const signature = createHmac('sha256', signing.secret ?? '')
    .update([method, path, time, nonce, bodyHash].join('\n'))
    .digest('hex');
  const sent = signing.sentBody ?? text;
  const response = await fetch(server.url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-linli-key': signing.key ?? '',
      'x-linli-time': time,
      'x-linli-nonce': nonce,
      'x-linli-signature': signing.signature ?? signature,
    },
    ...(sent && { body: sent }),
  });
  const answer = await response.text();
  const failed = response.status >= 400 ? (JSON.parse(answer) as ErrorAnswer) : undefined;
  return { status: response.status, text: answer, code: failed?.error.code };
}
