import { createSigner, createVerifier } from 'fast-jwt';
import { z } from 'zod';
import { type Clock, later, minuteMs, secondMs } from '../../platform/clock.ts';

/** Short, so that what a token says cannot be old; the session behind it is looked up with every call anyway. */
export const accessTokenMs = 10 * minuteMs;

const accessClaims = z.object({ sid: z.string(), sub: z.string(), kind: z.enum(['resident', 'staff']) });
const expiry = z.object({ exp: z.number() });
const refreshClaims = z.object({ sid: z.string(), gen: z.int() });

export type AccessClaims = z.infer<typeof accessClaims>;
export type RefreshClaims = z.infer<typeof refreshClaims>;

/** Signs and reads the two kinds of token. What was signed for one use is no token for the other. */
export interface Tokens {
  signAccess(claims: AccessClaims): { token: string; expiresAt: Date };
  /** Null when it is not ours, was changed or has expired. */
  readAccess(token: string): AccessClaims | null;
  signRefresh(claims: RefreshClaims, expiresAt: Date): string;
  readRefresh(token: string): RefreshClaims | null;
}

export function createTokens(secret: string, clock: Clock): Tokens {
  const algorithm = 'HS256';

  function audience<Claims extends object>(name: string, claims: z.ZodType<Claims>) {
    const signer = createSigner({ key: secret, algorithm, aud: name });
    // Expiry is checked below, against the injected clock.
    const verifier = createVerifier({
      key: secret,
      algorithms: [algorithm],
      allowedAud: name,
      ignoreExpiration: true,
    });
    return {
      sign: (what: Claims, expiresAt: Date) =>
        signer({ ...what, iat: inSeconds(clock.now()), exp: inSeconds(expiresAt) }),
      read(token: string): Claims | null {
        try {
          const payload: unknown = verifier(token);
          const { exp } = expiry.parse(payload);
          return exp > inSeconds(clock.now()) ? claims.parse(payload) : null;
        } catch {
          return null;
        }
      },
    };
  }

  const access = audience('access', accessClaims);
  const refresh = audience('refresh', refreshClaims);
  return {
    signAccess(claims) {
      const expiresAt = later(clock.now(), accessTokenMs);
      return { token: access.sign(claims, expiresAt), expiresAt };
    },
    readAccess: access.read,
    signRefresh: refresh.sign,
    readRefresh: refresh.read,
  };
}

/** A moment as tokens carry it. */
function inSeconds(at: Date): number {
  return Math.floor(at.getTime() / secondMs);
}
