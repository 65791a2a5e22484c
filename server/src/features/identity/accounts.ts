import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import type { IdentityModels, Session } from './model.ts';
import type { Sessions } from './sessions.ts';

/** The accounts of residents. */
export interface Accounts {
  /** The resident whom WeChat knows by this openid; a new one is added. */
  residentOf(openid: string): Promise<Types.ObjectId>;
  /** @throws session-ended when the account is closed */
  accountOf(residentId: string): Promise<{ id: string; openid: string; createdAt: Date }>;
  /** By whom WeChat knows a resident; null when the account is closed. */
  openidOf(residentId: Types.ObjectId): Promise<string | null>;
  sessionsOf(residentId: string): Promise<Session[]>;
  /**
   * Closes the account: from this write on the openid leads to nobody, and its owner's next sign-in is a new
   * resident's. False when it was closed already.
   */
  closeAccount(residentId: string, eraseComments: boolean): Promise<boolean>;
  endSessionsOf(residentId: string): Promise<void>;
  /** Accounts closed before a moment whose closing is not known to be finished. */
  closingsBefore(moment: Date): Promise<{ id: string; eraseComments: boolean }[]>;
  closingDone(residentId: string): Promise<void>;
}

/** Closings finished in one round of the sweep; the rest wait for the next. */
const sweepSize = 100;

export function createAccounts(
  { residents }: IdentityModels,
  sessions: Sessions,
  vault: Vault,
  clock: Clock,
): Accounts {
  const keyOf = (residentId: string) => ({ kind: 'resident', id: new Types.ObjectId(residentId) }) as const;
  return {
    async residentOf(openid) {
      const openidDigest = vault.digest('openid', openid);
      const known = await residents.findOne({ openidDigest }, { _id: 1 }).lean();
      if (known) return known._id;
      // Two first sign-ins at once give one resident.
      const added = await residents
        .findOneAndUpdate(
          { openidDigest },
          { $setOnInsert: { openidSealed: vault.seal('openid', openid), createdAt: clock.now() } },
          { upsert: true, returnDocument: 'after', projection: { _id: 1 } },
        )
        .lean();
      if (!added) throw new Error('the resident was not stored');
      return added._id;
    },

    async accountOf(residentId) {
      const resident = await residents.findById(residentId).lean();
      if (!resident || resident.closedAt) throw new ApiError('session-ended');
      const openid = vault.open('openid', resident.openidSealed);
      return { id: residentId, openid, createdAt: resident.createdAt };
    },

    async openidOf(residentId) {
      const resident = await residents.findById(residentId, { openidSealed: 1 }).lean();
      return resident?.openidSealed ? vault.open('openid', resident.openidSealed) : null;
    },

    sessionsOf: (residentId) => sessions.of(keyOf(residentId)),

    async closeAccount(residentId, eraseComments) {
      const { matchedCount } = await residents.updateOne(
        { _id: residentId, closedAt: { $exists: false } },
        {
          $set: {
            // Unique, and no digest of anything.
            openidDigest: `closed ${residentId}`,
            openidSealed: '',
            closedAt: clock.now(),
            closingDue: true,
            eraseComments,
          },
        },
      );
      return matchedCount === 1;
    },

    endSessionsOf: (residentId) => sessions.endAll(keyOf(residentId)),

    async closingsBefore(moment) {
      const closing = await residents
        .find({ closingDue: true, closedAt: { $lte: moment } })
        .sort({ closedAt: 1 })
        .limit(sweepSize)
        .lean();
      return closing.map(({ _id, eraseComments }) => ({
        id: _id.toHexString(),
        eraseComments: eraseComments ?? false,
      }));
    },

    async closingDone(residentId) {
      await residents.updateOne({ _id: residentId }, { $unset: { closingDue: 1 } });
    },
  };
}
