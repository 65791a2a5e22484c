import { hash, verify } from '@node-rs/argon2';
import type { Types } from 'mongoose';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import type { IdentityModels } from './model.ts';

/** Five wrong tries lock the name for fifteen minutes. */
const triesMax = 5;
const lockMs = 15 * minuteMs;

/** argon2id as OWASP's password storage sheet recommends: 19 MiB, two passes, one lane. */
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, argon2);

export interface StaffSignIn {
  setPassword(username: string, staffId: Types.ObjectId, password: string): Promise<void>;
  /**
   * The id of the member of staff. Unknown names are answered, timed and locked like known ones.
   * @throws credentials-wrong, account-locked
   */
  check(username: string, password: string): Promise<Types.ObjectId>;
}

export async function createStaffSignIn(
  models: IdentityModels,
  vault: Vault,
  clock: Clock,
): Promise<StaffSignIn> {
  /** Checked for unknown names, so that they take as long as known ones. */
  const nobodysHash = await hashPassword('nobody has this password');

  /**
   * Takes one of the tries before the password is looked at: of many guesses at once no more than
   * the allowed number gets through.
   */
  async function takeTry(key: string): Promise<void> {
    const now = clock.now();
    const expiresAt = later(now, lockMs);
    const afterLock = await models.signInTries.updateOne(
      { _id: key, expiresAt: { $lte: now } },
      { $set: { count: 1, expiresAt } },
    );
    if (afterLock.matchedCount === 1) return;
    try {
      await models.signInTries.updateOne(
        { _id: key, count: { $lt: triesMax } },
        { $inc: { count: 1 }, $set: { expiresAt } },
        { upsert: true },
      );
    } catch (error) {
      // The name has a record that the condition left out: all tries are used up. Or two first tries met.
      if (!duplicateKeyOf(error)) throw error;
      const again = await models.signInTries.updateOne(
        { _id: key, count: { $lt: triesMax } },
        { $inc: { count: 1 } },
      );
      if (again.matchedCount === 0)
        throw new ApiError('account-locked', { retryAfterSeconds: lockMs / 1000 });
    }
  }

  return {
    async setPassword(username, staffId, password) {
      const passwordHash = await hashPassword(password);
      await models.credentials.updateOne({ username }, { $set: { staffId, passwordHash } }, { upsert: true });
    },
    async check(username, password) {
      const name = username.toLowerCase();
      const key = vault.digest('username', name);
      await takeTry(key);
      const credential = await models.credentials.findOne({ username: name }).lean();
      const right = await verify(credential?.passwordHash ?? nobodysHash, password);
      if (!credential || !right) throw new ApiError('credentials-wrong');
      await models.signInTries.deleteOne({ _id: key });
      return credential.staffId;
    },
  };
}
