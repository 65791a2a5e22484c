import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { signatureHeaders, signatureWindowMinutes } from '@linli/shared/exchange.ts';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { AuthenticatePartner, SignedRequest } from '../../platform/http/actor.ts';
import type { OpenModels, Partner } from './model.ts';

const windowMs = signatureWindowMinutes * minuteMs;

const noncePattern = /^[0-9A-Za-z_-]{16,64}$/;

/** What is signed of a call: five lines, of which the last is the SHA-256 of the body in hexadecimal. */
function signedText({ method, path, body }: SignedRequest, time: string, nonce: string): string {
  const bodyHash = createHash('sha256').update(body, 'utf8').digest('hex');
  return [method, path, time, nonce, bodyHash].join('\n');
}

/** HMAC-SHA256 in hexadecimal. */
export function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text, 'utf8').digest('hex');
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface SigningNeeds {
  models: Pick<OpenModels, 'seenCalls'>;
  clock: Clock;
  /** The partner of a key; null when there is none, or it was revoked. */
  partnerOf(key: string): Partner | null;
  secretOf(partner: Partner): string;
}

/**
 * Takes a call that its partner signed, of now, once. A forged call leaves no trace: only what was signed rightly
 * is remembered.
 */
export function createAuthenticatePartner(needs: SigningNeeds): AuthenticatePartner {
  const { models, clock, partnerOf, secretOf } = needs;
  return async (request) => {
    const { header } = request;
    const time = header(signatureHeaders.time);
    const nonce = header(signatureHeaders.nonce);
    const partner = partnerOf(header(signatureHeaders.key));
    if (!partner || !noncePattern.test(nonce)) throw new ApiError('signature-invalid');
    const expected = sign(secretOf(partner), signedText(request, time, nonce));
    if (!sameText(expected, header(signatureHeaders.signature).toLowerCase()))
      throw new ApiError('signature-invalid');
    const now = clock.now();
    const signedAt = new Date(time);
    // An unreadable time is as far away as can be.
    if (!(Math.abs(signedAt.getTime() - now.getTime()) <= windowMs)) {
      throw new ApiError('signature-too-old', { details: { serverTime: now.toISOString() } });
    }
    // As long as its time is good, on both sides of now.
    const expiresAt = later(signedAt, 2 * windowMs);
    try {
      await models.seenCalls.create({ _id: `${partner._id.toHexString()}:${nonce}`, expiresAt });
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
      throw new ApiError('request-replayed');
    }
    return { kind: 'partner', id: partner._id.toHexString(), unitId: partner.unitId.toHexString() };
  };
}
