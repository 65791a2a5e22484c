import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';

/** Short, so that what a token says cannot be old; the session behind it is looked up with every call anyway. */
export const accessTokenMs = 10 * minuteMs;

const accessClaims = z.object({ sid: z.string(), sub: z.string(), kind: z.enum(['resident', 'staff']) });
const refreshClaims = z.object({ sid: z.string(), gen: z.int() });

export type AccessClaims = z.infer<typeof accessClaims>;
export type RefreshClaims = z.infer<typeof refreshClaims>;

/** Signs and reads the two kinds of token. What was signed for one use is no token for the other. */
export interface Tokens {
  signAccess(claims: AccessClaims): Promise<{ token: string; expiresAt: Date }>;
  /** Null when it is not ours, was changed or has expired. */
  readAccess(token: string): Promise<AccessClaims | null>;
  signRefresh(claims: RefreshClaims, expiresAt: Date): Promise<string>;
  readRefresh(token: string): Promise<RefreshClaims | null>;
}

export async function createTokens(secret: string, clock: Clock): Promise<Tokens> {
  const algorithm = 'HS256';
  // Imported once; jose would do it again with each token.
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );

  const sign = (claims: AccessClaims | RefreshClaims, audience: string, expiresAt: Date) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: algorithm })
      .setAudience(audience)
      .setIssuedAt(clock.now())
      .setExpirationTime(expiresAt)
      .sign(key);

  async function read<Claims>(
    token: string,
    audience: string,
    claims: z.ZodType<Claims>,
  ): Promise<Claims | null> {
    try {
      const { payload } = await jwtVerify(token, key, {
        audience,
        algorithms: [algorithm],
        currentDate: clock.now(),
      });
      return claims.parse(payload);
    } catch {
      return null;
    }
  }

  return {
    async signAccess(claims) {
      const expiresAt = later(clock.now(), accessTokenMs);
      return { token: await sign(claims, 'access', expiresAt), expiresAt };
    },
    readAccess: (token) => read(token, 'access', accessClaims),
    signRefresh: (claims, expiresAt) => sign(claims, 'refresh', expiresAt),
    readRefresh: (token) => read(token, 'refresh', refreshClaims),
  };
}
