import { randomBytes } from 'node:crypto';
import { minuteMs, secondMs } from '../../clock.ts';

const livesSeconds = 7200;
/** From then on before its end, a token is followed by a new one, and both work. */
const overlapMs = 5 * minuteMs;

/** The access tokens that the stand-in has handed out. */
export function createStandInTokens(now: () => number) {
  let working: { token: string; endsAt: number }[] = [];

  return {
    /** As stable_token: the same as long as it lasts, another by force, which ends the one before. */
    give(force: boolean): object {
      const newest = working.at(-1);
      if (force) working = [];
      if (force || !newest || newest.endsAt - overlapMs <= now())
        working.push({
          token: randomBytes(24).toString('base64url'),
          endsAt: now() + livesSeconds * secondMs,
        });
      const { token, endsAt } = working.at(-1) ?? { token: '', endsAt: now() };
      return { access_token: token, expires_in: Math.floor((endsAt - now()) / secondMs) };
    },
    works: (token: string | null) => working.some((one) => one.token === token && one.endsAt > now()),
    /** What happens when somebody else renews the account's token by force. */
    revoke() {
      working = [];
    },
  };
}

export type StandInTokens = ReturnType<typeof createStandInTokens>;
