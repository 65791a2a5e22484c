import type { Person, Session } from '@linli/shared/api/types.ts';
import { errors } from '@linli/shared/errors.ts';
import { CallError } from './call-error';
import { exchange } from './exchange';
import { forgetSeen, seenBy } from './seen';
import { isRecord, readStored, removeStored, writeStored } from './storage';
import { residentSignInCode } from './wechat';

/** Somebody can be a resident and a member of staff on the same device; the two never share a session. */
export type Audience = 'resident' | 'staff';

const storageKey = (audience: Audience) => `session.${audience}`;

/** One renewal at a time: a refresh token works once, and a second use would end the session. */
const renewals: Partial<Record<Audience, Promise<string>>> = {};

/** The access token to call with. A resident is signed in silently; staff get `not-signed-in` thrown. */
export async function accessTokenFor(audience: Audience): Promise<string> {
  const session = storedSession(audience);
  if (session) return session.accessToken;
  if (audience === 'staff')
    throw new CallError('not-signed-in', errors['not-signed-in'].message, errors['not-signed-in']);
  return once(audience, signInResident);
}

/**
 * A token in place of one the server no longer takes. Expiry is left to the server to tell, because the clock of
 * an old phone is often wrong. Staff get `session-ended` thrown when the session cannot be renewed.
 */
export async function renewedTokenFor(audience: Audience, refused: string): Promise<string> {
  return once(audience, async () => {
    const session = storedSession(audience);
    // Another tab may have renewed it in the meantime.
    if (session && session.accessToken !== refused) return session.accessToken;
    if (!session) return accessTokenAnew(audience);
    try {
      const { refreshToken } = session;
      return keepSession(audience, await exchange('refreshSession', { body: { refreshToken } }));
    } catch (thrown) {
      if (!(thrown instanceof CallError) || thrown.code !== 'session-ended') throw thrown;
      endSession(audience);
      return accessTokenAnew(audience);
    }
  });
}

/** Signs a member of staff in. Throws `credentials-wrong` or `account-locked`. */
export async function signInStaff(username: string, password: string): Promise<void> {
  keepSession('staff', await exchange('signInStaff', { body: { username, password } }));
}

/** Ends the staff session here at once, and on the server if it can be reached. */
export async function signOutStaff(): Promise<void> {
  const session = storedSession('staff');
  endSession('staff');
  if (!session) return;
  try {
    await exchange('signOut', {}, session.accessToken);
  } catch {
    // The tokens are gone from this device; the server lets them lapse.
  }
}

/** Whether somebody is signed in on this device, without asking the server. */
export function isSignedIn(audience: Audience): boolean {
  return storedSession(audience) !== null;
}

/** The member of staff signed in on this device; null when nobody is. */
export function signedInStaff(): Extract<Person, { kind: 'staff' }> | null {
  const person = storedSession('staff')?.person;
  return person?.kind === 'staff' ? person : null;
}

async function accessTokenAnew(audience: Audience): Promise<string> {
  if (audience === 'resident') return signInResident();
  throw new CallError('session-ended', errors['session-ended'].message, errors['session-ended']);
}

async function signInResident(): Promise<string> {
  const code = await residentSignInCode();
  return keepSession('resident', await exchange('signInWithWechat', { body: { code } }));
}

function keepSession(audience: Audience, session: Session): string {
  seenBy(audience, session.person.id);
  writeStored(storageKey(audience), session);
  return session.accessToken;
}

/** What staff saw goes with their session. A resident is signed in again silently, and is most likely the same. */
function endSession(audience: Audience): void {
  removeStored(storageKey(audience));
  if (audience === 'staff') forgetSeen(audience);
}

function storedSession(audience: Audience): Session | null {
  const stored = readStored(storageKey(audience));
  return isSession(stored) ? stored : null;
}

function isSession(value: unknown): value is Session {
  return (
    isRecord(value) &&
    typeof value.accessToken === 'string' &&
    typeof value.refreshToken === 'string' &&
    isRecord(value.person)
  );
}

function once(audience: Audience, renew: () => Promise<string>): Promise<string> {
  const running = renewals[audience];
  if (running) return running;
  const started = renew();
  const end = () => {
    delete renewals[audience];
  };
  // `finally` is younger than the phones we serve.
  started.then(end, end);
  renewals[audience] = started;
  return started;
}
